/** One row of the ladder as SVG: its arrow, fold, jump or state, and its piece of the lifelines. */
import { rowHeightsPx, type ClockRow, type EndedRow, type EventRow, type LadderRow, type MessageRow, type OpenedRow } from "../../../main/wire/ladder.ts";
import { cut, fitLabel, foldWidthPx, isBefore, placeOfDetail, slopePx, stateLinePx, stateLines, type Geometry } from "./geometry.ts";

export interface RowTexts {
  /** The sentence of a fold: opened, closed, clock moved. */
  fold: (row: OpenedRow | ClockRow | EndedRow) => string;
}

export function RowDrawing({ row, geometry, texts, isNew }: { row: LadderRow; geometry: Geometry; texts: RowTexts; isNew: boolean }) {
  return (
    <svg className="ladder-drawing" width={geometry.widthPx} height={row.heightPx} aria-hidden="true" data-new={isNew || undefined}>
      {geometry.lanes.map((x) => (
        <path key={x} className="ladder-life" d={`M${x} 0V${row.heightPx}`} />
      ))}
      {row.time === "" ? null : (
        <text className="ladder-time" x={geometry.timeEndPx} y={timeY(row)}>
          {row.time}
        </text>
      )}
      {row.kind === "message" ? (
        <Arrow row={row} geometry={geometry} />
      ) : row.kind === "event" ? (
        <State row={row} geometry={geometry} />
      ) : (
        <Fold row={row} geometry={geometry} text={texts.fold(row)} />
      )}
    </svg>
  );
}

/** y at the sender's end of the arrow. */
const arrowY = 21;
/** y of a state's dot and first line. */
const eventY = rowHeightsPx.event / 2;

function timeY(row: LadderRow): number {
  return row.kind === "message" ? arrowY + 4 : row.heightPx / 2 + 4;
}

function Arrow({ row, geometry }: { row: MessageRow; geometry: Geometry }) {
  const from = geometry.lanes[row.from]!;
  const to = geometry.lanes[row.to]!;
  const direction = to > from ? 1 : -1;
  const middleX = (from + to) / 2;
  const middleY = arrowY + slopePx / 2;
  const fitted = fitLabel(row.tag, row.label, row.notes, Math.abs(to - from));
  const detailPlace = placeOfDetail(row.detail, geometry, row.from, row.to);
  const labelX = row.state === "lost" ? from + (to - from) * 0.3 : middleX;
  const outside = geometry.lanes.at(-1)! + 14;
  const detailY = Math.max(row.from, row.to) === row.from ? arrowY : arrowY + slopePx;
  return (
    <g className="ladder-message" data-layer={row.layer} data-state={row.state} data-sleeve={row.sleeve}>
      {row.sleeve === "none" ? null : <Sleeve from={from} to={to} direction={direction} locked={row.sleeve === "locked"} />}
      <Shaft row={row} from={from} to={to} direction={direction} />
      <text className="ladder-label" x={labelX} y={middleY - (row.sleeve === "none" ? 8 : 14)}>
        {row.tag === "" ? null : <tspan className="ladder-tag">{row.tag}</tspan>}
        <tspan dx={row.tag === "" ? 0 : 7}>{fitted.label}</tspan>
        {fitted.notes.map((note) => (
          <tspan key={note} className="ladder-note" dx={14}>
            {note}
          </tspan>
        ))}
      </text>
      {detailPlace === "outside" ? (
        <text className="ladder-detail" x={outside} y={detailY + 4}>
          {row.detail}
        </text>
      ) : null}
      {detailPlace === "below" ? (
        <text className="ladder-detail" data-below="true" x={labelX} y={middleY + 16}>
          {cut(row.detail, Math.floor(Math.abs(to - from) / 6.6) - 2)}
        </text>
      ) : null}
    </g>
  );
}

