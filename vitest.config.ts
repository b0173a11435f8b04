/** Two projects: `unit` (part of `npm run check`) and `slow` (real Chromium, real processes, the built product). */
import { defineConfig } from "vitest/config";

const slow = ["test/e2e/**", "test/electron/**", "test/renderer/parts/**", "test/**/*.slow.test.ts"];

export default defineConfig({
  test: {
    reporters: ["default", "./test/support/closing-line.ts"],
    projects: [
      {
        test: {
          name: "unit",
          // They use no browser and wait for predicates: one worker a core. The slow ones then run after them, by themselves.
          maxWorkers: "100%",
          sequence: { groupOrder: 0 },
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: slow,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "slow",
          sequence: { groupOrder: 1 },
          include: slow.map((glob) => (glob.endsWith("/**") ? `${glob}/*.test.{ts,tsx}` : glob)),
          testTimeout: 240_000,
          hookTimeout: 120_000,
          globalSetup: ["test/support/build.ts"],
        },
      },
    ],
  },
});
