/** Names of the topics that decks usually have, in both languages. Part of the one catalogue; a topic that isn't here is shown as its deck writes it. */
import type { Translation } from "./catalogue.ts";
import type { Messages } from "./messages.ts";

export const topicsEn = {
  "topic.arp": "ARP",
  "topic.bgp": "BGP",
  "topic.certificates": "Certificates",
  "topic.cors": "CORS",
  "topic.dhcp": "DHCP",
  "topic.dns": "DNS",
  "topic.ethernet": "Ethernet",
  "topic.http": "HTTP",
  "topic.icmp": "ICMP",
  "topic.ip": "IP",
  "topic.ipv4": "IPv4",
  "topic.ipv6": "IPv6",
  "topic.link": "Link layer",
  "topic.nat": "NAT",
  "topic.ospf": "OSPF",
  "topic.quic": "QUIC",
  "topic.routing": "Routing",
  "topic.security": "Security",
  "topic.smtp": "SMTP",
  "topic.sockets": "Sockets",
  "topic.ssh": "SSH",
  "topic.tcp": "TCP",
  "topic.tls": "TLS",
  "topic.transport": "Transport",
  "topic.udp": "UDP",
  "topic.vlan": "VLAN",
  "topic.websocket": "WebSocket",
} as const;

export const topicsZhCn: Translation<typeof topicsEn> = {
  ...topicsEn,
  "topic.certificates": "证书",
  "topic.ethernet": "以太网",
  "topic.link": "链路层",
  "topic.routing": "路由",
  "topic.security": "安全",
  "topic.sockets": "套接字",
  "topic.transport": "传输层",
};

/** "tcp/congestion" has the name of its first part and the rest as written. */
export function topicName({ told }: Pick<Messages, "told">, topic: string): string {
  const first = /^[^/.:]*/u.exec(topic)?.[0] ?? "";
  return told("topic", first.toLowerCase(), {}, first) + topic.slice(first.length);
}
