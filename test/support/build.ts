/** Vitest global set-up of the slow tests: they run what is shipped, so it is built once before them. */
import { spawnSync } from "node:child_process";

export default function build(): void {
  const result = spawnSync("npm", ["run", "-s", "build"], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  if (result.status !== 0) throw new Error(`The build failed:\n${result.stdout}\n${result.stderr}`);
}
