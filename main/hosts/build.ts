/** Builds what is stale in a checkout; a packaged app has nothing to build. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** In this order: the first empties the folder that the second adds to. */
const targets = [
  { config: "vite.main.config.ts", output: "dist/main/local.js", sources: ["main"] },
  { config: "vite.preload.config.ts", output: "dist/main/preload.cjs", sources: ["main"] },
  { config: "vite.renderer.config.ts", output: "dist/renderer/index.html", sources: ["renderer", "main"] },
] as const;

/** What would be built now. */
export function staleTargets(root: string): string[] {
  const present = targets.filter(({ config }) => existsSync(join(root, config)));
  const stale = present.filter(({ config, output, sources }) => newest(root, [config, "package.json", ...sources]) > changedAt(join(root, output)));
  const isMainStale = stale.some(({ config }) => config === targets[0].config);
  return present.filter((target) => stale.includes(target) || (isMainStale && target.config === targets[1].config)).map(({ config }) => config);
}

/** Null: done. Else what the build said. */
export function build(root: string, configs: readonly string[]): string | null {
  for (const config of configs) {
    const result = spawnSync(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn", "-c", config], {
      cwd: root,
      encoding: "utf8",
    });
    if (result.status !== 0) return `${result.stdout}${result.stderr}`.trim();
  }
  return null;
}

function newest(root: string, names: readonly string[]): number {
  return Math.max(...names.map((name) => newestIn(join(root, name))));
}

function newestIn(path: string): number {
  if (!existsSync(path) || statSync(path).isFile()) return changedAt(path);
  const files = readdirSync(path, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map((entry) => changedAt(join(entry.parentPath, entry.name))));
}

/** 0 where there is no such file. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
