/** Identifiers that sort by the time they were made: UUID version 7 (RFC 9562 §5.7). */
import type { Chance } from "./chance.ts";
import type { Clock } from "./clock.ts";

export interface Ids {
  /** A new UUIDv7, greater than every one before it from the same source, even when the wall clock steps back. */
  next(): string;
}

/** 12 bits: identifiers of one millisecond before the time field is pushed ahead (RFC 9562 §6.2, method 1). */
export const maxPerMillisecond = 0x1000;

export function uuidv7Ids(clock: Clock, chance: Chance): Ids {
  let timeMs = -1;
  let counter = 0;
  return {
    next() {
      const nowMs = clock.now();
      if (nowMs > timeMs) {
        timeMs = nowMs;
        counter = 0;
      } else if (++counter === maxPerMillisecond) {
        timeMs++;
        counter = 0;
      }
      return uuidv7(timeMs, counter, chance.bytes(8));
    },
  };
}

/** `tail`: 8 random bytes, of which 62 bits are used. */
export function uuidv7(timeMs: number, counter: number, tail: Uint8Array): string {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(timeMs / 0x10000));
  view.setUint16(4, timeMs % 0x10000);
  view.setUint16(6, 0x7000 | counter);
  bytes.set(tail.subarray(0, 8), 8);
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Buffer.from(bytes).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
