/** Simplified Chinese. A key that is missing here is a compile error. */
import type { Translation } from "./catalogue.ts";
import type { MessagesOfEnglish } from "./en.ts";
import { wireZhCn } from "./wire.ts";

export const zhCn: Translation<MessagesOfEnglish> = {
  ...wireZhCn,
};
