/** The only reader of randomness. Everything seeded takes its seed from here or from the log. */
import { randomBytes } from "node:crypto";

export interface Chance {
  bytes(count: number): Uint8Array;
}

export const systemChance: Chance = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
};

/** Lower-case hexadecimal digits: tokens, salts, session ids. */
export function hexOf(chance: Chance, digits: number): string {
  return Buffer.from(chance.bytes(Math.ceil(digits / 2)))
    .toString("hex")
    .slice(0, digits);
}
