/** Bundles the renderer: relative addresses, so that app:// and the loopback host serve the same files; nothing inline, for the strict policy. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Whoever builds (a test, too) builds what is shipped.
process.env["NODE_ENV"] = "production";

export default defineConfig({
  root: "renderer",
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../dist/renderer",
    emptyOutDir: true,
    target: "chrome140",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: true,
  },
});
