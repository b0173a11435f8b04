/** Which screen is shown. It stands in the address's fragment, so that a reload, and Back, do what they should. */
import { useSyncExternalStore } from "react";

export const screens = ["today", "decks", "study", "settings"] as const;
export type Screen = (typeof screens)[number];

export function screenOf(hash: string): Screen {
  const name = hash.replace(/^#\//, "");
  return screens.find((screen) => screen === name) ?? "today";
}

export function useScreen(): Screen {
  return useSyncExternalStore(
    (listener) => {
      addEventListener("hashchange", listener);
      return () => removeEventListener("hashchange", listener);
    },
    () => screenOf(location.hash),
  );
}

export function go(screen: Screen): void {
  location.hash = `/${screen}`;
}
