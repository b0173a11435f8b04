/** The command line as it is shipped and from its source: what it prints and how it ends. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../main/hosts/package.ts";
import { deckText } from "../study/learner.ts";
import { findCommand } from "../support/system-packages.ts";

const doors = { built: "dist/main/cli.js", source: "main/hosts/cli.ts" };
const boundMs = 120_000;

let folder: string;
const running: ChildProcess[] = [];

const block = (text: string) => text.replaceAll(/^(?=.)/gmu, "  ");
const exercise = (lines: string) => `\`\`\`yaml exercise\nscenario: http/origin\n${lines}\`\`\`\n`;
const get = (target: string) => `GET ${target} HTTP/1.1\nHost: origin.test\n`;
const craft = (solution: string, wrong: readonly string[]) =>
  exercise(
    `play: client\ngoals: |\n  Gone: response.status == 410\nsolution: |\n${block(solution)}wrong:\n${wrong.map((text) => `  - |\n${block(block(text))}`).join("")}`,
  );

/** One exercise as it should be, one whose solution does not solve it, one whose second wrong answer does. */
const planted = deckText(
  "planted",
  [
    `## Sound {#sound}\n\n${craft(get("/gone"), [get("/"), get("/article")])}`,
    `## Its solution is wrong {#wrong-solution}\n\n${craft(get("/article"), [get("/"), get("/moved")])}`,
    `## Its wrong answer passes {#passing-wrong}\n\n${craft(get("/gone"), [get("/"), `${get("/gone")}Accept: */*\n`])}`,
  ].join("\n"),
);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "retransmit-cli-"));
  mkdirSync(join(folder, "decks"));
  writeFileSync(join(folder, "decks", "planted.md"), planted);
  writeFileSync(join(folder, "decks", "large.md"), deckText("large", `## Too much {#flood}\n\n${craft(get("/gone"), [get("/"), get("/article")])}`));
  writeFileSync(join(folder, "right.txt"), `${get("/gone")}\n`);
  writeFileSync(join(folder, "wrong.txt"), `${get("/article")}\n`);
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number | string | null | undefined;
  out: string;
  err: string;
}

function call(door: string, args: readonly string[], cwd = packageRoot): Promise<Ended> {
  const places = ["--data", join(folder, "data"), "--decks", join(folder, "decks")];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(packageRoot, door), ...args, ...places],
      { cwd, timeout: boundMs, maxBuffer: 64_000_000 },
      (error, out, err) => resolve({ code: error === null ? 0 : error.code, out, err }),
    );
    running.push(child);
  });
}

interface CheckReport {
  decks: {
    id: string;
    file: string;
    language: string;
    cards: number;
    live: number;
    diagnostics: unknown[];
    exercises: { card: string; solution: string; wrong: string[]; expect: string }[];
  }[];
  coverage: { rows: number; covered: number; missing: string[] } | null;
  unavailable: unknown;
  ok: boolean;
}

describe.each(Object.entries(doors))("the command line, %s", (_name, door) => {
  test("check content has no findings and covers the ledger", { timeout: boundMs }, async () => {
    const { code, out } = await call(door, ["check", "content", "--json"]);
    const report = JSON.parse(out) as CheckReport;
    expect(report.decks.map(({ id, file, language, diagnostics, exercises }) => ({ id, file, language, diagnostics, exercises }))).toEqual([
      { id: "http-status", file: "content/http/status-codes.md", language: "en", diagnostics: [], exercises: [] },
      { id: "http-status", file: "content/http/status-codes.zh-CN.md", language: "zh-CN", diagnostics: [], exercises: [] },
    ]);
    expect(report.decks[0]!.cards).toBeGreaterThanOrEqual(60);
    expect(report.decks[0]!.live).toBeGreaterThanOrEqual(40);
    expect(report.coverage).toMatchObject({ missing: [], rows: report.coverage!.covered });
    expect([report.ok, code]).toEqual([true, 0]);
  });

  test("check content --run proves every exercise", { timeout: boundMs }, async () => {
    const { code, out } = await call(door, ["check", "content", "--run", "--json"]);
    const { decks, ok } = JSON.parse(out) as CheckReport;
    const { exercises, live } = decks[0]!;
    expect(exercises.length).toBe(live);
    const unproved = exercises.filter(
      ({ solution, wrong, expect: expected }) => !["passed", "none"].includes(solution) || wrong.some((each) => each !== "refused") || expected === "disagreed",
    );
    expect(unproved).toEqual([]);
    expect(exercises.every(({ solution, expect: expected }) => solution === "passed" || expected === "agreed")).toBe(true);
    expect([ok, code]).toEqual([true, 0]);
  });

  test("a planted wrong solution and a passing wrong answer are both named, and nothing else", { timeout: boundMs }, async () => {
    const deck = join("decks", "planted.md");
    const { code, out } = await call(door, ["check", deck, "--run", "--json"], folder);
    const report = JSON.parse(out) as CheckReport;
    expect(report.decks[0]!.exercises.map(({ card, solution, wrong }) => ({ card, solution, wrong }))).toEqual([
      { card: "planted/sound", solution: "passed", wrong: ["refused", "refused"] },
      { card: "planted/wrong-solution", solution: "failed", wrong: ["refused", "refused"] },
      { card: "planted/passing-wrong", solution: "passed", wrong: ["refused", "accepted"] },
    ]);
    expect([report.ok, code]).toEqual([false, 1]);
    const printed = await call(door, ["check", deck, "--run"], folder);
    expect(printed.code).toBe(1);
    const lines = printed.out.split("\n").filter((line) => line.includes(": error "));
    const named = lines.map((line) => [line.slice(0, line.indexOf(": ")), line.includes("planted/wrong-solution"), line.includes("planted/passing-wrong")]);
    const at = (id: string) => `${deck}:${planted.slice(0, planted.indexOf(`{#${id}}`)).split("\n").length}:1`;
    expect(named).toEqual([
      [at("wrong-solution"), true, false],
      [at("passing-wrong"), false, true],
    ]);
  });

  const answers: [how: string, args: string[], code: number, passed: boolean][] = [
    ["without an answer: its solution", [], 0, true],
    ["a right answer", ["--answer", "right.txt"], 0, true],
    ["a wrong answer", ["--answer", "wrong.txt"], 1, false],
  ];
  test.each(answers)("run, %s", { timeout: boundMs }, async (_how, args, code, passed) => {
    const ended = await call(door, ["run", "planted/sound", "--json", ...args], folder);
    const report = JSON.parse(ended.out) as { goals: unknown[]; transcript: { messages: { summary: string }[] } };
    const seen = passed ? "410" : "200";
    expect(report).toMatchObject({ card: "planted/sound", outcome: passed ? "passed" : "failed", passed, suggestedRating: passed ? "good" : "again" });
    expect(report.goals).toEqual([expect.objectContaining({ label: "Gone", passed, expected: "410", seen })]);
    expect(report.transcript.messages.map(({ summary }) => summary)).toEqual([`GET ${passed ? "/gone" : "/article"}`, expect.stringContaining(seen)]);
    expect(ended.code).toBe(code);
  });

  const misused: [args: string[], says: string][] = [
    [["run", "planted/nothing"], "has no card"],
    [["run", "planted/sound", "--answer", "nowhere.txt"], "nowhere.txt can't be read"],
    [["check", "nowhere.md"], "There is no file or folder"],
    [["lab", "tcp/nothing"], "There is no scenario"],
    [["dance"], "There is no command dance."],
  ];
  test.each(misused)("%j is called wrongly: exit code 2, nothing on standard output", { timeout: boundMs }, async (args, says) => {
    const ended = await call(door, args, folder);
    expect(ended).toMatchObject({ code: 2, out: "", err: expect.stringContaining(says) as string });
  });

  test("lab http/origin answers curl until it is told to stop", { timeout: boundMs }, async () => {
    const child = spawn(process.execPath, [join(packageRoot, door), "lab", "http/origin", "--set", "size=10"], { stdio: ["ignore", "pipe", "inherit"] });
    running.push(child);
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { scenario, hosts } = JSON.parse(line) as { scenario: string; hosts: { name: string; address: string; port: number; protocols: string[] }[] };
    expect([scenario, hosts[0]]).toMatchObject([
      "http/origin",
      { name: "origin", address: "127.0.0.1", port: expect.any(Number) as number, protocols: ["http/1.1"] },
    ]);
    const origin = `http://127.0.0.1:${hosts[0]!.port}`;
    const curl = (...args: string[]) =>
      new Promise<string>((resolve, reject) => {
        execFile(findCommand(["curl"])!, ["--silent", "--show-error", "--noproxy", "*", ...args], (error, out) =>
          error === null ? resolve(out) : reject(error),
        );
      });
    expect(await curl("--output", "/dev/null", "--write-out", "%{http_code}", `${origin}/gone`)).toBe("410");
    expect(await curl("--range", "2-4", "--dump-header", "-", `${origin}/video`)).toMatch(/^HTTP\/1\.1 206 [^]*Content-Range: bytes 2-4\/10\r\n/iu);
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });
});
