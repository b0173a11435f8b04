import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { check } from "../../main/hosts/commands/check.ts";
import { top } from "./marked.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "retransmit-check-"));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const places = { data: join(folder, "data"), log: join(folder, "log"), decks: join(folder, "none"), builtIn: folder };
  const code = await check(args, { out: (line) => out.push(line), err: (line) => err.push(line), cwd: folder, places, signal: new AbortController().signal });
  return { code, out, err };
}

describe("retransmit check", () => {
  it("prints a summary and ends with 0 where all is well", async () => {
    await write("good.md", `${top}## One {#a}\n\nYes.\n`);
    await write("note.md", "# A note\n");
    expect(await run()).toEqual({
      code: 0,
      err: [],
      out: ["1 decks (1 other Markdown files), 0 translations, 1 cards, 0 of them live: 0 errors, 0 warnings, 0 hints."],
    });
  });

  it("prints file:line:column and ends with 1 where something was found", async () => {
    await write("bad.md", `${top}## One {#a .essay}\n\nYes.\n`);
    const { code, out } = await run("bad.md");
    expect(code).toBe(1);
    expect(out[0]).toBe("bad.md:8:12: error unknown-kind There is no kind `.essay`. Kinds: .order, .match, .rows, .cloze, .type, .interview, .exact.");
  });

  it("ends with 2 where it was called wrongly", async () => {
    expect((await run("--deep")).code).toBe(2);
    expect(await run("gone.md")).toMatchObject({ code: 2, out: [] });
  });

  it("stamps ids first and the hashes of translations after them, and only with --fix", async () => {
    await write("a.md", `${top}## One\n\nYes.\n`);
    await write("a.zh-CN.md", "---\ndeck: test\n---\n\n## 一 {#one}\n\n是。\n");
    await run(folder);
    expect(await readFile(join(folder, "a.md"), "utf8")).toBe(`${top}## One\n\nYes.\n`);
    expect((await run("--fix", folder)).code).toBe(0);
    expect(await readFile(join(folder, "a.md"), "utf8")).toBe(`${top}## One {#one}\n\nYes.\n`);
    expect(await readFile(join(folder, "a.zh-CN.md"), "utf8")).toMatch(/^## 一 \{#one of=[0-9a-f]{12}\}$/m);
    expect(await run("--fix", "a.zh-CN.md")).toMatchObject({ code: 0, err: [] });
  });

  it("with --json prints one value of the documented shape, with coverage where it is told", async () => {
    await write("a.md", `${top}## One {#a}\n\nYes.\n`);
    await write("broken.md", "---\ndeck: other\ntitle: [\n---\n");
    await write("coverage.json", JSON.stringify({ "st-1": ["test/a"], "st-2": [], "st-3": ["test/gone"] }));
    const { code, out } = await run("--json");
    expect(code).toBe(1);
    expect(out).toHaveLength(1);
    expect(JSON.parse(out[0]!)).toMatchObject({
      decks: [
        { id: "test", file: "a.md", language: "en", cards: 1, live: 0, diagnostics: [], exercises: [] },
        { id: "other", file: "broken.md", cards: 0, diagnostics: [{ file: "broken.md", severity: "error", code: "front-matter-syntax" }] },
      ],
      coverage: { rows: 3, covered: 1, missing: ["st-2", "st-3"] },
      unavailable: 0,
      ok: false,
    });
  });
});
