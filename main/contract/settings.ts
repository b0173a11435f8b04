/** The learner's settings: saved in the database and backed up with it. Times are local. */
import { z } from "zod";

export const settingsSchema = z.object({
  language: z.enum(["system", "en", "zh-CN"]).default("system"),
  theme: z.enum(["system", "light", "dark"]).default("system"),
  newPerDay: z.int().min(0).max(9999).default(20),
  reviewsPerDay: z.int().min(0).max(9999).default(200),
  desiredRetention: z.number().min(0.7).max(0.99).default(0.9),
  /** Minutes; the learning steps of a new card and of a forgotten one. */
  learningStepsMin: z.array(z.number().positive().max(1440)).max(10).default([1, 10]),
  relearningStepsMin: z.array(z.number().positive().max(1440)).max(10).default([10]),
  /** The Today screen's time budget; 0: all that is due. */
  minutesPerDay: z.int().min(0).max(1440).default(25),
  /** The user's own deck folder; "" means the default place. */
  deckFolder: z.string().max(4096).default(""),
  firstRunDone: z.boolean().default(false),
});
export type Settings = z.infer<typeof settingsSchema>;
