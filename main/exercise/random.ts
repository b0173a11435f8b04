/** Seeded numbers (xoshiro128**, seeded by a hash of the text). The same seed gives the same on every machine. */
import type { Random } from "./scenario.ts";

const encoder = new TextEncoder();

export function seededRandom(seed: string): Random {
  const next = xoshiro128(seedWords(seed));
  const below = (count: number): number => {
    // Rejection keeps every value equally likely.
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % count);
    for (;;) {
      const drawn = next();
      if (drawn < limit) return drawn % count;
    }
  };
  const random: Random = {
    between(min, max) {
      if (!Number.isInteger(min) || !Number.isInteger(max) || max < min || max - min >= 0x1_0000_0000) throw new Error(`No integers from ${min} to ${max}.`);
      return min + below(max - min + 1);
    },
    pick(items) {
      if (items.length === 0) throw new Error("Nothing to pick from.");
      return items[below(items.length)]!;
    },
    shuffle(items) {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
      }
      return shuffled;
    },
    hex(digits) {
      let text = "";
      while (text.length < digits) text += next().toString(16).padStart(8, "0");
      return text.slice(0, digits);
    },
    bytes(count) {
      return Uint8Array.from({ length: count }, () => below(256));
    },
  };
  return random;
}

/** Four words from FNV-1a over the seed's UTF-8, each with another basis, mixed once more (MurmurHash3's finaliser). */
function seedWords(seed: string): [number, number, number, number] {
  const bytes = encoder.encode(seed);
  const word = (basis: number): number => {
    let hash = basis;
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  };
  // The last word is odd, so that the state is never all zero.
  return [word(0x811c9dc5), word(0x01234567), word(0x89abcdef), word(0x5bd1e995) | 1];
}

/** Blackman and Vigna's xoshiro128**: 32 bits a call. */
function xoshiro128([a, b, c, d]: [number, number, number, number]): () => number {
  const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}
