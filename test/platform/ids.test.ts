import { expect, test } from "vitest";
import { hexOf, systemChance } from "../../main/platform/chance.ts";
import { systemClock } from "../../main/platform/clock.ts";
import { maxPerMillisecond, uuidv7, uuidv7Ids } from "../../main/platform/ids.ts";

test("the example of RFC 9562 appendix A.6 comes out", () => {
  const tail = Uint8Array.from([0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(uuidv7(0x017f22e279b0, 0xcc3, tail)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
});

test.each([
  { count: maxPerMillisecond, last: "00000000-0005-7fff" },
  { count: maxPerMillisecond + 1, last: "00000000-0006-7000" },
])("$count in one millisecond sort by their making and none repeats", ({ count, last }) => {
  const ids = uuidv7Ids({ ...systemClock, now: () => 5 }, systemChance);
  const made = Array.from({ length: count }, () => ids.next());
  expect(made).toEqual(made.toSorted());
  expect(new Set(made).size).toBe(count);
  expect(made.at(-1)?.slice(0, 18)).toBe(last);
});

test("a clock that steps back makes no smaller ids", () => {
  let now = 10;
  const ids = uuidv7Ids({ ...systemClock, now: () => now-- }, systemChance);
  const made = Array.from({ length: 20 }, () => ids.next());
  expect(made).toEqual(made.toSorted());
});

test.each([1, 2, 7, 32])("%i hexadecimal digits are that many", (digits) => {
  expect(hexOf(systemChance, digits)).toMatch(new RegExp(`^[0-9a-f]{${digits}}$`));
});
