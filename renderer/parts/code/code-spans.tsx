/** A sentence in which texts between backticks are code; nothing else in it is Markdown. */
import "./code-spans.css";

export type Span = { text: string } | { code: string };

/** Backticks in pairs of one length, as in CommonMark (section 6.1); a lone one stays as written. */
export function spansOf(sentence: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of sentence.matchAll(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/gsu)) {
    if (match.index > from) spans.push({ text: sentence.slice(from, match.index) });
    const inner = match[2] ?? "";
    spans.push({ code: inner.startsWith(" ") && inner.endsWith(" ") && inner.trim() !== "" ? inner.slice(1, -1) : inner });
    from = match.index + match[0].length;
  }
  if (from < sentence.length) spans.push({ text: sentence.slice(from) });
  return spans;
}

export function CodeSpans({ sentence }: { sentence: string }) {
  return spansOf(sentence).map((span, place) =>
    "code" in span ? (
      // oxlint-disable-next-line react/no-array-index-key -- a span of a fixed sentence is its place
      <code key={place} className="code-span">
        {span.code}
      </code>
    ) : (
      span.text
    ),
  );
}
