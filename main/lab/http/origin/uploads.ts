/** Content that must announce itself: length, size, expectation. RFC 9110 §10.1.1 and §15.5. */
import { field, text, type RequestHead, type Response } from "../message.ts";
import { route, type Route, type Site } from "./resource.ts";

export const uploads: Route[] = [
  route(
    "/upload",
    ["POST"],
    (request, { state }) => {
      state.uploads++;
      return text(201, `Stored ${request.content.length} bytes.\n`, [["Location", `/upload/${state.uploads}`]]);
    },
    refusedByHead,
  ),
];

function refusedByHead(head: RequestHead, { settings }: Site): Response | null {
  if (head.method !== "POST") return null;
  const length = field(head, "Content-Length");
  if (length === null) return { ...text(411, "Say the length first.\n"), because: "there is no Content-Length (RFC 9110 §15.5.12)" };
  const largest = Number(settings["maxContent"]);
  if (Number(length) <= largest) return null;
  return { ...text(413, `At most ${largest} bytes.\n`), because: `Content-Length is beyond ${largest} (RFC 9110 §15.5.14)` };
}
