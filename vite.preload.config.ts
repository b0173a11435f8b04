/** Bundles the preload: a sandboxed preload has to be one CommonJS file. */
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    target: "chrome146",
    outDir: "dist/main",
    emptyOutDir: false,
    minify: false,
    lib: { entry: "main/hosts/preload.ts", formats: ["cjs"], fileName: () => "preload.cjs" },
    rolldownOptions: { external: ["electron"] },
  },
});
