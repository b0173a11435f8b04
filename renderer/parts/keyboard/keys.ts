/**
 * Which keys mean what. A combination is written as the learner reads it: "Ctrl K", "G T" (one after the other),
 * "Enter". Ctrl is Command on macOS. Single keys are off while a text field has focus; Escape and Ctrl never are.
 */

export interface KeyPress {
  key: string;
  ctrl: boolean;
  meta: boolean;
  alt: boolean;
  shift: boolean;
  /** Where the focus is. */
  focus: "text" | "control" | "check" | "elsewhere";
}

export type Handlers = Readonly<Record<string, (() => void) | undefined>>;

/** A first key ("G") waits this long for the second. */
export const sequenceMs = 1200;

const named: Record<string, string> = { " ": "Space", ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Left", ArrowRight: "Right", Escape: "Esc" };

/** "Ctrl Enter", "Shift Tab", "J": the name of one press. Shift is said only where it doesn't change the character. */
export function nameOf(press: KeyPress, mac: boolean): string {
  const base = named[press.key] ?? (press.key.length === 1 ? press.key.toUpperCase() : press.key);
  const printable = press.key.length === 1 && press.key !== " ";
  const isLetter = printable && press.key.toLowerCase() !== press.key.toUpperCase();
  const words: string[] = [];
  if (mac ? press.meta : press.ctrl) words.push("Ctrl");
  if (press.alt) words.push("Alt");
  if (press.shift && (!printable || isLetter)) words.push("Shift");
  return [...words, base].join(" ");
}

/** The handler a press asks for, and the name to wait with if it began a sequence. */
export function resolve(press: KeyPress, pending: string | null, handlers: Handlers, mac: boolean): { run: (() => void) | null; pending: string | null } {
  const foreign = mac ? press.ctrl : press.meta;
  if (foreign) return { run: null, pending: null };
  const name = nameOf(press, mac);
  if (!mayAct(press, name)) return { run: null, pending: null };
  const sequence = pending === null ? undefined : handlers[`${pending} ${name}`];
  if (sequence !== undefined) return { run: sequence, pending: null };
  const single = handlers[name];
  if (single !== undefined) return { run: single, pending: null };
  const begins = !name.includes(" ") && Object.keys(handlers).some((combination) => combination.startsWith(`${name} `));
  return { run: null, pending: begins ? name : null };
}

/** Text fields keep what writes text or moves in it; buttons and links keep what presses them; a box to be ticked keeps Space. */
function mayAct(press: KeyPress, name: string): boolean {
  const modified = name.startsWith("Ctrl ") || name.startsWith("Alt ");
  if (press.focus === "text") return modified || name === "Esc" || name === "Enter";
  if (press.focus === "control") return name !== "Enter" && name !== "Space";
  if (press.focus === "check") return name !== "Space";
  return true;
}

/** What the focus is on, as far as keys are concerned. A one-line field lets Enter through; an editor keeps it. */
export function focusOf(target: EventTarget | null): KeyPress["focus"] | "editor" {
  if (!(target instanceof HTMLElement)) return "elsewhere";
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return "editor";
  if (target instanceof HTMLSelectElement) return "text"; // letters search in it
  if (target instanceof HTMLInputElement) return target.type === "radio" || target.type === "checkbox" ? "check" : "text";
  return target.closest("button, a[href], summary, [role='button']") === null ? "elsewhere" : "control";
}

/** Keycaps of a combination, as this machine writes them. */
export function capsOf(combination: string, mac: boolean): string[] {
  return combination.split(" ").map((word) => (mac ? ({ Ctrl: "⌘", Alt: "⌥", Shift: "⇧" }[word] ?? word) : word));
}
