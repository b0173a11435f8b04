/** Binds combinations while a component is shown. The latest scope is asked first; a dialog's scope lets nothing through to those below. */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { focusOf, resolve, sequenceMs, type Handlers, type KeyPress } from "./keys.ts";

interface Scope {
  handlers: Handlers;
  exclusive: boolean;
}

const scopes: { current: Scope }[] = [];
let pending: { name: string; atMs: number } | null = null;

export const isMac = typeof navigator !== "undefined" && navigator.platform.startsWith("Mac");

function onKeyDown(event: KeyboardEvent): void {
  // Composing text belongs to the input method; a press already handled belongs to who handled it.
  if (event.isComposing || event.defaultPrevented) return;
  const run = find(event);
  if (run === null) return;
  event.preventDefault();
  run();
}

function find(event: KeyboardEvent): (() => void) | null {
  const focus = focusOf(event.target);
  const press: KeyPress = {
    key: event.key,
    ctrl: event.ctrlKey,
    meta: event.metaKey,
    alt: event.altKey,
    shift: event.shiftKey,
    focus: focus === "editor" ? "text" : focus,
  };
  if (focus === "editor" && event.key === "Enter" && !event.ctrlKey && !event.metaKey) return null;
  const waiting = pending !== null && event.timeStamp - pending.atMs < sequenceMs ? pending.name : null;
  pending = null;
  for (const scope of scopes.toReversed()) {
    const found = resolve(press, waiting, scope.current.handlers, isMac);
    if (found.run !== null) return found.run;
    if (found.pending !== null) pending = { name: found.pending, atMs: event.timeStamp };
    if (scope.current.exclusive) break;
  }
  return null;
}

export function useKeys(handlers: Handlers, options: { exclusive?: boolean } = {}): void {
  const scope = useRef<Scope>({ handlers, exclusive: false });
  useEffect(() => {
    scope.current = { handlers, exclusive: options.exclusive ?? false };
  });
  useEffect(() => {
    if (scopes.length === 0) document.addEventListener("keydown", onKeyDown);
    scopes.push(scope);
    return () => {
      scopes.splice(scopes.indexOf(scope), 1);
      if (scopes.length === 0) document.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}

/** True while a text field has focus: then Escape leaves the field, and single letters are off. */
export function useFieldFocus(): boolean {
  return useSyncExternalStore(subscribeFocus, inField);
}

export function inField(): boolean {
  const focus = focusOf(document.activeElement);
  return focus === "text" || focus === "editor";
}

function subscribeFocus(listener: () => void): () => void {
  document.addEventListener("focusin", listener);
  document.addEventListener("focusout", listener);
  return () => {
    document.removeEventListener("focusin", listener);
    document.removeEventListener("focusout", listener);
  };
}

/** Escape: the field first. True if there was a field to leave. */
export function leaveField(): boolean {
  if (!inField() || !(document.activeElement instanceof HTMLElement)) return false;
  document.activeElement.blur();
  return true;
}
