/** English. The original: its keys and places are the type that every translation must meet. */
import { wireEn } from "./wire.ts";

export const en = {
  ...wireEn,
} as const;

export type MessagesOfEnglish = typeof en;
export type MessageKey = keyof MessagesOfEnglish;
