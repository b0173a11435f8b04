/** Where things stand in a ladder of a given width. In CSS pixels; the diagram is laid out anew for its width, never scaled. */

export const headHeightPx = 46;
export const slopePx = 8;
/** Width of one character of JetBrains Mono at 12px and 11px, with the ladder's tracking. */
const labelCharacterPx = 7.1;
const detailCharacterPx = 6.6;
const gapPx = 14;
/** A state of more words than fit beside its lifeline goes on below, up to so many lines. */
export const maxStateLines = 8;
export const stateLinePx = 14;
/** Below this width the gutters are narrower. */
const narrowPx = 720;

export interface Geometry {
  widthPx: number;
  /** Right edge of the times. */
  timeEndPx: number;
  /** x of each lane. */
  lanes: number[];
}

export function geometryOf(widthPx: number, laneCount: number, longestDetailPx: number): Geometry {
  const narrow = widthPx < narrowPx;
  const timeEndPx = narrow ? 52 : 68;
  const left = timeEndPx + (narrow ? 32 : 48);
  const wanted = longestDetailPx + gapPx + 8;
  const right = Math.min(Math.max(wanted, 64), narrow ? 118 : 164);
  const span = Math.max(widthPx - left - right, 80);
  const lanes = laneCount < 2 ? [left + span / 2] : Array.from({ length: laneCount }, (_, lane) => Math.round(left + (span * lane) / (laneCount - 1)));
  return { widthPx, timeEndPx, lanes };
}

/** The parts of a label that fit between two lanes: notes are dropped from the last, then the label is cut. */
export function fitLabel(tag: string, label: string, notes: readonly string[], spanPx: number): { label: string; notes: string[] } {
  const room = Math.floor((spanPx - 24) / labelCharacterPx) - (tag === "" ? 0 : tag.length + 1);
  const shown: string[] = [];
  let used = label.length;
  for (const note of notes) {
    if (used + 2 + note.length > room) break;
    used += 2 + note.length;
    shown.push(note);
  }
  return { label: cut(label, room), notes: shown };
}

/** The words of a state as lines: in front of the first lane, else between its own lane and the next. */
export function stateLines(text: string, lane: number, { lanes, widthPx: width }: Geometry): string[] {
  const room = isBefore(lane, lanes) ? lanes[lane]! - 24 : (lanes[lane + 1] ?? width) - lanes[lane]! - 24;
  return linesOf(text, Math.floor(room / detailCharacterPx));
}

/** Whether the states of a lane stand left of it. */
export function isBefore(lane: number, lanes: readonly number[]): boolean {
  return lane === 0 && lanes.length > 1;
}

/** A detail stands outside the last lane where it fits there and its message touches that lane; else below the arrow. */
export function placeOfDetail(detail: string, geometry: Geometry, from: number, to: number): "none" | "outside" | "below" {
  if (detail === "") return "none";
  const last = geometry.lanes.length - 1;
  const room = geometry.widthPx - geometry.lanes[last]! - gapPx;
  return Math.max(from, to) === last && detailWidthPx(detail) <= room ? "outside" : "below";
}

export function cut(text: string, characters: number): string {
  const most = Math.max(characters, 1);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** The text in lines of at most so many characters, broken between words, longer words within. Of more lines than `maxStateLines` the last one is cut. */
export function linesOf(text: string, characters: number): string[] {
  const most = Math.max(characters, 1);
  const lines: string[] = [];
  let rest = text.trim();
  while (rest.length > most && lines.length < maxStateLines - 1) {
    const space = rest.lastIndexOf(" ", most);
    const end = space > 0 ? space : most;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, cut(rest, most)];
}

export function detailWidthPx(detail: string): number {
  return widthPx(detail, detailCharacterPx, 11);
}

/** Width of a fold's sentence, for the dashes on both sides of it. */
export function foldWidthPx(text: string): number {
  return 26 + widthPx(text, 6.1, 12);
}

/** Han characters and their punctuation are as wide as they are tall. */
function widthPx(text: string, latinPx: number, hanPx: number): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! > 0x2e7f ? hanPx : latinPx;
  return width;
}
