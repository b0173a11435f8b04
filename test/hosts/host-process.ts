/** A loopback host as a process of its own, with a page of its own: `node host-process.ts DATA DECKS RENDERER`. Its first line is its address. */
import { join } from "node:path";
import { openLoopback } from "./open-loopback.ts";

const [data, decks, renderer] = process.argv.slice(2) as [string, string, string];
const host = await openLoopback({ data, decks, renderer, builtIn: join(data, "no-built-in-decks") });
process.stdout.write(`${host.address}\n`);