function Shaft({ row, from, to, direction }: { row: MessageRow; from: number; to: number; direction: number }) {
  const lost = row.state === "lost";
  const part = lost ? 0.6 : 1;
  const endX = from + (to - from) * part - (lost ? 0 : direction * 2);
  const endY = arrowY + slopePx * part;
  const locked = row.sleeve === "locked";
  return (
    <>
      {locked ? null : (
        <path
          className="ladder-arrow"
          pathLength={row.state === "plain" ? 1 : undefined}
          d={`M${from + direction * 2} ${arrowY}L${endX - direction * (lost ? 8 : 5)} ${endY}`}
        />
      )}
      {lost ? (
        <path className="ladder-cross" d={`M${endX - 5} ${endY - 5}l10 10M${endX + 5} ${endY - 5}l-10 10`} />
      ) : (
        <path className="ladder-head" d={`M${endX} ${endY}l${-direction * 8} -4.2v8.4z`} />
      )}
    </>
  );
}

/** Around an encrypted message: the record that carried it. */
function Sleeve({ from, to, direction, locked }: { from: number; to: number; direction: number; locked: boolean }) {
  const line = (offset: number) => `M${from + direction * 2} ${arrowY + offset}L${to - direction * 2} ${arrowY + slopePx + offset}`;
  return (
    <g data-locked={locked || undefined}>
      <path className="ladder-sleeve" d={line(0)} />
      <path className="ladder-sleeve-edge" d={`${line(-6.5)}${line(6.5)}`} />
      {locked ? <path className="ladder-lock" d={`M${(from + to) / 2 - 4} ${arrowY + slopePx / 2}h8v6h-8zm1.5 0v-2a2.5 2.5 0 0 1 5 0v2`} /> : null}
    </g>
  );
}

function Fold({ row, geometry, text }: { row: OpenedRow | ClockRow | EndedRow; geometry: Geometry; text: string }) {
  const [one, other] = row.kind === "clock" ? [0, geometry.lanes.length - 1] : [Math.min(row.from, row.to), Math.max(row.from, row.to)];
  const from = geometry.lanes[one]!;
  const to = geometry.lanes[other]!;
  const centre = (from + to) / 2;
  const half = foldWidthPx(text) / 2;
  const y = row.heightPx / 2;
  const bad = row.kind === "ended" && row.how !== "fin";
  return (
    <g data-bad={bad || undefined}>
      {half < (to - from) / 2 - 12 ? <path className="ladder-dashes" d={`M${from + 10} ${y}H${centre - half}M${centre + half} ${y}H${to - 10}`} /> : null}
      <text className="ladder-fold" x={centre} y={y + 4}>
        {text}
      </text>
      {bad ? <path className="ladder-cross" d={`M${centre - half + 2} ${y - 4}l8 8m0 -8l-8 8`} /> : null}
      {row.kind === "clock" ? (
        <text className="ladder-time" x={geometry.timeEndPx} y={y + 4}>
          {row.moved}
        </text>
      ) : null}
    </g>
  );
}

/** A state outside the lifeline of its host: left of the first lane, else right of its own; further lines below the first. */
function State({ row, geometry }: { row: EventRow; geometry: Geometry }) {
  const x = geometry.lanes[row.lane]!;
  const left = isBefore(row.lane, geometry.lanes);
  const textX = left ? x - 12 : x + 12;
  return (
    <>
      <circle className="ladder-dot" cx={x} cy={eventY} r={3} />
      <text className="ladder-state" data-left={left || undefined} y={eventY + 4}>
        {stateLines(stateOf(row), row.lane, geometry).map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines have nothing but their place
          <tspan key={index} x={textX} dy={index === 0 ? 0 : stateLinePx}>
            {line}
          </tspan>
        ))}
        <title>{stateOf(row)}</title>
      </text>
    </>
  );
}

/** The words of an event: a state stands for itself, anything else has a name. */
export function stateOf(row: EventRow): string {
  return row.name === "" || row.event === "state" ? row.value : `${row.name} ${row.value}`;
}
