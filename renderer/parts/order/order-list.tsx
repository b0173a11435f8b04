/** Things to be put in order: Alt with the arrow keys moves the one in focus, so do its buttons, and it can be dragged. */
import { useEffect, useRef, type KeyboardEvent } from "react";
import type { Mark } from "../../../main/contract/index.ts";
import { useMessages } from "../../messages/messages.ts";
import { CheckMark } from "../goals/check-mark.tsx";
import { Icon } from "../icon/icon.tsx";
import { Markdown } from "../markdown/markdown.tsx";
import "./order-list.css";

export interface OrderListProps {
  items: readonly { index: number; text: string }[];
  /** The items' own indices in the learner's order. */
  order: readonly number[];
  /** By place: whether the item there belongs there, and which one does. */
  marks: readonly Mark[] | null;
  onChange(order: number[]): void;
}

/** The order after the item at `from` was put at place `to`; places beyond the ends are the ends. */
export function moved(order: readonly number[], from: number, to: number): number[] {
  const item = order[from];
  if (item === undefined) return [...order];
  const rest = order.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, item);
}

function OrderRight({ text }: { text: string }) {
  const { t } = useMessages();
  return (
    <span className="order-right">
      {t("order.belongs")} <Markdown text={text} size="inline" />
    </span>
  );
}

export function OrderList({ items, order, marks, onChange }: OrderListProps) {
  const { t } = useMessages();
  const list = useRef<HTMLOListElement>(null);
  const isOpen = marks === null;
  useEffect(() => {
    if (isOpen) list.current?.querySelector<HTMLElement>(".order-item")?.focus();
  }, [isOpen]);
  const dragged = useRef<number | null>(null);
  const move = (from: number, to: number) => {
    if (to < 0 || to >= order.length) return;
    onChange(moved(order, from, to));
    // The item that was moved keeps the focus: it stands at its new place once React has drawn.
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>(".order-item")[to]?.focus());
  };
  const onKeyDown = (event: KeyboardEvent, place: number) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined || marks !== null) return;
    event.preventDefault();
    if (event.altKey) move(place, place + by);
    else list.current?.querySelectorAll<HTMLElement>(".order-item")[place + by]?.focus();
  };
  return (
    <div className="order">
      <p className="choices-legend">{marks === null ? t("order.how") : t("order.marked")}</p>
      <ol ref={list} className="order-list">
        {order.map((index, place) => {
          const item = items.find((one) => one.index === index);
          const mark = marks?.find((one) => one.index === place);
          return (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the item itself is what is moved; its buttons do the same
            <li
              key={index}
              className="order-item"
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- takes the focus so that keys can move it
              tabIndex={0}
              data-passed={mark?.passed}
              draggable={marks === null}
              onKeyDown={(event) => onKeyDown(event, place)}
              onDragStart={() => (dragged.current = place)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={() => {
                if (dragged.current !== null) move(dragged.current, place);
                dragged.current = null;
              }}
            >
              <span className="order-place num">{place + 1}</span>
              <span className="order-text">
                <Markdown text={item?.text ?? ""} size="inline" />
                {mark === undefined || mark.passed || mark.right === "" ? null : <OrderRight text={mark.right} />}
              </span>
              {mark === undefined ? (
                <span className="order-buttons">
                  <button type="button" disabled={place === 0} aria-label={t("order.up", { place: place + 1 })} onClick={() => move(place, place - 1)}>
                    <Icon name="up" size={14} />
                  </button>
                  <button
                    type="button"
                    disabled={place === order.length - 1}
                    aria-label={t("order.down", { place: place + 1 })}
                    onClick={() => move(place, place + 1)}
                  >
                    <Icon name="down" size={14} />
                  </button>
                </span>
              ) : (
                <CheckMark state={mark.passed ? "passed" : "failed"} />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
