import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const tokens = "renderer/styles/tokens.css";
const files = globSync("renderer/**/*.css", { cwd: root });
const read = (file: string) => readFileSync(join(root, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
/** Breakpoints can't be custom properties. */
const withoutQueries = (text: string) => text.replaceAll(/@(?:media|container)[^{]*/g, "");

const colour = /#[\da-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|oklab|lab|lch)\(/gi;
/** Lengths in units of the screen; shares (%, fr, vh, em, deg) are relations, not sizes. */
const size = /(?<![\w-])\d*\.?\d+(?:px|rem|pt|ms|s)\b/g;

test.each([
  ["colours", colour],
  ["sizes and times", size],
])("%s stand in tokens.css alone", (_what, pattern) => {
  expect(files.length).toBeGreaterThan(30);
  expect(read(tokens).match(pattern)?.length).toBeGreaterThan(10);
  const raw = files.filter((file) => file !== tokens).flatMap((file) => (withoutQueries(read(file)).match(pattern) ?? []).map((found) => `${file}: ${found}`));
  expect(raw).toEqual([]);
});

test("every custom property that is used is declared, and every token is used", () => {
  const everything = [...files.map(read), ...globSync("renderer/**/*.{ts,tsx}", { cwd: root }).map(read)].join("\n");
  const used = new Set([...everything.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  const declared = new Set([...everything.matchAll(/["\s{;](--[\w-]+)"?:/g)].map(([, name]) => name));
  const ofTokens = new Set([...read(tokens).matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
  expect([...used].filter((name) => !declared.has(name))).toEqual([]);
  expect([...ofTokens].filter((name) => !used.has(name))).toEqual([]);
});

test("dark has every colour that light has, by choice and by the system", () => {
  const blocks = [...read(tokens).matchAll(/\{([^{}]*)\}/g)].map(
    ([, body]) => new Set([...(body ?? "").matchAll(/(--[\w-]+):\s*(?:#|0 )/g)].map(([, name]) => name)),
  );
  const [light, chosen, system] = blocks;
  expect(light?.size).toBeGreaterThan(25);
  expect([chosen, system]).toEqual([light, light]);
});
