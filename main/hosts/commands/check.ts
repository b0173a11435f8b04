/** `retransmit check [PATH…] [--run] [--fix] [--json]`: lints decks and their translations. */
import { exitCodes, type Command } from "./command.ts";

export const check: Command = (args, io) => {
  io.err(`check: ${args.join(" ")}`);
  return Promise.resolve(exitCodes.usage);
};
