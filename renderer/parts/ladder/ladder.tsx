/** The sequence diagram of a run: time runs down, one lifeline a host, one sloped arrow a message. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import type { Ladder, LadderRow, MessageRow } from "../../../main/wire/ladder.ts";
import { useWireTexts } from "../../messages/findings.ts";
import { useMessages, type Messages } from "../../messages/messages.ts";
import { detailWidthPx, geometryOf, headHeightPx, stateLinePx, stateLines, type Geometry } from "./geometry.ts";
import type { LadderProps } from "./props.ts";
import { RowDrawing, stateOf, type RowTexts } from "./row.tsx";
import "./ladder.css";

export type { LadderProps } from "./props.ts";

/** Beyond this many rows only those in view are drawn. */
export const maxPlainRows = 60;

export function LadderDiagram({ ladder: given, label, selected, onSelect, names = {} }: LadderProps) {
  const messages = useMessages();
  const { detail } = useWireTexts();
  const translated = useMemo(
    () => ({ ...given, rows: given.rows.map((row) => (row.kind === "message" ? { ...row, detail: detail(row.detail) } : row)) }),
    [given, detail],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(scroller);
  const lastLane = given.lanes.length - 1;
  const longestDetail = Math.max(0, ...translated.rows.map((row) => detailWidthPx(outsideOf(row, lastLane))));
  const geometry = useMemo(() => geometryOf(widthPx, given.lanes.length, longestDetail), [widthPx, given, longestDetail]);
  const ladder = useMemo(() => heightened(translated, geometry), [translated, geometry]);
  const texts = useMemo(() => textsOf(messages), [messages]);
  const idBase = useId();
  const seen = useSeen(given);
  const nameOf = (lane: number) => names[ladder.lanes[lane]!.host] ?? capital(ladder.lanes[lane]!.host);
  const options = { ladder, geometry, texts, idBase, selected, onSelect, seen, label: (row: LadderRow) => sentence(row, ladder, nameOf, texts, messages) };
  const current = ladder.rows.find((row) => row.kind === "message" && row.message === selected);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const next = step === 0 || event.ctrlKey || event.metaKey || event.altKey ? null : nextMessage(ladder, selected, step);
    if (next === null) return;
    event.preventDefault();
    onSelect(next);
  };
  return (
    <div className="ladder" ref={scroller}>
      <svg className="ladder-lanes" width={widthPx} height={headHeightPx} aria-hidden="true">
        {ladder.lanes.map((lane, index) => (
          <g key={lane.host}>
            <text className="ladder-lane" x={geometry.lanes[index]} y={15}>
              {nameOf(index)}
            </text>
            <text className="ladder-address" x={geometry.lanes[index]} y={31}>
              {lane.address}
            </text>
            <path className="ladder-life" d={`M${geometry.lanes[index]} ${headHeightPx - 4}V${headHeightPx}`} />
          </g>
        ))}
      </svg>
      <div
        className="ladder-rows"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select can hold no drawings
        role="listbox"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={current ? `${idBase}${current.key}` : undefined}
        onKeyDown={onKeyDown}
      >
        {widthPx === 0 ? null : ladder.rows.length > maxPlainRows ? (
          <RowsInView {...options} scroller={scroller} />
        ) : (
          <AllRows {...options} scroller={scroller} />
        )}
      </div>
    </div>
  );
}

/** States of several lines have taller rows, and what comes after stands lower. */
function heightened(ladder: Ladder, geometry: Geometry): Ladder {
  let topPx = 0;
  const rows = ladder.rows.map((row): LadderRow => {
    const lines = row.kind === "event" ? stateLines(stateOf(row), row.lane, geometry).length : 1;
    const placed = { ...row, topPx, heightPx: row.heightPx + (lines - 1) * stateLinePx };
    topPx += placed.heightPx;
    return placed;
  });
  return { ...ladder, rows, heightPx: topPx };
}

/** What a row writes to the right of the last lane. */
function outsideOf(row: LadderRow, lastLane: number): string {
  if (row.kind === "message") return row.detail;
  return row.kind === "event" && row.lane === lastLane ? stateOf(row) : "";
}

/** The message before or after the selected one, in the order of the rows; the first where none is. Null at the ends. */
export function nextMessage(ladder: Ladder, selected: number | null, step: 1 | -1): number | null {
  const messages = ladder.rows.flatMap((row) => (row.kind === "message" && row.message !== null ? [row.message] : []));
  const at = selected === null ? -1 : messages.indexOf(selected);
  return messages[at < 0 ? (step === 1 ? 0 : messages.length - 1) : at + step] ?? null;
}

