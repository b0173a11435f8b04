/** Which layer's hue a topic has. A topic that isn't named here belongs to the application layer. */
import type { Layer } from "../contract/index.ts";

const layers: Record<Exclude<Layer, "app">, readonly string[]> = {
  link: ["ethernet", "arp", "link", "wifi", "vlan", "frames"],
  net: ["ip", "ipv4", "ipv6", "icmp", "routing", "dhcp", "nat", "bgp", "ospf"],
  tcp: ["tcp", "udp", "quic", "sockets", "transport"],
  tls: ["tls", "certificates", "pki", "x509"],
};

/** `topic` may have parts ("tcp/congestion"): the first decides. */
export function layerOf(topic: string): Layer {
  const first = topic.toLowerCase().split(/[/.:]/u)[0]!;
  const layer = (Object.keys(layers) as (keyof typeof layers)[]).find((name) => layers[name].includes(first));
  return layer ?? "app";
}
