/**
 * Rows of which one is selected, drawn only where they can be seen: a deck may hold ten thousand cards. The grid is one
 * tab stop; arrow keys (and the screen's J and K) move the selection.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type KeyboardEvent, type ReactNode, type Ref } from "react";
import "./grid.css";

export interface Column<Row> {
  key: string;
  title: string;
  /** CSS grid track: "minmax(0, 1fr)", "max-content" isn't possible because rows are independent. */
  track: string;
  align?: "right";
  /** Left out below the breakpoint. */
  wideOnly?: boolean;
  cell(row: Row): ReactNode;
}

export interface GridProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  idOf(row: Row): number;
  selected: number | null;
  onSelect(id: number): void;
  /** Enter, or a double click. */
  onOpen(id: number): void;
  rowHeightPx?: number;
  ref?: Ref<HTMLDivElement>;
}

const overscanRows = 12;
/** The head stays in view above the rows; as tall as --s-7 in the stylesheet. */
const headHeightPx = 28;
/** Rows that Page Up and Page Down move by. */
const pageRows = 10;

/** The id that a key moves the selection to; null where it means nothing here. */
export function movedTo(ids: readonly number[], selected: number | null, key: string): number | null {
  const at = selected === null ? -1 : ids.indexOf(selected);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + pageRows, PageUp: at - pageRows, Home: 0, End: ids.length - 1 }[key];
  if (to === undefined || ids.length === 0) return null;
  return ids[Math.max(0, Math.min(ids.length - 1, to))] ?? null;
}

export function Grid<Row>({ label, columns, rows, idOf, selected, onSelect, onOpen, rowHeightPx = 36, ref }: GridProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the grid is not memoised by a compiler
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: overscanRows,
    scrollMargin: headHeightPx,
    scrollPaddingStart: headHeightPx,
  });
  const at = rows.findIndex((row) => idOf(row) === selected);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [at, virtual]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && selected !== null) {
      event.preventDefault();
      onOpen(selected);
      return;
    }
    const next = movedTo(rows.map(idOf), selected, event.key);
    if (next === null) return;
    event.preventDefault();
    onSelect(next);
  };
  const tracks = columns.map((column) => column.track).join(" ");
  const wide = columns.filter((column) => !column.wideOnly);
  return (
    <div
      ref={(element) => {
        scroller.current = element;
        if (typeof ref === "function") ref(element);
        else if (ref) ref.current = element;
      }}
      className="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      aria-activedescendant={selected === null || at < 0 ? undefined : rowId(label, selected)}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="grid-head">
        <div role="row" className="grid-row" aria-rowindex={1} style={trackStyle(tracks, wide)}>
          {columns.map((column) => (
            <div key={column.key} role="columnheader" data-align={column.align} data-wide-only={column.wideOnly}>
              {column.title}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="grid-body">
        <div className="grid-space" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const id = idOf(row);
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid is the tab stop; its keys do what the pointer does
              <div
                key={id}
                id={rowId(label, id)}
                role="row"
                className="grid-row"
                aria-rowindex={item.index + 2}
                aria-selected={id === selected}
                style={{ ...trackStyle(tracks, wide), height: rowHeightPx, transform: `translateY(${item.start - headHeightPx}px)` }}
                onClick={() => onSelect(id)}
                onDoubleClick={() => onOpen(id)}
              >
                {columns.map((column) => (
                  <div key={column.key} role="gridcell" data-align={column.align} data-wide-only={column.wideOnly}>
                    {column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function rowId(label: string, id: number): string {
  return `${label.replaceAll(/\W+/g, "-")}-row-${id}`;
}

/** Both track lists stand on the row; the stylesheet chooses by width. */
function trackStyle(tracks: string, narrow: readonly { track: string }[]): Record<string, string> {
  return { "--tracks": tracks, "--tracks-narrow": narrow.map((column) => column.track).join(" ") };
}
