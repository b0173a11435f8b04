/** `retransmit study`: the loopback host, which is what `npm start` falls back to. */
import { FlagError, readHostFlags } from "../flags.ts";
import { openLoopbackDoor } from "../loopback-door.ts";
import { exitCodes, type Command } from "./command.ts";

export const study: Command = (args, io) => {
  const { port, browser, rest } = readHostFlags(args, { cwd: io.cwd });
  if (rest[0] !== undefined) throw new FlagError(`study takes no ${rest[0]}.`);
  return openLoopbackDoor({ places: io.places, port, browser, out: io.out, err: io.err, signal: io.signal }).then((code) =>
    code === 0 ? exitCodes.ok : exitCodes.found,
  );
};
