/** Two answers to the lost update: a required precondition, and a conflict told by the content. */
import { createHash } from "node:crypto";
import { empty, field, json, text, utf8Text, type Request, type Response } from "../message.ts";
import { evaluate } from "./preconditions.ts";
import { readMethods, route, type Route, type Site } from "./resource.ts";

export const edits: Route[] = [route("/documents/plan", [...readMethods, "PUT"], plan), route("/wiki", [...readMethods, "PUT"], wiki)];

function plan(request: Request, site: Site): Response {
  const { state } = site;
  const fields = [["ETag", state.planTag]] as const;
  if (request.method === "PUT" && field(request, "If-Match") === null && field(request, "If-Unmodified-Since") === null) {
    return { ...text(428, "Say which version you change: If-Match.\n"), because: "a change needs a precondition (RFC 6585 §3)" };
  }
  // This resource has no modification date: If-Unmodified-Since can't be evaluated, so it must not pass for one.
  if (request.method === "PUT" && field(request, "If-Match") === null) {
    return { ...text(412, "This document has no modification date: use If-Match.\n"), because: "If-Unmodified-Since can't be shown to hold" };
  }
  const decided = evaluate(request, { etag: state.planTag, modifiedAtMs: null }, site.nowMs(), fields);
  if (decided !== null) return decided;
  if (request.method !== "PUT") return text(200, state.planStored, fields);
  state.planStored = utf8Text(request.content);
  state.planTag = `"plan-${createHash("sha256").update(state.planTag).update(request.content).digest("hex").slice(0, 6)}"`;
  return empty(204, [["ETag", state.planTag]]);
}

function wiki(request: Request, { state }: Site): Response {
  const { wiki } = state;
  if (request.method !== "PUT") return text(200, `base: ${wiki.revision}\n${wiki.text}`);
  const edit = /^base: (?<base>\d{1,9})\r?\n(?<text>[^]*)$/.exec(utf8Text(request.content))?.groups;
  if (edit === undefined) return { ...text(400, "The first line is `base: N`.\n"), because: "the content doesn't say its base" };
  if (Number(edit["base"]) !== wiki.revision) {
    return {
      ...json(409, { current: wiki.revision, text: wiki.text }),
      because: `it was made from revision ${edit["base"]}, the current one is ${wiki.revision} (RFC 9110 §15.5.10)`,
    };
  }
  state.wiki = { revision: wiki.revision + 1, text: edit["text"]! };
  return empty(204);
}
