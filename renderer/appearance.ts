/** Theme and language on the document. Kept in this browser too, so that the first paint of the next start already has them. */
import type { DeckLanguage, Settings } from "../main/contract/index.ts";

const appearanceKey = "retransmit.appearance";

interface Appearance {
  theme: Settings["theme"];
  language: DeckLanguage;
}

export function showAppearance(root: HTMLElement, { theme, language }: Appearance): void {
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  root.lang = language;
}

export function keepAppearance(storage: Storage, appearance: Appearance): void {
  storage.setItem(appearanceKey, JSON.stringify(appearance));
}

/** What was kept, or the system's theme and language; and shows it. */
export function recallAppearance(root: HTMLElement, storage: Storage): DeckLanguage {
  const appearance = read(storage.getItem(appearanceKey)) ?? { theme: "system", language: systemLanguage() };
  showAppearance(root, appearance);
  return appearance.language;
}

function read(text: string | null): Appearance | null {
  try {
    const { theme, language } = JSON.parse(text ?? "null") as Appearance;
    return { theme: theme === "light" || theme === "dark" ? theme : "system", language: language === "zh-CN" ? "zh-CN" : "en" };
  } catch {
    return null; // nothing kept yet, or not by us: the system's choice holds
  }
}

function systemLanguage(): DeckLanguage {
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}
