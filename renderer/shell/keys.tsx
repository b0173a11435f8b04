/** The overlay of keys for the screen that is shown, from the one key map. */
import type { MessageKey } from "../messages/en.ts";
import { useMessages } from "../messages/messages.ts";
import { KeyOverlay, type KeyGroup } from "../parts/key-overlay/key-overlay.tsx";
import { keyMap, type KeyGroupName } from "../parts/keyboard/key-map.ts";
import type { Screen } from "../route.ts";

export const groupsOf: Record<Screen, readonly KeyGroupName[]> = {
  today: ["today", "global"],
  decks: ["decks", "global"],
  study: ["study", "craft", "wire", "global"],
  settings: ["global"],
};

export function Keys({ screen, onClose }: { screen: Screen; onClose(): void }) {
  const messages = useMessages();
  const { t } = messages;
  const groups = groupsOf[screen].map((group): KeyGroup => ({
    title: t(`keys.group.${group}`),
    keys: Object.entries<readonly string[]>(keyMap[group]).map(([name, keys]) => ({
      keys: keys.length > 4 ? [keys[0] ?? "", "…", keys.at(-1) ?? ""] : keys,
      // The names of the map are message keys; a test looks each of them up.
      does: messages.plain(`keys.${group}.${name}` as MessageKey),
    })),
  }));
  return <KeyOverlay groups={groups} onClose={onClose} />;
}
