/** The import table of ARCHITECTURE.md, held against every real import. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

interface Rule {
  /** Our own folders (besides contract's values, which every folder of main may import). */
  ours: string[];
  /** Libraries; "node:" allows every module of Node. */
  libraries: string[];
}

const everyPure = ["decks", "exercise", "scheduler", "wire", "simnet", "notes"];
const contractLibrary = ["@orpc/contract", "@orpc/server", "@orpc/client", "zod"];

/** Longest matching prefix wins. Paths are relative to the repository. */
export const importTable: Record<string, Rule> = {
  "main/contract": { ours: [], libraries: ["zod", "@orpc/contract"] },
  "main/wire": { ours: [], libraries: [] },
  "main/simnet": { ours: ["main/wire"], libraries: [] },
  "main/exercise": { ours: ["main/wire"], libraries: ["@marcbachmann/cel-js"] },
  "main/decks": {
    ours: ["main/exercise"],
    libraries: ["yaml", "@lezer/markdown", "@lezer/common", "markdown-it", "mdast-util-from-markdown", "mdast-util-gfm", "micromark-extension-gfm", "mdast"],
  },
  "main/notes": { ours: ["main/exercise", "main/decks"], libraries: [] },
  "main/scheduler": { ours: [], libraries: ["ts-fsrs"] },
  "main/platform": { ours: [], libraries: ["node:"] },
  "main/lab": { ours: ["main/exercise", "main/wire", "main/simnet", "main/platform"], libraries: ["node:"] },
  "main/store": { ours: ["main/platform"], libraries: ["better-sqlite3", "node:"] },
  "main/interop": { ours: ["main/decks", "main/scheduler", "main/store", "main/platform"], libraries: ["node:"] },
  "main/study": { ours: [...everyPure.map((name) => `main/${name}`), "main/lab", "main/store", "main/interop", "main/platform"], libraries: ["node:"] },
  "main/app.ts": {
    ours: [...everyPure.map((name) => `main/${name}`), "main/study", "main/lab", "main/store", "main/interop", "main/platform"],
    libraries: ["node:"],
  },
  "main/transport": { ours: ["main/app.ts", "main/platform"], libraries: [...contractLibrary, "ws", "node:"] },
  "main/hosts": { ours: ["main/app.ts", "main/transport", "main/platform"], libraries: ["node:"] },
  "main/hosts/commands": {
    ours: ["main/app.ts", "main/transport", "main/platform", "main/study", "main/decks", "main/exercise", "main/lab", "main/wire", "main/store"],
    libraries: ["node:"],
  },
  "main/hosts/electron.ts": { ours: ["main/app.ts", "main/transport", "main/platform"], libraries: ["electron", "node:"] },
  "main/hosts/preload.ts": { ours: [], libraries: ["electron"] },
  renderer: { ours: ["main/exercise", "main/wire"], libraries: ["*"] },
  "renderer/parts": { ours: ["renderer/messages", "renderer/styles", "main/exercise", "main/wire"], libraries: ["*"] },
  "renderer/screens": { ours: ["renderer/parts", "renderer/client", "renderer/messages", "renderer/styles", "main/exercise", "main/wire"], libraries: ["*"] },
  "renderer/client": { ours: ["renderer/messages"], libraries: [...contractLibrary, "react"] },
};

const libraryExceptions: Record<string, RegExp> = {
  // The contract library stays in contract/, transport/ and renderer/client/.
  renderer: /^(@orpc\/|better-sqlite3$|electron$|ws$|node:)/,
};

