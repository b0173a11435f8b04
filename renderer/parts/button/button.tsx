/** Buttons: one primary on a screen, with its key printed on it. */
import type { ReactNode, Ref } from "react";
import { Icon, type IconName } from "../icon/icon.tsx";
import { Keycap, shortcutOf } from "../keyboard/keycap.tsx";
import "./button.css";

export interface ButtonProps {
  children: ReactNode;
  onPress(): void;
  kind?: "primary" | "default" | "quiet";
  size?: "small" | "normal" | "large";
  keys?: string;
  icon?: IconName;
  disabled?: boolean;
  /** Where the visible text alone would not say what it does. */
  label?: string;
  pressed?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ children, onPress, kind = "default", size = "normal", keys, icon, disabled = false, label, pressed, ref }: ButtonProps) {
  return (
    <button
      ref={ref}
      type="button"
      className="button"
      data-kind={kind}
      data-size={size}
      disabled={disabled}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys === undefined ? undefined : shortcutOf(keys)}
      onClick={onPress}
    >
      {icon === undefined ? null : <Icon name={icon} size={size === "small" ? 12 : 14} />}
      <span className="button-text">{children}</span>
      {keys === undefined ? null : <Keycap keys={keys} />}
    </button>
  );
}
