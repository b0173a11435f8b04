/** The learner's settings: saved in the database and backed up with it. Times are local. */
import { z } from "zod";
import { maxFolderLength, maxStepMin, maxSteps, settingLimits } from "./setting-limits.ts";

const between = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max);
const steps = z.array(z.number().positive().max(maxStepMin)).max(maxSteps);

const fields = {
  language: z.enum(["system", "en", "zh-CN"]),
  theme: z.enum(["system", "light", "dark"]),
  newPerDay: between(settingLimits.newPerDay),
  reviewsPerDay: between(settingLimits.reviewsPerDay),
  desiredRetention: z.number().min(settingLimits.desiredRetention.min).max(settingLimits.desiredRetention.max),
  /** Minutes; the learning steps of a new card and of a forgotten one. */
  learningStepsMin: steps,
  relearningStepsMin: steps,
  /** The Today screen's time budget; 0: all that is due. */
  minutesPerDay: between(settingLimits.minutesPerDay),
  /** The user's own deck folder; "" means the default place. */
  deckFolder: z.string().max(maxFolderLength),
  firstRunDone: z.boolean(),
};

/** Some settings, the others untouched. It has no defaults: an absent key would be filled in with one, and be saved. */
export const settingsChangeSchema = z.object(fields).partial();

export const settingsSchema = z.object({
  language: fields.language.default("system"),
  theme: fields.theme.default("system"),
  newPerDay: fields.newPerDay.default(20),
  reviewsPerDay: fields.reviewsPerDay.default(200),
  desiredRetention: fields.desiredRetention.default(0.9),
  learningStepsMin: fields.learningStepsMin.default([1, 10]),
  relearningStepsMin: fields.relearningStepsMin.default([10]),
  minutesPerDay: fields.minutesPerDay.default(25),
  deckFolder: fields.deckFolder.default(""),
  firstRunDone: fields.firstRunDone.default(false),
});
export type Settings = z.infer<typeof settingsSchema>;
