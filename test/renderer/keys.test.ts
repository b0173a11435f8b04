import { expect, test } from "vitest";
import { bind, keyMap } from "../../renderer/parts/keyboard/key-map.ts";
import { capsOf, nameOf, resolve, type KeyPress } from "../../renderer/parts/keyboard/keys.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrl: false,
  meta: false,
  alt: false,
  shift: false,
  focus: "elsewhere",
  ...more,
});

test.each<[KeyPress, boolean, string]>([
  [press("j"), false, "J"],
  [press("J", { shift: true }), false, "Shift J"],
  [press("?", { shift: true }), false, "?"],
  [press(" "), false, "Space"],
  [press("Enter", { ctrl: true }), false, "Ctrl Enter"],
  [press("Enter", { meta: true }), true, "Ctrl Enter"],
  [press("ArrowUp", { ctrl: true }), false, "Ctrl Up"],
  [press("z", { ctrl: true, shift: true }), false, "Ctrl Shift Z"],
  [press("ArrowDown", { alt: true }), false, "Alt Down"],
  [press("Escape"), false, "Esc"],
  [press(",", { ctrl: true }), false, "Ctrl ,"],
])("%o (mac: %s) is called %s", (given, mac, name) => {
  expect(nameOf(given, mac)).toBe(name);
});

const run = () => undefined;

test("single keys are off in a text field; Escape, Enter and Ctrl are not", () => {
  const handlers = { J: run, Space: run, Esc: run, Enter: run, "Ctrl Enter": run, "?": run };
  const acts = (key: string, more: Partial<KeyPress> = {}) => resolve(press(key, { focus: "text", ...more }), null, handlers, false).run !== null;
  expect([acts("j"), acts(" "), acts("?"), acts("Escape"), acts("Enter"), acts("Enter", { ctrl: true })]).toEqual([false, false, false, true, true, true]);
});

test("a button keeps what presses it and lets letters through", () => {
  const handlers = { J: run, Space: run, Enter: run };
  const acts = (key: string) => resolve(press(key, { focus: "control" }), null, handlers, false).run !== null;
  expect([acts("Enter"), acts(" "), acts("j")]).toEqual([false, false, true]);
});

test("a sequence is one key after the other, and another key breaks it", () => {
  const handlers = { "G T": run, T: undefined };
  const first = resolve(press("g"), null, handlers, false);
  expect(first).toEqual({ run: null, pending: "G" });
  expect(resolve(press("t"), "G", handlers, false).run).toBe(run);
  expect(resolve(press("x"), "G", handlers, false)).toEqual({ run: null, pending: null });
});

test("a sequence wins over the single key that ends it", () => {
  const budget = () => undefined;
  const rate = () => undefined;
  expect(resolve(press("1"), "B", { "B 1": budget, "1": rate }, false).run).toBe(budget);
  expect(resolve(press("1"), null, { "B 1": budget, "1": rate }, false).run).toBe(rate);
});

test("the other system's modifier means nothing", () => {
  expect(resolve(press("k", { meta: true }), null, { "Ctrl K": run, K: run }, false).run).toBeNull();
  expect(resolve(press("k", { ctrl: true }), null, { "Ctrl K": run, K: run }, true).run).toBeNull();
});

test("a name with several keys says which was pressed", () => {
  const pressed: number[] = [];
  const handlers = bind("study", { rate: (place) => pressed.push(place), undo: undefined });
  expect(Object.keys(handlers)).toEqual(["1", "2", "3", "4"]);
  handlers["3"]?.();
  expect(pressed).toEqual([2]);
});

test("no key has two meanings in one group, but for digits before and after the answer", () => {
  for (const [group, names] of Object.entries(keyMap)) {
    const keys = Object.entries<readonly string[]>(names).flatMap(([name, combinations]) => (group === "study" && name === "pick" ? [] : combinations));
    expect([group, new Set(keys).size]).toEqual([group, keys.length]);
  }
});

test("keycaps are written as on the machine's keyboard", () => {
  expect([capsOf("Ctrl Shift Z", false), capsOf("Ctrl Shift Z", true)]).toEqual([
    ["Ctrl", "Shift", "Z"],
    ["⌘", "⇧", "Z"],
  ]);
});
