/** Now, later, never: rate limits, maintenance, failures, and codes that stand for themselves. */
import { empty, field, hasToken, text, type Request, type Response } from "../message.ts";
import { readMethods, route, type Route, type Site } from "./resource.ts";

export const availability: Route[] = [
  route("/limited", readMethods, limited),
  route("/maintenance", "any", (_request, { settings }) => text(503, "Back soon.\n", [["Retry-After", String(settings["retryAfter"])]])),
  route("/gone", "any", () => ({ ...text(410, "Gone for good.\n"), because: "it was here and won't come back (RFC 9110 §15.5.11)" })),
  route("/read-only", readMethods, () => text(200, "Read me.\n")),
  route("/fails", "any", () => ({ ...text(500, "Something went wrong on our side.\n"), because: "the handler threw (RFC 9110 §15.6.1)" })),
  route("/unfinished", readMethods, () => ({
    ...text(200, "This text is never sent to its end.\n"),
    cutAt: 12,
    because: "the server stops in the middle of the content",
  })),
  route("/coffee", "any", () => ({ ...text(418, "Short and stout.\n"), because: "418 is reserved and unused (RFC 9110 §15.5.19)" })),
  route("/replay-safe", [...readMethods, "POST"], replaySafe),
  route("/extended", "any", () => ({ ...text(510, "Declare the extension http://origin.test/extension.\n"), because: "RFC 2774 §7; its status is historic" })),
  route("/transformed", readMethods, () => ({
    ...text(203, "smaller than what the origin sent\n"),
    because: "a transforming intermediary changed the content (RFC 9110 §15.3.4)",
  })),
];

/** A fixed window from its first request: RFC 6585 §4. */
function limited(_request: Request, { settings, state, nowMs }: Site): Response {
  const [rate, windowMs] = [Number(settings["rate"]), Number(settings["window"]) * 1000];
  const now = nowMs();
  if (state.window === null || now >= state.window.startedAtMs + windowMs) state.window = { startedAtMs: now, requests: 0 };
  state.window.requests++;
  if (state.window.requests <= rate) return text(200, `Request ${state.window.requests} of ${rate} in this window.\n`);
  const seconds = Math.ceil((state.window.startedAtMs + windowMs - now) / 1000);
  return { ...text(429, "Too many requests.\n", [["Retry-After", String(seconds)]]), because: `more than ${rate} requests in this window (RFC 6585 §4)` };
}

/** RFC 8470 §5.2: early data may be a replay, so what changes something waits for the handshake. */
function replaySafe(request: Request): Response {
  const early = hasToken(request, "Early-Data", "1");
  if (early && request.method === "POST")
    return { ...text(425, "Send it again after the handshake.\n"), because: "it came in early data and could be a replay (RFC 8470 §5.2)" };
  return text(200, field(request, "Early-Data") === null ? "Answered.\n" : "Answered: reading twice does no harm.\n");
}

/** `OPTIONS *` and OPTIONS on a resource (RFC 9110 §9.3.7). */
export function options(allow: string): Response {
  return empty(204, [["Allow", allow]]);
}
