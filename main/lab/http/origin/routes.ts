/** Every path of the origin, and the decisions that are the same for all of them: 404, 405, 421, 417, 501. */
import { field, fieldLines, text, type Request, type RequestHead, type Response } from "../message.ts";
import { originForm } from "../server-connection.ts";
import { access } from "./access.ts";
import { availability, options } from "./availability.ts";
import { chat } from "./chat.ts";
import { dav } from "./dav.ts";
import { edits } from "./edits.ts";
import { gateway } from "./gateway.ts";
import { choices, reports } from "./negotiation.ts";
import { collections } from "./notes.ts";
import { pages } from "./pages.ts";
import { redirects } from "./redirects.ts";
import type { Resource, Route, Site } from "./resource.ts";
import { uploads } from "./uploads.ts";

export const routes: readonly Route[] = [pages, redirects, access, collections, uploads, edits, availability, chat, choices, reports, gateway, dav].flat();

/** RFC 9110 §9.3, RFC 5789, RFC 4918: methods that this server knows, whether or not a resource has them. CONNECT is none: this is no proxy. */
const knownMethods = new Set("GET HEAD POST PUT DELETE OPTIONS TRACE PATCH PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK".split(" "));
/** What a server says of itself as a whole. */
const serverWideAllow = "GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE";

const exact = new Map(routes.filter(({ path }) => !path.endsWith("*")).map(({ path, resource }) => [path, resource]));
const trees = routes.filter(({ path }) => path.endsWith("*")).map(({ path, resource }) => ({ prefix: path.slice(0, -1), resource }));

/** From the head alone: where it is null the content is read and `respond` answers. */
export function admit(head: RequestHead, site: Site): Response | null {
  const refused = misaddressed(head, site) ?? misunderstood(head);
  if (refused !== null) return refused;
  if (head.method === "OPTIONS") return null;
  const resource = resourceAt(pathOf(head));
  // Who waits for 100 (Continue) is told at once that the content would be in vain (RFC 9110 §10.1.1).
  if (resource === undefined) return field(head, "Expect") === null ? null : notFound();
  if (!allows(resource, head.method)) return field(head, "Expect") === null ? null : notAllowed(resource);
  return resource.admit?.(head, site) ?? null;
}

export function respond(request: Request, site: Site): Response | Promise<Response> {
  if (request.method === "OPTIONS" && request.target === "*") return options(serverWideAllow);
  const resource = resourceAt(request.path);
  if (resource === undefined) return notFound();
  if (request.method === "OPTIONS") return options(allowOf(resource));
  if (!allows(resource, request.method)) return notAllowed(resource);
  return resource.respond(request, site);
}

/** RFC 9112 §3.2: exactly one Host, and it must be ours (421, RFC 9110 §7.4). */
function misaddressed(head: RequestHead, site: Site): Response | null {
  const hosts = fieldLines(head.fields, "Host");
  const [host] = hosts;
  if (host === undefined && head.version.minor >= 1) return badRequest("no Host: every HTTP/1.1 request names one (RFC 9112 §3.2)");
  if (hosts.length > 1) return badRequest("more than one Host (RFC 9112 §3.2)");
  if (host !== undefined && host !== "" && !/^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~%!$&'()*+,;=-]+)(?::\d{0,5})?$/.test(host))
    return badRequest("a Host that is no host (RFC 9112 §3.2)");
  // The target's own authority goes before Host (RFC 9112 §3.2.2).
  const authority = /^https?:\/\/(?<authority>[^/?]*)/i.exec(head.target)?.groups?.["authority"] ?? host;
  const ours = ["origin.test", "origin.test:80", ...site.env.authorities("origin")];
  if (authority !== undefined && !ours.includes(authority.toLowerCase().replace(/:$/, ""))) {
    return { ...text(421, `This is not ${authority}.\n`), because: "this server doesn't answer for that host (RFC 9110 §15.5.20)" };
  }
  const origin = field(head, "Origin");
  const foreign = origin !== null && !ours.some((own) => origin.toLowerCase() === `http://${own}`);
  // Where real programs may connect, a page of another site may not.
  if (foreign && site.env.authorities("origin").length > 0) return { ...text(403, "Not from another site.\n"), because: "a foreign Origin" };
  return null;
}

function misunderstood(head: RequestHead): Response | null {
  if (!knownMethods.has(head.method))
    return { ...text(501, `${head.method} is not implemented.\n`), because: "the method is not known to this server (RFC 9110 §15.6.2)" };
  const asterisk = head.target === "*";
  if (asterisk && head.method !== "OPTIONS") return badRequest("the target * is for OPTIONS only (RFC 9112 §3.2.4)");
  if (!asterisk && !/^(?:\/|https?:\/\/[^/?]+)/i.test(head.target)) return badRequest("a target that is neither a path nor an absolute URI (RFC 9112 §3.2)");
  if (/^https?:\/\/[^/?]*@/i.test(head.target)) return badRequest("user information in the target (RFC 9110 §4.2.4)");
  const expectation = field(head, "Expect");
  if (head.version.minor >= 1 && expectation !== null && expectation.toLowerCase() !== "100-continue") {
    return { ...text(417, "100-continue is all that can be expected here.\n"), because: "an expectation that isn't known (RFC 9110 §15.5.18)" };
  }
  return null;
}

export function resourceAt(path: string): Resource | undefined {
  return exact.get(path) ?? trees.find(({ prefix }) => path.startsWith(prefix) || `${path}/` === prefix)?.resource;
}

function pathOf(head: RequestHead): string {
  return originForm(head.target).split("?")[0]!;
}

function allows({ methods }: Resource, method: string): boolean {
  return methods === "any" || methods.includes(method);
}

function allowOf({ methods }: Resource): string {
  return methods === "any" ? serverWideAllow : [...methods, "OPTIONS"].join(", ");
}

function notFound(): Response {
  return { ...text(404, "Not found.\n"), because: "no resource has this path (RFC 9110 §15.5.5)" };
}

function notAllowed(resource: Resource): Response {
  return { ...text(405, "Not with this method.\n", [["Allow", allowOf(resource)]]), because: "the resource doesn't have the method (RFC 9110 §15.5.6)" };
}

function badRequest(why: string): Response {
  return { ...text(400, `400: ${why}\n`), because: why, close: true };
}
