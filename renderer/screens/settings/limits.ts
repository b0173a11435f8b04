/** How the fields of the Settings screen read what is typed. The bounds are the contract's. */
import { maxStepMin, maxSteps } from "../../../main/contract/setting-limits.ts";

/** "1 10" or "1, 10": minutes, in order; null where it isn't that. */
export function readSteps(text: string): number[] | null {
  const words = text.split(/[\s,，、]+/).filter(Boolean);
  const steps = words.map(Number);
  const isRight = steps.length <= maxSteps && steps.every((minutes) => Number.isFinite(minutes) && minutes > 0 && minutes <= maxStepMin);
  return isRight ? steps : null;
}

/** A whole number within its bounds; null where it isn't. */
export function readNumber(text: string, { min, max }: { min: number; max: number }): number | null {
  const value = Number(text);
  return text.trim() !== "" && Number.isInteger(value) && value >= min && value <= max ? value : null;
}
