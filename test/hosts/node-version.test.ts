import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const hosts = resolve(import.meta.dirname, "../../main/hosts");
const pretend = (version: string) => `data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;

test.each(["local.ts", "cli.ts", "start.ts"])("%s refuses an older Node with a sentence, before it loads anything else", (door) => {
  const refused = spawnSync(process.execPath, ["--import", pretend("20.20.2"), join(hosts, door), "--version"], { encoding: "utf8" });
  expect({ status: refused.status, out: refused.stdout }).toEqual({ status: 1, out: "" });
  expect(refused.stderr).toMatch(/^Retransmit needs Node 22 or newer, and this is v\S+ Use `npm start`, which brings its own\.\n$/);
});

test("a Node that is new enough is let through", () => {
  expect(spawnSync(process.execPath, ["--import", pretend("22.0.0"), join(hosts, "cli.ts"), "--version"], { encoding: "utf8" }).status).toBe(0);
});
