/** What can be read: a page, an article with validators, a video with ranges, a feed with deltas. */
import { parseHttpDate } from "../date.ts";
import { empty, field, hasToken, listMembers, text, utf8Bytes, type Fields, type Request, type Response } from "../message.ts";
import { evaluate, ifRangeHolds, weakly, type Validators } from "./preconditions.ts";
import { rangeResponse } from "./ranges.ts";
import { readMethods, route, type Route, type Site } from "./resource.ts";

export const pages: Route[] = [
  route("/", [...readMethods, "TRACE"], (request) => (request.method === "TRACE" ? traced(request) : text(200, "This is origin.test.\n"))),
  route("/article", readMethods, article),
  route("/video", readMethods, video),
  route("/hints", readMethods, hints),
  route("/feed", readMethods, feed),
];

function article(request: Request, site: Site): Response {
  const fields = validatorFields(site, [["Cache-Control", "max-age=60"]]);
  const decided = evaluate(request, validators(site), site.nowMs(), fields);
  return decided ?? text(200, "An article about entity tags. It changes when its tag does.\n", fields);
}

function video(request: Request, site: Site): Response {
  const fields = validatorFields(site, [["Accept-Ranges", "bytes"]]);
  const decided = evaluate(request, validators(site), site.nowMs(), fields);
  if (decided !== null) return decided;
  const whole: Response = { status: 200, fields: [["Content-Type", "video/mp4"], ...fields], content: videoBytes(Number(site.settings["size"])) };
  if (!ifRangeHolds(request, validators(site), site.nowMs())) return { ...whole, because: "If-Range doesn't match: the whole is sent (RFC 9110 §13.1.5)" };
  return rangeResponse(request, whole, `part-${site.random.hex(12)}`) ?? whole;
}

/** Bytes that differ from their neighbours, so that a wrong offset shows. */
function videoBytes(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at++) bytes[at] = at * 7 + (at >> 8);
  return bytes;
}

function hints(): Response {
  const links: Fields = [
    ["Link", "</style.css>; rel=preload; as=style"],
    ["Link", "</script.js>; rel=preload; as=script"],
  ];
  return { ...text(200, "A page that needs a style and a script.\n", links), interim: [empty(103, links)] };
}

/** RFC 3229: a delta against an instance that the client names. */
function feed(request: Request, site: Site): Response {
  const { etag, oldEtag } = site.plan;
  const fields: Fields = [
    ["ETag", String(etag)],
    ["Vary", "A-IM, If-None-Match"],
  ];
  const known = listMembers(field(request, "If-None-Match") ?? "");
  if (known.some((member) => weakly(member, String(etag)))) return { ...empty(304, fields), because: "If-None-Match names the current entity tag" };
  if (hasToken(request, "A-IM", "feed") && known.some((member) => weakly(member, String(oldEtag)))) {
    const delta: Fields = [["IM", "feed"], ["Delta-Base", String(oldEtag)], ...fields];
    return { ...text(226, "entry 3: new since then\n", delta), because: "A-IM: feed, and the base is known (RFC 3229 §10.4.1)" };
  }
  return text(200, "entry 3: new since then\nentry 2\nentry 1\n", fields);
}

/** The request as it came, without what must stay secret (RFC 9110 §9.3.8). */
function traced(request: Request): Response {
  const lines = request.fields
    .filter(([name]) => !/^(?:authorization|proxy-authorization|cookie)$/i.test(name))
    .map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${request.method} ${request.target} HTTP/${request.version.major}.${request.version.minor}\r\n${lines.join("")}\r\n`;
  return { status: 200, fields: [["Content-Type", "message/http"]], content: utf8Bytes(head) };
}

function validators(site: Site): Validators {
  return { etag: String(site.plan["etag"]), modifiedAtMs: parseHttpDate(String(site.plan["lastModified"]), site.nowMs()) };
}

function validatorFields(site: Site, more: Fields): Fields {
  return [["ETag", String(site.plan["etag"])], ["Last-Modified", String(site.plan["lastModified"])], ...more];
}
