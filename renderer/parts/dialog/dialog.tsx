/** A modal dialog on the platform's own element: it traps the focus, closes on Escape and gives the focus back. */
import { useEffect, useRef, type ReactNode } from "react";
import { useKeys } from "../keyboard/use-keys.ts";
import "./dialog.css";

export interface DialogProps {
  /** Its accessible name; also its heading, unless `bare`. */
  title: string;
  onClose(): void;
  children: ReactNode;
  size?: "dialog" | "palette" | "wide";
  /** Without heading and padding: the palette draws its own. */
  bare?: boolean;
}

export function Dialog({ title, onClose, children, size = "dialog", bare = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // An exclusive scope: keys of the screen below stay silent. Escape is the element's own.
  useKeys({}, { exclusive: true });
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      data-size={size}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {bare ? (
        children
      ) : (
        <div className="dialog-body">
          <h2 className="dialog-title">{title}</h2>
          {children}
        </div>
      )}
    </dialog>
  );
}
