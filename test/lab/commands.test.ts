/** `retransmit run` and `retransmit lab`, as functions: what they print and how they end. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Io } from "../../main/hosts/commands/command.ts";
import { lab } from "../../main/hosts/commands/lab.ts";
import { run } from "../../main/hosts/commands/run.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "retransmit-run-"));
  const exercise = (lines: string) => `\`\`\`yaml exercise\nscenario: http/origin\n${lines}\`\`\`\n`;
  const block = (text: string) => text.replace(/^/gm, "  ");
  writeFileSync(
    join(folder, "deck.md"),
    [
      "---\ndeck: gone\ntitle: Gone\ntopic: http\n---\n",
      "## Ask for it {#craft}\n",
      exercise(
        `play: client\ngoals: |\n  Gone: response.status == 410\nsolution: |\n${block("GET /gone HTTP/1.1\nHost: origin.test")}\nwrong:\n  - |\n    GET / HTTP/1.1\n    Host: origin.test\n  - |\n    GET /a HTTP/1.1\n    Host: origin.test\n`,
      ),
      "## What comes? {#observe}\n",
      exercise(`send: |\n${block("GET /gone HTTP/1.1\nHost: origin.test")}\nask: |\n  Status: response.status\nexpect: |\n  410\n`),
      "## Which? {#choice}\n\n- [x] `/gone`\n- [ ] `/nowhere`\n",
      exercise(`option: |\n${block("GET ${option} HTTP/1.1\nHost: origin.test")}\ngoals: |\n  Gone: response.status == 410\n`),
      "## Remember {#recall}\n\nSomething.\n",
    ].join("\n"),
  );
  writeFileSync(join(folder, "answer.txt"), "GET / HTTP/1.1\nHost: origin.test\n\n");
  writeFileSync(join(folder, "odd.txt"), "GET / HTTP/1.1\nHost : origin.test\n\n");
  writeFileSync(join(folder, "two.txt"), "2\n");
  writeFileSync(join(folder, "404.txt"), "404\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function called(command: typeof run, args: string[], signal = new AbortController().signal, out: string[] = []) {
  const err: string[] = [];
  const io: Io = {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    cwd: folder,
    places: { data: folder, decks: folder, log: join(folder, "log"), builtIn: join(folder, "none") },
    signal,
  };
  return { code: await command(args, io), out, err };
}

describe("run", () => {
  const rows: [args: string[], code: number, holds: string][] = [
    [["gone/craft"], 0, "gone/craft: passed"],
    [["gone/observe"], 0, "✓ Status: expected 410, seen 410"],
    [["gone/choice"], 0, "gone/choice: passed"],
    [["gone/craft", "--answer", "answer.txt"], 1, "✗ Gone: expected 410, seen 200"],
    [["gone/observe", "--answer", "404.txt"], 1, "✗ Status: expected 404, seen 410"],
    [["gone/choice", "--answer", "two.txt"], 1, "gone/choice: failed"],
    [["gone/craft", "--answer", "missing.txt"], 2, "missing.txt can't be read (ENOENT)."],
    [["gone/craft", "--save", "file.pcapng"], 2, "--save is not there yet"],
    [["gone/recall"], 2, "no live exercise"],
    [["gone/nothing"], 2, "has no card"],
    [["nowhere/craft"], 2, "There is no deck “nowhere”. There are: gone."],
    [["gone/craft", "--loud"], 2, "There is no flag --loud."],
    [["gone/craft", "gone/observe"], 2, "is one too many"],
    [["gone/craft", "--seed"], 2, "--seed needs a value."],
    [[], 2, "Which exercise?"],
  ];
  test.each(rows)("%j", async (args, code, holds) => {
    const ended = await called(run, args);
    expect([ended.code, [...ended.out, ...ended.err].some((line) => line.includes(holds))]).toEqual([code, true]);
  });

  test("--json prints one value; the same seed gives the same values", async () => {
    const [one, same] = await Promise.all([called(run, ["gone/craft", "--json", "--seed", "7"]), called(run, ["gone/craft", "--json", "--seed", "7"])]);
    const value = JSON.parse(one.out.join("\n"));
    expect(value).toMatchObject({
      card: "gone/craft",
      outcome: "passed",
      passed: true,
      suggestedRating: "good",
      goals: [{ label: "Gone", passed: true, expected: "410", seen: "410" }],
    });
    expect(Buffer.from(value.transcript.chunks[0].bytes, "base64").toString()).toBe("GET /gone HTTP/1.1\r\nHost: origin.test\r\n\r\n");
    expect(JSON.parse(same.out[0]!).transcript.startedAtMs).toBe(value.transcript.startedAtMs);
  });
});

describe("what is odd about a message", () => {
  test("stands beneath it, by its code", async () => {
    const { out } = await called(run, ["gone/craft", "--answer", "odd.txt"]);
    const at = out.findIndex((line) => line.includes("client → origin"));
    expect(out[at + 1]).toMatch(/ms {4}error \S+: .+/u);
  });

  test("is a finding in --json, with its place", async () => {
    const { out } = await called(run, ["gone/craft", "--json", "--answer", "odd.txt"]);
    const { findings } = JSON.parse(out[0]!);
    expect(findings[0]).toMatchObject({ message: 0, level: "error", start: expect.any(Number), source: "RFC 9110 §7.2" });
    expect(JSON.parse((await called(run, ["gone/craft", "--json"])).out[0]!).findings).toEqual([]);
  });
});

describe("lab", () => {
  test("the first line is JSON with addresses; it serves until it is told to stop", async () => {
    const stop = new AbortController();
    const out: string[] = [];
    const first = new Promise<string>((resolve) => {
      out.push = (line: string) => (resolve(line), 1);
    });
    const ending = called(lab, ["http/origin", "--set", "size=10", "--seed", "a"], stop.signal, out);
    const { scenario, hosts } = JSON.parse(await first);
    expect([scenario, hosts[0].name, hosts[0].address, hosts[0].protocols]).toEqual(["http/origin", "origin", "127.0.0.1", ["http/1.1"]]);
    const response = await fetch(`http://127.0.0.1:${hosts[0].port}/video`);
    expect((await response.arrayBuffer()).byteLength).toBe(10);
    stop.abort();
    expect((await ending).code).toBe(0);
    await expect(fetch(`http://127.0.0.1:${hosts[0].port}/`)).rejects.toThrow("fetch failed");
  });

  test("a port that is taken says so", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const ended = await called(lab, ["http/origin", "--port", String(port)]);
    await new Promise((resolve) => server.close(resolve));
    expect([ended.code, ended.err]).toEqual([2, [`Port ${port} can't be had (EADDRINUSE). Choose another, or 0 for any free one.`]]);
  });

  const wrong: [args: string[], says: string][] = [
    [[], "Which scenario?"],
    [["tcp/nothing"], "There is no scenario “tcp/nothing”. There are: http/origin."],
    [["http/origin", "--port", "70000"], "“70000” is no port: 0 to 65535."],
    [["http/origin", "--set", "size"], "--set takes NAME=VALUE, not “size”."],
    [["http/origin", "--set", "size=0"], "size is an integer from 1 to 100000, not “0”."],
    [["http/origin", "--set", "colour=red"], "has no setting “colour”"],
    [["http/origin", "--loud", "yes"], "There is no flag --loud."],
    [["http/origin", "http/origin"], "is one too many"],
  ];
  test.each(wrong)("%j is misused", async (args, says) => {
    const ended = await called(lab, args);
    expect([ended.code, ended.err.some((line) => line.includes(says))]).toEqual([2, true]);
  });
});

test("the lab leaves nothing behind: the process ends by itself", () => {
  const script = `const { createLab } = await import(${JSON.stringify(join(import.meta.dirname, "../../main/lab/lab.ts"))}); const lab = createLab(); lab.open({ options: [] });`;
  expect(execFileSync(process.execPath, ["--input-type=module", "-e", script], { timeout: 20_000 }).toString()).toBe("");
});
