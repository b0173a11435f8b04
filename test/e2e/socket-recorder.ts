/** Preloaded into the host (`--import`): writes where each of its TCP sockets connects to, and each name it asks DNS for, into a file. */
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import dgram from "node:dgram";
import dns from "node:dns";
import net from "node:net";

const file = process.env["SOCKET_RECORD"]!;
const record = (what: string) => appendFileSync(file, `${what}\n`);

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (this: net.Socket, ...given: Parameters<typeof connect>) {
  this.once("connect", () => record(`tcp ${this.remoteAddress}`));
  return connect.apply(this, given);
} as typeof connect;

const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (this: dgram.Socket, ...given: Parameters<typeof send>) {
  record("udp");
  return send.apply(this, given);
} as typeof send;

const lookup = dns.lookup;
dns.lookup = Object.assign((...given: Parameters<typeof lookup>): void => {
  if (net.isIP(given[0]) === 0) record(`dns ${given[0]}`);
  return lookup(...given);
}, lookup);
syncBuiltinESMExports();
