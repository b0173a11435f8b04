/** The sockets that a process and all its children hold, with the address at their other end, as Linux tells them. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface Socket {
  protocol: "tcp" | "tcp6" | "udp" | "udp6";
  inode: number;
  local: string;
  /** All zeros: not connected. */
  remote: string;
}

const protocols = ["tcp", "tcp6", "udp", "udp6"] as const;

/** Rows of /proc/net/tcp and its like: addresses are hexadecimal words in the machine's own byte order. */
export function parseSockets(protocol: Socket["protocol"], table: string): Socket[] {
  const rows = table.split("\n").slice(1).filter(Boolean);
  return rows.map((row) => {
    const [, local = "", remote = "", , , , , , , inode = ""] = row.trim().split(/\s+/u);
    return { protocol, inode: Number(inode), local: addressOf(local), remote: addressOf(remote) };
  });
}

function addressOf(field: string): string {
  const words = field.split(":", 1)[0]!.match(/.{8}/gu) ?? [];
  const bytes = words.flatMap((word) => [...Buffer.from(word, "hex")].toReversed());
  if (bytes.length === 4) return bytes.join(".");
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (isMapped) return bytes.slice(12).join(".");
  return Array.from({ length: 8 }, (_, at) => (bytes[2 * at]! * 256 + bytes[2 * at + 1]!).toString(16)).join(":");
}

const allZeros = new Set(["0.0.0.0", "0:0:0:0:0:0:0:0"]);

/** 127.0.0.0/8, ::1, and nowhere. */
export function isLoopback(address: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/u.test(address) || address === "0:0:0:0:0:0:0:1";
}

/** Sockets that reach, or can be reached from, beyond this machine. */
export function foreign(sockets: readonly Socket[]): Socket[] {
  return sockets.filter(({ protocol, local, remote }) => {
    if (!allZeros.has(remote)) return !isLoopback(remote);
    // An unbound UDP socket was made, but nothing was said through it yet; a TCP one listens.
    return protocol.startsWith("tcp") && !isLoopback(local);
  });
}

/** Those of the processes and of all that descends from them, now. */
export function socketsOf(pids: readonly number[]): Socket[] {
  const inodes = new Set(familyOf(pids).flatMap(inodesOf));
  return protocols.flatMap((protocol) => parseSockets(protocol, readFileSync(`/proc/net/${protocol}`, "utf8"))).filter(({ inode }) => inodes.has(inode));
}

/** A process's children stand in /proc as those whose parent it is. */
export function familyOf(pids: readonly number[]): number[] {
  const parents = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/u.test(name))
      .flatMap((name): [number, number][] => {
        const stat = orNothing(() => readFileSync(`/proc/${name}/stat`, "utf8"));
        // The name in brackets may hold anything; the parent is the second field after it.
        const parent = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
        return parent === undefined ? [] : [[Number(name), Number(parent)]];
      }),
  );
  const family = new Set(pids);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid);
  }
  return [...family];
}

function inodesOf(pid: number): number[] {
  const folder = `/proc/${pid}/fd`;
  const links = (orNothing(() => readdirSync(folder)) ?? []).map((name) => orNothing(() => readlinkSync(`${folder}/${name}`)));
  return links.flatMap((link) => /^socket:\[(\d+)\]$/u.exec(link ?? "")?.[1] ?? []).map(Number);
}

/** A process may end while it is looked at. */
function orNothing<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
