import { expect, test } from "vitest";
import { maxFolderLength, maxStepMin, maxSteps, settingLimits } from "../../main/contract/setting-limits.ts";
import { settingsChangeSchema, settingsSchema, type Settings } from "../../main/contract/settings.ts";
import { readNumber, readSteps } from "../../renderer/screens/settings/limits.ts";

const takes = (change: Partial<Settings>) => settingsChangeSchema.safeParse(change).success && settingsSchema.safeParse(change).success;

test("a change of one setting names no other", () => {
  expect(settingsChangeSchema.parse({ language: "zh-CN" })).toEqual({ language: "zh-CN" });
  expect(settingsChangeSchema.parse({})).toEqual({});
  expect(Object.keys(settingsChangeSchema.shape).toSorted()).toEqual(Object.keys(settingsSchema.shape).toSorted());
});

test.each(["newPerDay", "reviewsPerDay", "minutesPerDay"] as const)("the field of %s takes what the contract takes, at the bounds and beyond", (name) => {
  const { min, max } = settingLimits[name];
  for (const value of [min - 1, min, max, max + 1, min + 0.5]) {
    const isWithin = value === min || value === max;
    expect([name, value, readNumber(String(value), settingLimits[name]) !== null, takes({ [name]: value })]).toEqual([name, value, isWithin, isWithin]);
  }
});

test("desired retention is typed in whole percents, within the contract's bounds", () => {
  const { min, max } = settingLimits.desiredRetention;
  const percents = { min: min * 100, max: max * 100 };
  for (const percent of [69, 70, 71, 98, 99, 100]) {
    const isWithin = percent >= 70 && percent <= 99;
    expect([percent, readNumber(String(percent), percents) !== null, takes({ desiredRetention: percent / 100 })]).toEqual([percent, isWithin, isWithin]);
  }
});

test("learning steps have a longest list and a longest step, in the field as in the contract", () => {
  const ones = (count: number) => Array.from({ length: count }, () => 1);
  for (const [steps, isRight] of [
    [ones(maxSteps), true],
    [ones(maxSteps + 1), false],
    [[maxStepMin], true],
    [[maxStepMin + 1], false],
    [[0], false],
    [[0.5], true],
    [[], true],
  ] as const) {
    expect([steps, readSteps(steps.join(" ")) !== null, takes({ learningStepsMin: [...steps] })]).toEqual([steps, isRight, isRight]);
  }
});

test("steps are split by spaces or commas of either language", () => {
  expect([readSteps("1 10"), readSteps("1, 10"), readSteps("1，10、30"), readSteps(" "), readSteps("ten")]).toEqual([[1, 10], [1, 10], [1, 10, 30], [], null]);
});

test("a number is digits, not nothing and not a word", () => {
  expect(["", " ", "x", "1e3", "7 "].map((text) => readNumber(text, settingLimits.newPerDay))).toEqual([null, null, null, 1000, 7]);
});

test("the deck folder's path has a longest length", () => {
  expect([takes({ deckFolder: "a".repeat(maxFolderLength) }), takes({ deckFolder: "a".repeat(maxFolderLength + 1) })]).toEqual([true, false]);
});
