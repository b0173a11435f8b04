/** Keys as drawn on the keyboard, and a hint that names an action with its key. Hints are pointer targets too. */
import { capsOf } from "./keys.ts";
import { isMac } from "./use-keys.ts";
import "./keycap.css";

/** `keys` as in the key maps: "Ctrl K". Hidden from screen readers, who get `aria-keyshortcuts` of the control itself. */
export function Keycap({ keys }: { keys: string }) {
  return (
    <span className="keycaps" aria-hidden="true">
      {capsOf(keys, isMac).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}

/** An action with its key, in bars: quiet text that can be clicked as well. As with its key, the focus stays in the field where it is. */
export function KeyHint({ label, keys, onPress, disabled = false }: { label: string; keys: string; onPress(): void; disabled?: boolean }) {
  return (
    <button
      type="button"
      className="key-hint"
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
      disabled={disabled}
      aria-keyshortcuts={shortcutOf(keys)}
    >
      <span>{label}</span>
      <Keycap keys={keys} />
    </button>
  );
}

/** "Ctrl Enter" -> "Control+Enter", as ARIA writes it. */
export function shortcutOf(keys: string): string {
  return keys
    .replace("Ctrl", isMac ? "Meta" : "Control")
    .replace("Esc", "Escape")
    .replaceAll(" ", "+");
}
