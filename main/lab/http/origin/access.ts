/** Who may: authentication, refusal, payment, law. RFC 9110 §11 and §15.5. */
import { field, text, type RequestHead, type Response } from "../message.ts";
import { readMethods, route, type Route, type Site } from "./resource.ts";

export const access: Route[] = [
  route("/private", [...readMethods, "PUT"], () => text(200, "The archive.\n"), unauthenticated),
  route("/admin", "any", () => ({ ...text(403, "Not you, whoever you are.\n"), because: "no credentials would help (RFC 9110 §15.5.4)" })),
  route("/hidden", "any", () => ({ ...text(404, "Not found.\n"), because: "it exists, and its existence is not told (RFC 9110 §15.5.4)" })),
  route("/premium", "any", () => text(402, "Payment required.\n")),
  route("/restricted", "any", () => text(451, "Unavailable for legal reasons.\n", [["Link", '<http://origin.test/legal>; rel="blocked-by"']])),
  route("/portal", "any", () => text(511, "Log in to this network first: /portal/login\n", [["Content-Location", "/portal/login"]])),
];

/** RFC 7617. A 401 always carries a challenge (RFC 9110 §15.5.2). */
export function unauthenticated(head: RequestHead, site: Site): Response | null {
  const credentials = field(head, "Authorization");
  if (credentials !== null && accepted(credentials, `${site.plan["user"]}:${site.plan["password"]}`)) return null;
  const because = credentials === null ? "no credentials" : "the credentials are not accepted";
  return { ...text(401, "Who are you?\n", [["WWW-Authenticate", 'Basic realm="archive", charset="UTF-8"']]), because: `${because} (RFC 9110 §15.5.2)` };
}

function accepted(credentials: string, wanted: string): boolean {
  const encoded = /^Basic +(?<token>[A-Za-z0-9+/]+={0,2})$/i.exec(credentials)?.groups?.["token"];
  return encoded !== undefined && Buffer.from(encoded, "base64").toString("utf8") === wanted;
}
