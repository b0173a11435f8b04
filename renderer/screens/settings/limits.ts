/** The bounds that the fields show; main has the last word. A test holds them against the schema of main/contract/settings.ts. */
export const settingLimits = {
  newPerDay: { min: 0, max: 9999 },
  reviewsPerDay: { min: 0, max: 9999 },
  minutesPerDay: { min: 0, max: 1440 },
  desiredRetention: { min: 0.7, max: 0.99 },
} as const;

export const maxSteps = 10;
export const maxStepMin = 1440;

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
