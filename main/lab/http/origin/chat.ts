/** Upgrade to another protocol: RFC 9110 §7.8, RFC 6455 §4.2. */
import { createHash } from "node:crypto";
import { empty, field, hasToken, text, type Request, type Response } from "../message.ts";
import { route, type Route } from "./resource.ts";

/** RFC 6455 §1.3. */
const handshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

export const chat: Route[] = [route("/chat", ["GET"], upgrade)];

function upgrade(request: Request): Response {
  const asks = hasToken(request, "Connection", "upgrade") && hasToken(request, "Upgrade", "websocket");
  // A server ignores Upgrade in HTTP/1.0 (RFC 9110 §7.8).
  if (!asks || request.version.minor === 0)
    return required([["Upgrade", "websocket"]], "the request doesn't ask for the protocol that is needed (RFC 9110 §15.5.22)");
  if (field(request, "Sec-WebSocket-Version") !== "13") {
    return required(
      [
        ["Upgrade", "websocket"],
        ["Sec-WebSocket-Version", "13"],
      ],
      "another version of the protocol is needed (RFC 6455 §4.2.2)",
    );
  }
  const key = field(request, "Sec-WebSocket-Key") ?? "";
  if (!/^[A-Za-z0-9+/]{22}==$/.test(key))
    return { ...text(400, "Sec-WebSocket-Key is 16 bytes in base64.\n"), because: "the key is missing or malformed (RFC 6455 §4.2.1)" };
  const accept = createHash("sha1")
    .update(key + handshakeGuid)
    .digest("base64");
  const fields = [
    ["Upgrade", "websocket"],
    ["Connection", "Upgrade"],
    ["Sec-WebSocket-Accept", accept],
  ] as const;
  return { ...empty(101, fields), upgraded: true, because: "both ends speak WebSocket from here on (RFC 9110 §15.2.2)" };
}

function required(fields: Response["fields"], because: string): Response {
  return { ...text(426, "Speak WebSocket here.\n", [...fields, ["Connection", "Upgrade"]]), because };
}
