/**
 * `npm pretest`: finds the system programs that the tests use, installs the missing ones with apt where that is
 * possible, and otherwise says in one error which are missing and how to get them.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

interface SystemProgram {
  name: string;
  /** Any of these on the PATH will do. */
  commands: string[];
  debianPackage: string;
  neededFor: string;
}

export const systemPrograms: SystemProgram[] = [
  {
    name: "Chromium",
    commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    debianPackage: "chromium",
    neededFor: "the end-to-end tests",
  },
  { name: "curl", commands: ["curl"], debianPackage: "curl", neededFor: "judging the lab's HTTP servers" },
  { name: "fonts for Chinese", commands: [], debianPackage: "fonts-noto-cjk", neededFor: "measuring Chinese screens" },
];

/** Full path of the first of `commands` found on the PATH, or null. */
export function findCommand(commands: readonly string[]): string | null {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const command of commands) {
      const path = join(folder, command);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        continue;
      }
    }
  }
  return null;
}

function isThere(program: SystemProgram): boolean {
  if (program.commands.length > 0) return findCommand(program.commands) !== null;
  if (findCommand(["dpkg-query"]) === null) return true; // fonts: only Debian can be asked; elsewhere the system brings its own
  return spawnSync("dpkg-query", ["-W", "-f=${Status}", program.debianPackage], { encoding: "utf8" }).stdout.includes("install ok installed");
}

function install(packages: string[]): boolean {
  if (findCommand(["apt-get"]) === null || process.getuid?.() !== 0) return false;
  console.log(`Installing what the tests need: ${packages.join(", ")}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-q"], { stdio: "inherit", env: environment });
  return spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages], { stdio: "inherit", env: environment }).status === 0;
}

if (import.meta.main) {
  const missing = systemPrograms.filter((program) => !isThere(program));
  if (missing.length > 0 && !install(missing.map((program) => program.debianPackage))) {
    for (const program of missing)
      console.error(`Missing: ${program.name}, needed for ${program.neededFor}. On Debian: apt-get install ${program.debianPackage}`);
    process.exit(1);
  }
}
