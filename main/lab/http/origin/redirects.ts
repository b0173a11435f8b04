/** The five redirects, and where they lead: RFC 9110 §15.4. */
import { field, text, utf8Text, type Request, type Response } from "../message.ts";
import { readMethods, route, type Route } from "./resource.ts";

const moves = { "/moved": 301, "/found": 302, "/see-other": 303, "/temporary": 307, "/permanent": 308 } as const;
/** Content that /landing repeats, in characters. */
const maxEcho = 2000;

export const redirects: Route[] = [
  ...Object.entries(moves).map(([path, status]) => route(path, "any", () => to(status, "/landing"))),
  route("/landing", "any", landing),
  route("/subscribe", ["POST"], () => to(303, "/subscribe/thanks")),
  route("/subscribe/thanks", readMethods, () => text(200, "Thank you. Reloading this page subscribes nobody twice.\n")),
  route("/loop", "any", () => to(302, "/loop")),
];

function to(status: number, location: string): Response {
  return text(status, `See ${location}\n`, [["Location", location]]);
}

function landing(request: Request): Response {
  const lines = [
    `method: ${request.method}`,
    `content-type: ${field(request, "Content-Type") ?? ""}`,
    `content: ${utf8Text(request.content).slice(0, maxEcho)}`,
  ];
  return text(200, `${lines.join("\n")}\n`);
}
