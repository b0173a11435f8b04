/** The hook by which components get their texts. Every text that a person reads goes through it. */
import { createContext, useContext } from "react";
import type { DeckLanguage } from "../../main/contract/index.ts";
import { fill, hasOpenPlace, type Catalogue, type Places, type Value, type Values } from "./catalogue.ts";
import { en, type MessageKey, type MessagesOfEnglish } from "./en.ts";
import { makeFormats, type Formats } from "./formats.ts";
import { zhCn } from "./zh-CN.ts";

const catalogues: Record<DeckLanguage, Catalogue> = { en, "zh-CN": zhCn };

type Arguments<Key extends MessageKey> = [Places<MessagesOfEnglish[Key]>] extends [never] ? [] : [values: Record<Places<MessagesOfEnglish[Key]>, Value>];

export interface Messages extends Formats {
  language: DeckLanguage;
  /** The text of a key; the type asks for exactly the values that it has places for. */
  t<Key extends MessageKey>(key: Key, ...values: Arguments<Key>): string;
  /** The text of a key chosen at run time; its places stay as written. */
  plain(key: MessageKey): string;
  /** The text of a code that came from main: `prefix.code` of the catalogue, or the text that came with it, where data for a place is missing too. */
  told(
    prefix: "problem" | "reason" | "suggested" | "action" | "done" | "hintCost" | "need" | "role" | "topic",
    code: string,
    data: Values,
    fallback: string,
  ): string;
}

export function makeMessages(language: DeckLanguage): Messages {
  const catalogue = catalogues[language];
  const formats = makeFormats(language);
  const rules = { plural: new Intl.PluralRules(language), number: new Intl.NumberFormat(language) };
  return {
    ...formats,
    language,
    t: (key, ...values) => fill(catalogue[key] ?? key, values[0] ?? {}, rules),
    plain: (key) => fill(catalogue[key] ?? key, {}, rules),
    told: (prefix, code, data, fallback) => {
      const message = catalogue[`${prefix}.${code}`];
      if (message === undefined) return fallback;
      return fallback !== "" && hasOpenPlace(message, data) ? fallback : fill(message, data, rules);
    },
  };
}

export const MessagesContext = createContext<Messages>(makeMessages("en"));

/** `const { t, number } = useMessages(); t("today.due", { count: 42 })` */
export function useMessages(): Messages {
  return useContext(MessagesContext);
}
