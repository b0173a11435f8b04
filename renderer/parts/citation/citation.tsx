/** Where an answer stands: document and section, with a bar at its left. */
import type { Citation } from "../../../main/contract/index.ts";
import "./citation.css";

export function citationText(citation: Citation): string {
  return citation.section === "" ? citation.document : `${citation.document} §${citation.section}`;
}

export function Citations({ citations, label }: { citations: readonly Citation[]; label: string }) {
  if (citations.length === 0) return null;
  return (
    <ul className="citations" aria-label={label}>
      {citations.map((citation) => (
        <li key={citationText(citation)} className="citation">
          <cite>{citationText(citation)}</cite>
        </li>
      ))}
    </ul>
  );
}