interface Import {
  file: string;
  specifier: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

function importsOf(file: string): Import[] {
  const parsed = parseSync(file, readFileSync(join(root, file), "utf8"));
  if (parsed.errors.length > 0) throw new Error(`${file}: ${parsed.errors[0]?.message}`);
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const text = readFileSync(join(root, file), "utf8");
  const dynamic = dynamicImports.flatMap(({ moduleRequest }) => {
    const literal = /^["'`]([^"'`$]+)["'`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    return literal?.[1] === undefined ? [] : [literal[1]];
  });
  const specifiers = [
    ...staticImports.map((entry) => entry.moduleRequest.value),
    ...staticExports.flatMap((statement) => statement.entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : []))),
    ...dynamic,
  ];
  return specifiers.map((specifier) => ({ file, specifier }));
}

const isWithin = (path: string, prefix: string) => path === prefix || path.startsWith(`${prefix}/`);

/** Null where the import is allowed, else what is wrong with it. */
export function judgeImport({ file, specifier }: Import, table = importTable): string | null {
  const area = Object.keys(table)
    .filter((prefix) => isWithin(file, prefix))
    .toSorted((a, b) => b.length - a.length)[0];
  if (area === undefined) return `${file} belongs to no folder of the import table`;
  const rule = table[area]!;
  if (specifier.startsWith(".")) {
    const target = relative(root, resolve(root, dirname(file), specifier.replace(/\?.*$/, "")))
      .split(sep)
      .join("/");
    if (isWithin(target, "main/contract")) return null;
    const home = area.split("/").slice(0, 2).join("/");
    if (isWithin(area, "renderer/screens")) {
      const screen = file.split("/").slice(0, 3).join("/");
      if (isWithin(target, "renderer/screens") && !isWithin(target, screen) && target.split("/").length > 3)
        return `${file}: a screen may not import another screen (${specifier})`;
    }
    if (isWithin(target, home) || (area === "renderer" && isWithin(target, "renderer"))) return null;
    return rule.ours.some((allowed) => isWithin(target, allowed)) ? null : `${file} may not import ${target}`;
  }
  if (rule.libraries.includes("*")) return libraryExceptions["renderer"]!.test(specifier) ? `${file} may not import ${specifier}` : null;
  const allowed = rule.libraries.some((library) =>
    library === "node:" ? specifier.startsWith("node:") : specifier === library || specifier.startsWith(`${library}/`),
  );
  return allowed ? null : `${file} may not import the library ${specifier}`;
}

describe("the import table", () => {
  const files = [...sourceFiles("main"), ...sourceFiles("renderer")];
  const imports = files.flatMap(importsOf);

  test("sees the code at all", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  test("is kept by every import", () => {
    expect(imports.map((entry) => judgeImport(entry)).filter((fault) => fault !== null)).toEqual([]);
  });

  test.each([
    [{ file: "main/wire/x.ts", specifier: "node:fs" }],
    [{ file: "main/wire/x.ts", specifier: "../exercise/judge.ts" }],
    [{ file: "main/decks/x.ts", specifier: "../store/store.ts" }],
    [{ file: "main/lab/x.ts", specifier: "../study/session.ts" }],
    [{ file: "main/hosts/local.ts", specifier: "electron" }],
    [{ file: "renderer/screens/today/x.tsx", specifier: "../study/study.tsx" }],
    [{ file: "renderer/screens/today/x.tsx", specifier: "@orpc/client" }],
    [{ file: "renderer/parts/x.tsx", specifier: "../client/today.ts" }],
    [{ file: "renderer/parts/x.tsx", specifier: "../../main/study/session.ts" }],
    [{ file: "elsewhere/x.ts", specifier: "zod" }],
  ])("refuses %j", (fault) => {
    expect(judgeImport(fault)).not.toBeNull();
  });

  test("there are no circles between the folders of main", () => {
    const edges = new Map<string, Set<string>>();
    const folderOf = (path: string) => path.split("/").slice(0, 2).join("/");
    for (const { file, specifier } of imports.filter((entry) => entry.specifier.startsWith(".") && entry.file.startsWith("main/"))) {
      const from = folderOf(file);
      const to = folderOf(relative(root, resolve(root, dirname(file), specifier)));
      if (from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
    const circle = (at: string, trail: string[]): string[] | null => {
      if (trail.includes(at)) return [...trail, at];
      for (const next of edges.get(at) ?? []) {
        const found = circle(next, [...trail, at]);
        if (found !== null) return found;
      }
      return null;
    };
    expect([...edges.keys()].map((start) => circle(start, [])).filter((found) => found !== null)).toEqual([]);
  });
});
