/** A collection and its members; jobs, forms and orders: what POST, PUT and DELETE answer. RFC 9110 §9.3 and §15.3. */
import { gunzipSync } from "node:zlib";
import { empty, field, json, text, utf8Text, type Request, type RequestHead, type Response } from "../message.ts";
import { readMethods, route, type Route, type Site } from "./resource.ts";

/** Notes that one run may hold. */
export const maxNotes = 200;
const maxOrderBytes = 64 * 1024;

export const collections: Route[] = [
  route("/notes", [...readMethods, "POST"], notes),
  route("/notes/*", [...readMethods, "PUT", "DELETE"], note),
  route("/jobs", ["POST"], () => json(202, { status: "waiting", monitor: "/jobs/1" }, [["Location", "/jobs/1"]])),
  route("/jobs/*", readMethods, () => json(200, { status: "running" })),
  route("/clear-form", ["POST"], () => empty(205)),
  route("/orders", ["POST"], orders, unreadable),
];

function notes(request: Request, { state }: Site): Response {
  if (request.method !== "POST") return json(200, { notes: [...state.notes.keys()].map((number) => `/notes/${number}`) });
  if (state.notes.size >= maxNotes) return { ...text(507, "No room for another note.\n"), because: `there are ${maxNotes} notes` };
  const number = Math.max(0, ...state.notes.keys()) + 1;
  state.notes.set(number, utf8Text(request.content));
  return text(201, `Stored as /notes/${number}\n`, [["Location", `/notes/${number}`]]);
}

function note(request: Request, { state }: Site): Response {
  const digits = /^\/notes\/(?<number>[1-9]\d{0,8})$/.exec(request.path)?.groups?.["number"];
  if (digits === undefined) return missing();
  const number = Number(digits);
  const stored = state.notes.get(number);
  if (request.method === "PUT") {
    if (stored === undefined && state.notes.size >= maxNotes) return text(507, "No room for another note.\n");
    state.notes.set(number, utf8Text(request.content));
    // RFC 9110 §9.3.4: 201 where there was none, 200 or 204 where it was replaced.
    return stored === undefined ? text(201, `Stored as /notes/${number}\n`) : empty(204);
  }
  if (stored === undefined) return missing();
  if (request.method === "DELETE") {
    state.notes.delete(number);
    return empty(204);
  }
  return text(200, stored);
}

function missing(): Response {
  return { ...text(404, "Not found.\n"), because: "there is no such note (RFC 9110 §15.5.5)" };
}

/** RFC 9110 §15.5.16: the media type and the coding are judged by the head. */
function unreadable(head: RequestHead): Response | null {
  if (head.method !== "POST") return null;
  const coding = field(head, "Content-Encoding");
  if (coding !== null && !/^(?:gzip|x-gzip)$/i.test(coding.trim())) {
    return {
      ...text(415, "Content in gzip or without a coding, please.\n", [["Accept-Encoding", "gzip"]]),
      because: "the content coding is not supported (RFC 9110 §15.5.16)",
    };
  }
  if (/^application\/json[ \t]*(?:;.*)?$/i.test(field(head, "Content-Type") ?? "")) return null;
  return { ...text(415, "Orders are application/json.\n", [["Accept", "application/json"]]), because: "the media type is not supported (RFC 9110 §15.5.16)" };
}

function orders(request: Request, { state }: Site): Response {
  const order = parsed(request);
  if (order === undefined) return { ...text(400, "That is no JSON.\n"), because: "the content is not JSON: syntax (RFC 9110 §15.5.1)" };
  const { item, quantity } = (order ?? {}) as { item?: unknown; quantity?: unknown };
  const valid = typeof item === "string" && item !== "" && Number.isInteger(quantity) && Number(quantity) >= 1 && Number(quantity) <= 99;
  if (!valid) {
    return {
      ...json(422, { error: "item is a text, quantity an integer from 1 to 99" }),
      because: "the syntax is right, the instructions can't be followed (RFC 9110 §15.5.21)",
    };
  }
  state.orders++;
  return json(201, { order: state.orders, item, quantity }, [["Location", `/orders/${state.orders}`]]);
}

/** Undefined: no JSON. */
function parsed(request: Request): unknown {
  try {
    const coded = field(request, "Content-Encoding") !== null;
    return JSON.parse(utf8Text(coded ? gunzipSync(request.content, { maxOutputLength: maxOrderBytes }) : request.content));
  } catch {
    return undefined;
  }
}
