/** Bundles what runs on Node: one file for each door and each worker. Only native modules and Electron stay outside. */
import { builtinModules } from "node:module";
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    ssr: true,
    target: "node24",
    outDir: "dist/main",
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        electron: "main/hosts/electron.ts",
        "app-process": "main/hosts/app-process.ts",
        local: "main/hosts/local.ts",
        cli: "main/hosts/cli.ts",
        "run-worker": "main/lab/run-worker.ts",
        "deck-worker": "main/study/deck-worker.ts",
      },
      external: ["electron", "better-sqlite3", ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
    },
  },
  ssr: { noExternal: true, external: ["electron", "better-sqlite3"] },
});
