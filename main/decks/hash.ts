/**
 * Names for texts: MurmurHash3 x86_128 (Austin Appleby, public domain) over UTF-16LE, as 32 hexadecimal digits.
 * Not cryptographic, and it need not be: a user who makes two of his own cards collide harms nobody. 128 bits keep chance
 * collisions away; it is pure, synchronous and the same on every platform, which Web Crypto and node:crypto are not.
 */
export function hashText(text: string): string {
  // Plain local numbers: this runs over every character of every deck.
  let [a, b, c, d] = [0, 0, 0, 0];
  const length = text.length;
  const whole = length - (length % 8);
  for (let at = 0; at < whole; at += 8) {
    a = (Math.imul(rotate(a ^ scrambleA(text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16)), 19) + b, 5) + 0x561ccd1b) | 0;
    b = (Math.imul(rotate(b ^ scrambleB(text.charCodeAt(at + 2) | (text.charCodeAt(at + 3) << 16)), 17) + c, 5) + 0x0bcaa747) | 0;
    c = (Math.imul(rotate(c ^ scrambleC(text.charCodeAt(at + 4) | (text.charCodeAt(at + 5) << 16)), 15) + d, 5) + 0x96cd1c35) | 0;
    d = (Math.imul(rotate(d ^ scrambleD(text.charCodeAt(at + 6) | (text.charCodeAt(at + 7) << 16)), 13) + a, 5) + 0x32ac3b17) | 0;
  }
  if (whole < length) {
    a ^= scrambleA(word(text, whole));
    b ^= scrambleB(word(text, whole + 2));
    c ^= scrambleC(word(text, whole + 4));
    d ^= scrambleD(word(text, whole + 6));
  }
  return finish(a ^ (length * 2), b ^ (length * 2), c ^ (length * 2), d ^ (length * 2));
}

/** Two UTF-16 units as one little-endian 32-bit word; zero beyond the end. */
function word(text: string, at: number): number {
  const low = at < text.length ? text.charCodeAt(at) : 0;
  const high = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
  return low | (high << 16);
}

function scrambleA(k: number): number {
  return Math.imul(rotate(Math.imul(k, 0x239b961b), 15), 0xab0e9789);
}

function scrambleB(k: number): number {
  return Math.imul(rotate(Math.imul(k, 0xab0e9789), 16), 0x38b34ae5);
}

function scrambleC(k: number): number {
  return Math.imul(rotate(Math.imul(k, 0x38b34ae5), 17), 0xa1e38b93);
}

function scrambleD(k: number): number {
  return Math.imul(rotate(Math.imul(k, 0xa1e38b93), 18), 0x239b961b);
}

function finish(first: number, second: number, third: number, fourth: number): string {
  const sum = (first + second + third + fourth) | 0;
  let a = avalanche(sum);
  const b = avalanche((second + sum) | 0);
  const c = avalanche((third + sum) | 0);
  const d = avalanche((fourth + sum) | 0);
  a = (a + b + c + d) | 0;
  return hex(a) + hex(b + a) + hex(c + a) + hex(d + a);
}

function avalanche(h: number): number {
  let mixed = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

const twoDigits = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, "0"));

function hex(value: number): string {
  return twoDigits[value >>> 24]! + twoDigits[(value >>> 16) & 0xff]! + twoDigits[(value >>> 8) & 0xff]! + twoDigits[value & 0xff]!;
}
