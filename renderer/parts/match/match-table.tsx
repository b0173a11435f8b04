/** Pairs to be found: each left side takes one of the right sides. */
import { useEffect, useId, useRef } from "react";
import type { Mark } from "../../../main/contract/index.ts";
import { useMessages } from "../../messages/messages.ts";
import { CheckMark } from "../goals/check-mark.tsx";
import { Markdown } from "../markdown/markdown.tsx";
import "./match-table.css";

export interface MatchTableProps {
  leftLabel: string;
  rightLabel: string;
  left: readonly { index: number; text: string }[];
  right: readonly { index: number; text: string }[];
  /** By the left side's own index: the right side's own index, or -1. */
  pairs: readonly number[];
  marks: readonly Mark[] | null;
  onChange(pairs: number[]): void;
}

/** The pairs after `left` took `right`. A right side may be taken more than once: equal cells are told apart by nothing else. */
export function paired(pairs: readonly number[], left: number, right: number): number[] {
  return pairs.with(left, right);
}

export function MatchTable({ leftLabel, rightLabel, left, right, pairs, marks, onChange }: MatchTableProps) {
  const { t } = useMessages();
  const id = useId();
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <table className="match">
      <thead>
        <tr>
          <th scope="col">
            <Markdown text={leftLabel} size="inline" />
          </th>
          <th scope="col">
            <Markdown text={rightLabel} size="inline" />
          </th>
          {marks === null ? null : (
            <th scope="col">
              <span className="visually-hidden">{t("match.mark")}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {left.map((side, place) => {
          const mark = marks?.find((one) => one.index === side.index);
          return (
            <tr key={side.index} data-passed={mark?.passed}>
              <th scope="row" id={`${id}-${place}`}>
                <Markdown text={side.text} size="inline" />
              </th>
              <td>
                {mark === undefined ? (
                  <select
                    ref={place === 0 ? first : undefined}
                    className="match-select"
                    aria-labelledby={`${id}-${place}`}
                    // By places as shown: an index of the file would tell the pair.
                    value={right.findIndex(({ index }) => index === pairs[side.index])}
                    onChange={(event) => onChange(paired(pairs, side.index, right[Number(event.target.value)]?.index ?? -1))}
                  >
                    <option value={-1}>{t("match.choose")}</option>
                    {right.map((other, shown) => (
                      <option key={other.index} value={shown}>
                        {plain(other.text)}
                      </option>
                    ))}
                  </select>
                ) : (
                  <Marked mark={mark} />
                )}
              </td>
              {mark === undefined ? null : (
                <td>
                  <CheckMark state={mark.passed ? "passed" : "failed"} />
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Marked({ mark }: { mark: Mark }) {
  return (
    <>
      <Markdown text={mark.right} size="inline" />
      {mark.passed || mark.given === "" ? null : (
        <span className="match-given">
          <Markdown text={mark.given} size="inline" />
        </span>
      )}
    </>
  );
}

/** A select shows text only: the marks of code and emphasis are left out. */
function plain(markdown: string): string {
  return markdown.replaceAll(/[`*_]/g, "");
}
