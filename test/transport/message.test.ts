/** What may wait for a reader who doesn't read. (That such a reader is cut off stands in websocket.test.ts, over a real socket.) */
import { expect, test } from "vitest";
import { maxUnsentBytes, mayQueue } from "../../main/transport/message.ts";

test.each([
  ["all of it in one message", 0, maxUnsentBytes, true],
  ["one byte more in one message", 0, maxUnsentBytes + 1, false],
  ["a message that fills what is left", maxUnsentBytes - 1, 1, true],
  ["a message of one byte more than is left", maxUnsentBytes - 1, 2, false],
  ["anything where nothing is left", maxUnsentBytes, 1, false],
])(`of ${maxUnsentBytes} bytes: %s`, (_what, unsentBytes, length, may) => {
  expect(mayQueue(unsentBytes, length)).toBe(may);
});
