/** The door to the loopback host: `node dist/main/local.js [--data DIR] [--decks DIR] [--port N] [--browser]`. */
import "./node-version.ts";
import { FlagError, readHostFlags } from "./flags.ts";
import { openLoopbackDoor } from "./loopback-door.ts";
import { stopSignal } from "./signals.ts";

async function open(): Promise<number> {
  const { places, port, browser, rest } = readHostFlags(process.argv.slice(2), {});
  if (rest[0] !== undefined) throw new FlagError(`There is no flag ${rest[0]}.`);
  return openLoopbackDoor({ places, port, browser, out: console.log, err: console.error, signal: stopSignal() });
}

try {
  process.exitCode = await open();
} catch (error) {
  if (!(error instanceof FlagError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
