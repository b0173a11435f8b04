/** Bounds of the settings: the schema refuses what lies outside, the fields of the Settings screen say so beforehand. */
export const settingLimits = {
  newPerDay: { min: 0, max: 9999 },
  reviewsPerDay: { min: 0, max: 9999 },
  minutesPerDay: { min: 0, max: 1440 },
  desiredRetention: { min: 0.7, max: 0.99 },
} as const;

export const maxSteps = 10;
/** Longest learning step, in minutes. */
export const maxStepMin = 1440;
/** Longest path of the deck folder, in UTF-16 units. */
export const maxFolderLength = 4096;
