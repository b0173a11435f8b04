/** Two answers to the lost update: a required precondition, and a conflict told by the content. */
import { createHash } from "node:crypto";
import { imfFixdate, parseHttpDate } from "../date.ts";
import { empty, field, json, text, utf8Text, type Fields, type Request, type Response } from "../message.ts";
import { evaluate, type Validators } from "./preconditions.ts";
import { readMethods, route, type Route, type Site } from "./resource.ts";
import type { OriginState } from "./state.ts";

export const edits: Route[] = [route("/documents/plan", [...readMethods, "PUT"], plan), route("/wiki", [...readMethods, "PUT"], wiki)];

/** When the plan was last written in a run, in full seconds of lab time. A plan that nobody wrote yet is as old as `lab.lastModified`. */
const planWrittenAtMs = new WeakMap<OriginState, number>();

function plan(request: Request, site: Site): Response {
  const { state } = site;
  if (request.method === "PUT" && !conditional(request, site.nowMs())) {
    return { ...text(428, "Say which version you change: If-Match, or If-Unmodified-Since.\n"), because: "a change needs a precondition (RFC 6585 §3)" };
  }
  const decided = evaluate(request, planValidators(site), site.nowMs(), planFields(site));
  if (decided !== null) return decided;
  if (request.method !== "PUT") return text(200, state.planStored, planFields(site));
  state.planStored = utf8Text(request.content);
  state.planTag = `"plan-${createHash("sha256").update(state.planTag).update(request.content).digest("hex").slice(0, 6)}"`;
  planWrittenAtMs.set(state, Math.floor(site.nowMs() / 1000) * 1000);
  return empty(204, planFields(site));
}

/** Would the request notice another version? A date that is none must be ignored (RFC 9110 §13.1.4), so it doesn't count. */
function conditional(request: Request, nowMs: number): boolean {
  return field(request, "If-Match") !== null || parseHttpDate(field(request, "If-Unmodified-Since") ?? "", nowMs) !== null;
}

function planValidators(site: Site): Validators & { modifiedAtMs: number } {
  const modifiedAtMs = planWrittenAtMs.get(site.state) ?? parseHttpDate(String(site.plan["lastModified"]), site.nowMs())!;
  return { etag: site.state.planTag, modifiedAtMs };
}

function planFields(site: Site): Fields {
  return [
    ["ETag", site.state.planTag],
    ["Last-Modified", imfFixdate(planValidators(site).modifiedAtMs)],
  ];
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
