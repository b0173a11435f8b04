/** backend.test: one port answers, one talks nonsense, one says nothing. */
import type { Env } from "../../scenario.ts";
import { latin1Bytes, text } from "../message.ts";
import { readHead } from "../request-head.ts";
import { responseBytes } from "../response-bytes.ts";
import { backendPorts } from "./gateway.ts";

const rules = { strict: true, maxTarget: 8000, maxFields: 8192 };

export async function startBackend(env: Env): Promise<void> {
  await env.listen({ host: "backend", port: backendPorts.ok }, (socket) => {
    let buffer: Uint8Array = new Uint8Array(0);
    socket.handle({
      bytes(bytes) {
        buffer = Buffer.concat([buffer, bytes]);
        const read = readHead(buffer, rules);
        if (read.kind !== "head") return;
        socket.write(responseBytes(text(200, "From backend.test.\n"), { request: read.head, persists: false, nowMs: env.clock.nowMs() }));
        socket.end();
      },
    });
  });
  await env.listen({ host: "backend", port: backendPorts.garbage }, (socket) => {
    socket.handle({
      bytes() {
        socket.write(latin1Bytes("220 backend.test ready\r\n"));
        socket.end();
      },
    });
  });
  await env.listen({ host: "backend", port: backendPorts.silent }, (socket) => socket.handle({ bytes() {}, fin: () => socket.end() }));
}
