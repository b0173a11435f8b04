/** Runs one benchmark and prints its measurements as JSON: `node alone.ts NAME`. */
import type { Measurement } from "./measurement.ts";

const name = process.argv[2]!;
const { measure } = (await import(`./${name}.ts`)) as { measure(): Promise<Measurement[]> };
process.stdout.write(JSON.stringify(await measure()));
process.exit(0);