interface RowOptions {
  ladder: Ladder;
  geometry: Geometry;
  texts: RowTexts;
  idBase: string;
  selected: number | null;
  onSelect: (message: number) => void;
  seen: ReadonlySet<string>;
  label: (row: LadderRow) => string;
  scroller: RefObject<HTMLDivElement | null>;
}

function AllRows(options: RowOptions) {
  const { ladder, selected, scroller, idBase } = options;
  useEffect(() => {
    const row = ladder.rows.find((candidate) => candidate.kind === "message" && candidate.message === selected);
    if (row && scroller.current && scroller.current.scrollHeight > scroller.current.clientHeight)
      document.getElementById(`${idBase}${row.key}`)?.scrollIntoView({ block: "nearest" });
  }, [ladder, selected, scroller, idBase]);
  return (
    <div className="ladder-space" style={{ height: ladder.heightPx }}>
      {ladder.rows.map((row) => (
        <Option key={row.key} row={row} {...options} />
      ))}
    </div>
  );
}

function RowsInView(options: RowOptions) {
  const { ladder, selected, scroller } = options;
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is memoised
  const virtualizer = useVirtualizer({
    count: ladder.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ladder.rows[index]!.heightPx,
    getItemKey: (index) => ladder.rows[index]!.key,
    overscan: 8,
    scrollMargin: headHeightPx,
    scrollPaddingStart: headHeightPx,
  });
  useEffect(() => {
    const index = ladder.rows.findIndex((row) => row.kind === "message" && row.message === selected);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: "auto" });
  }, [ladder, selected, virtualizer]);
  return (
    <div className="ladder-space" style={{ height: ladder.heightPx }}>
      {virtualizer.getVirtualItems().map((item) => (
        <Option key={item.key} row={ladder.rows[item.index]!} {...options} />
      ))}
    </div>
  );
}

function Option({ row, geometry, texts, idBase, selected, onSelect, seen, label, ladder }: RowOptions & { row: LadderRow }) {
  const message = row.kind === "message" ? row.message : null;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the listbox has the keys
    <div
      id={`${idBase}${row.key}`}
      className="ladder-row"
      data-kind={row.kind}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option element can hold no drawing
      role="option"
      aria-selected={message !== null && message === selected}
      aria-disabled={message === null || undefined}
      aria-posinset={ladder.rows.indexOf(row) + 1}
      aria-setsize={ladder.rows.length}
      tabIndex={-1}
      style={{ top: row.topPx, height: row.heightPx }}
      onClick={message === null ? undefined : () => onSelect(message)}
    >
      <span className="ladder-said">{label(row)}</span>
      <RowDrawing row={row} geometry={geometry} texts={texts} isNew={!seen.has(row.key)} />
    </div>
  );
}

/** Width of the element, kept up with its changes. 0 before the first layout. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return undefined;
    const measure = () => setWidthPx(Math.floor(observed.clientWidth));
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}

/** Rows that were drawn before: only new ones draw themselves. The first ladder stands at once. */
function useSeen(ladder: Ladder): ReadonlySet<string> {
  const [state, setState] = useState(() => ({ ladder, seen: new Set(ladder.rows.map((row) => row.key)) }));
  if (state.ladder === ladder) return state.seen;
  const next = { ladder, seen: new Set(state.ladder.rows.map((row) => row.key)) };
  setState(next);
  return next.seen;
}

function textsOf({ t }: Messages): RowTexts {
  return {
    fold: (row) => {
      if (row.kind === "opened") return t("wire.opened");
      if (row.kind === "clock") return t("wire.clockMoved", { moved: row.moved.replace(/^\+/, "") });
      return t(`wire.ended.${row.how}`);
    },
  };
}

/** The row in words, whole: what the drawing may have to cut. */
function sentence(row: LadderRow, ladder: Ladder, nameOf: (lane: number) => string, texts: RowTexts, { t }: Messages): string {
  if (row.kind === "event") return `${nameOf(row.lane)}: ${row.name} ${row.value}`;
  if (row.kind !== "message") return texts.fold(row);
  const time = row.time === "" || row.time.endsWith(ladder.unit) ? row.time : `${row.time} ${ladder.unit}`;
  const parts = [`${nameOf(row.from)} → ${nameOf(row.to)}`, row.tag, row.label, ...row.notes, row.detail, stateWord(row, t), time];
  return parts.filter((part) => part !== "").join(", ");
}

function stateWord(row: MessageRow, t: Messages["t"]): string {
  return row.state === "plain" ? "" : t(`wire.state.${row.state}`);
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
