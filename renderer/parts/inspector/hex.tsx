/** The bytes of a message: offset, hexadecimal, text. Only the lines in view exist. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent } from "react";
import { useMessages } from "../../messages/messages.ts";
import { hexOf, printable, type Pages } from "./bytes.ts";

export interface HexProps {
  size: number;
  pages: Pages;
  /** The bytes that are lit; empty where start equals end. */
  lit: { start: number; end: number };
  onPoint: (offset: number | null) => void;
  onPick: (offset: number) => void;
}

const linePx = 22;
/** Space that sixteen bytes a line need; below it there are eight. */
const wideEnoughPx = 546;

export function Hex({ size, pages, lit, onPoint, onPick }: HexProps) {
  const { t } = useMessages();
  const scroller = useRef<HTMLDivElement>(null);
  const perLine = usePerLine(scroller);
  const lines = Math.ceil(size / perLine);
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is memoised
  const virtualizer = useVirtualizer({
    count: lines,
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 4,
    paddingStart: 10,
    paddingEnd: 10,
    scrollPaddingStart: 10,
  });
  const shown = virtualizer.getVirtualItems();
  const from = (shown[0]?.index ?? 0) * perLine;
  const to = Math.min(((shown.at(-1)?.index ?? -1) + 1) * perLine, size);
  const { want } = pages;
  useEffect(() => want(from, to), [want, from, to]);
  useEffect(() => {
    if (lit.end > lit.start) virtualizer.scrollToIndex(Math.floor(lit.start / perLine), { align: "auto" });
  }, [virtualizer, lit.start, lit.end, perLine]);
  const offsetUnder = (event: PointerEvent): number | null => {
    const offset = event.target instanceof HTMLElement ? event.target.dataset["offset"] : undefined;
    return offset === undefined ? null : Number(offset);
  };
  return (
    <section
      className="inspector-hex"
      ref={scroller}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls: the arrow keys do it where it has the focus
      tabIndex={0}
      aria-label={t("wire.hex")}
      onPointerOver={(event) => onPoint(offsetUnder(event))}
      onPointerLeave={() => onPoint(null)}
      onPointerDown={(event) => {
        const offset = offsetUnder(event);
        if (offset !== null) onPick(offset);
      }}
    >
      {pages.failed ? <p className="inspector-note">{t("wire.loadFailed")}</p> : null}
      <div className="inspector-space" style={{ height: virtualizer.getTotalSize() }}>
        {shown.map((item) => (
          <div key={item.key} className="inspector-line" style={{ top: item.start }}>
            <Line start={item.index * perLine} perLine={perLine} size={size} pages={pages} lit={lit} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Line({ start, perLine, size, pages, lit }: Pick<HexProps, "size" | "pages" | "lit"> & { start: number; perLine: number }) {
  const offsets = Array.from({ length: Math.min(perLine, size - start) }, (_, index) => start + index);
  const isLit = (offset: number) => offset >= lit.start && offset < lit.end;
  return (
    <>
      <span className="inspector-offset">{start.toString(16).padStart(4, "0")}</span>
      <span className="inspector-octets" data-per-line={perLine}>
        {offsets.map((offset) => (
          <span
            key={offset}
            data-offset={offset}
            data-lit={isLit(offset) || undefined}
            data-joined={(isLit(offset) && isLit(offset + 1) && offset + 1 < start + perLine) || undefined}
            data-middle={(perLine === 16 && offset === start + 7) || undefined}
          >
            {octet(pages.at(offset))}
          </span>
        ))}
      </span>
      <span className="inspector-text">
        {offsets.map((offset) => (
          <span key={offset} data-offset={offset} data-lit={isLit(offset) || undefined}>
            {character(pages.at(offset))}
          </span>
        ))}
      </span>
    </>
  );
}

function octet(byte: number | null): string {
  return byte === null ? "  " : hexOf(byte);
}

function character(byte: number | null): string {
  return byte === null ? " " : printable(byte);
}

function usePerLine(element: React.RefObject<HTMLElement | null>): 8 | 16 {
  const [perLine, setPerLine] = useState<8 | 16>(16);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return undefined;
    const measure = () => setPerLine(observed.offsetWidth >= wideEnoughPx || observed.offsetWidth === 0 ? 16 : 8);
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return perLine;
}
