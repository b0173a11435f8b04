/** Texts of the ladder, the inspector and the wire editor, in both languages. Part of the one catalogue: see en.ts and zh-CN.ts. */
import type { Translation } from "./catalogue.ts";

export const wireEn = {
  "wire.bytes": { one: "{count} byte", other: "{count} bytes" },
} as const;

export const wireZhCn: Translation<typeof wireEn> = {
  "wire.bytes": "{count} 字节",
};
