/** A folder laid out as an Electron distribution whose binary is a placeholder with a real fuse wire in it. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Marks the fuse wire in every Electron binary (documented by Electron's fuses tutorial). */
const fuseSentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
/** Fuse schema version 1 of Electron 45 has nine fuses; "0" is off, "1" is on. */
const fuseVersion = 1;
const fuseCount = 9;

export function makePlaceholderDist(folder: string): void {
  mkdirSync(join(folder, "resources"), { recursive: true });
  mkdirSync(join(folder, "locales"), { recursive: true });
  const wire = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([fuseVersion, fuseCount]), Buffer.alloc(fuseCount, "0")]);
  writeFileSync(join(folder, "electron"), Buffer.concat([Buffer.from("#!/bin/sh\nexit 0\n"), wire, Buffer.from("\n")]));
  chmodSync(join(folder, "electron"), 0o755);
  writeFileSync(join(folder, "version"), "45.4.1");
  writeFileSync(join(folder, "LICENSE"), "placeholder");
  writeFileSync(join(folder, "LICENSES.chromium.html"), "placeholder");
  writeFileSync(join(folder, "locales", "en-US.pak"), "");
}
