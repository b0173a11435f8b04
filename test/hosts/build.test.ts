/** What `npm start` finds stale. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { build, staleTargets } from "../../main/hosts/build.ts";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "retransmit-build-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Writes files that were changed at these seconds. */
function at(files: Record<string, number>): void {
  for (const [name, seconds] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), "");
    utimesSync(join(root, name), seconds, seconds);
  }
}

const main = "vite.main.config.ts";
const preload = "vite.preload.config.ts";
const renderer = "vite.renderer.config.ts";
const sources = { [main]: 1, [preload]: 1, [renderer]: 1, "package.json": 1, "main/app.ts": 1, "main/study/x.ts": 1, "renderer/index.html": 1 };
const built = { "dist/main/local.js": 10, "dist/main/preload.cjs": 10, "dist/renderer/index.html": 10 };

describe("what is stale", () => {
  test.each([
    ["everything, where nothing is built", {}, [main, preload, renderer]],
    ["nothing, where all is newer than its sources", built, []],
    ["main and all that depends on it", { ...built, "main/study/x.ts": 20 }, [main, preload, renderer]],
    ["the renderer alone", { ...built, "renderer/index.html": 20 }, [renderer]],
    ["all, after the packages changed", { ...built, "package.json": 20 }, [main, preload, renderer]],
    ["the preload with main, which empties its folder", { ...built, [main]: 20 }, [main, preload]],
  ])("%s", (_what, files, stale) => {
    at({ ...sources, ...files });
    expect(staleTargets(root)).toEqual(stale);
  });

  test("a packaged app has nothing to build", () => {
    at({ "package.json": 20, ...built });
    expect(staleTargets(root)).toEqual([]);
    expect(build(root, [])).toBeNull();
  });

  test("a build that fails says why", () => {
    at(sources);
    expect(build(root, [main])).toContain("vite.js");
  });
});
