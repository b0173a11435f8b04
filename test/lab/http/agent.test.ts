/** The user agent beside Node's fetch, which follows the same standard: the same requests after every redirect. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { agent as language, type AgentStep } from "../../../main/exercise/languages/agent.ts";
import { httpOrigin } from "../../../main/exercise/scenarios/http-origin.ts";
import { defaultSettings } from "../../../main/exercise/settings.ts";
import { maxRedirects, redirected, UserAgent } from "../../../main/lab/http/agent.ts";
import { originScenario } from "../../../main/lab/http/origin/origin.ts";
import { seededRandom } from "../../../main/exercise/random.ts";
import { never, openEnv } from "../exercises.ts";

const opened: ReturnType<typeof openEnv>[] = [];
afterEach(async () => {
  for (const { env, clock } of opened.splice(0)) {
    clock.stop();
    await env.stop();
  }
});

/** Request lines that the agent sent, and its capture. */
async function browse(words: string, block = "") {
  const lab = openEnv();
  opened.push(lab);
  const settings = defaultSettings(httpOrigin);
  await originScenario.start(httpOrigin.plan(settings, seededRandom("agent")), settings, lab.env);
  const read = language.step(words, block);
  if (!read.ok) throw new Error(read.problems[0]!.message);
  await new UserAgent(lab.env, "agent", { "origin.test": "origin" }).request(read.value[0] as AgentStep, never);
  const sent = lab.capture.chunks.filter(({ by, observed }) => by === "agent" && observed === "write").map(({ bytes }) => Buffer.from(bytes).toString());
  return { ...lab, sent, lines: sent.map((text) => text.split(" HTTP/1.1")[0]) };
}

describe("redirects", () => {
  const rows: [words: string, lines: string[]][] = [
    ["get http://origin.test/moved", ["GET /moved", "GET /landing"]],
    ["post http://origin.test/moved a=b", ["POST /moved", "GET /landing"]],
    ["post http://origin.test/found a=b", ["POST /found", "GET /landing"]],
    ["put http://origin.test/found a=b", ["PUT /found", "PUT /landing"]],
    ["post http://origin.test/see-other a=b", ["POST /see-other", "GET /landing"]],
    ["put http://origin.test/see-other a=b", ["PUT /see-other", "GET /landing"]],
    ["head http://origin.test/see-other", ["HEAD /see-other", "HEAD /landing"]],
    ["post http://origin.test/temporary a=b", ["POST /temporary", "POST /landing"]],
    ["post http://origin.test/permanent a=b", ["POST /permanent", "POST /landing"]],
    ["get http://elsewhere.test/", []],
  ];
  test.each(rows)("%s", async (words, lines) => {
    expect((await browse(words)).lines).toEqual(lines);
  });

  test("content and its fields go when POST becomes GET, and stay with 307", async () => {
    const [, afterFound] = (await browse("post http://origin.test/found a=b")).sent;
    expect(afterFound).not.toMatch(/content-|a=b/i);
    const [, afterTemporary] = (await browse("post http://origin.test/temporary a=b")).sent;
    expect(afterTemporary).toMatch(/Content-Type: application\/x-www-form-urlencoded\r\n[^]*a=b$/);
  });

  test("one connection serves all of them", async () => {
    expect((await browse("post http://origin.test/subscribe a=b")).capture.flows.length).toBe(1);
  });

  test("a loop ends after as many redirects as the Fetch Standard allows", async () => {
    const { lines, capture } = await browse("get http://origin.test/loop");
    expect([lines.length, capture.events.at(-1)?.value]).toEqual([maxRedirects + 1, `stopped after ${maxRedirects} redirects`]);
  });
});

test("Node's fetch takes the same way for every status and method", async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const status = Number(/^\/a\/(\d+)$/.exec(request.url!)?.[1] ?? 200);
    response.writeHead(status, status === 200 ? {} : { Location: "../b?c=d" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const status of [301, 302, 303, 307, 308]) {
    for (const method of ["GET", "POST", "PUT", "HEAD"]) {
      const body = method === "POST" || method === "PUT" ? Buffer.from("x") : null;
      const next = redirected(
        { method, url: new URL(`${base}/a/${status}`), headers: [], body },
        { status, fields: [["Location", "../b?c=d"]], content: new Uint8Array(0) },
      )!;
      seen.length = 0;
      await fetch(`${base}/a/${status}`, { method, body });
      expect(`${status} ${method}: ${seen[1]}`).toBe(`${status} ${method}: ${next.method} ${next.url.pathname}${next.url.search}`);
    }
  }
  await new Promise((resolve) => server.close(resolve));
});
