/** Text that goes over the wire, or a program's: weight and grey do the syntax, header names have the application's hue. */
import { Fragment } from "react";
import "./code.css";

export type CodeSpan = { text: string; role: "strong" | "header" | "plain" | "faint" };

/** Splits one line of an HTTP message or of a deck's steps. A line that is neither stands plain. */
export function spansOf(line: string): CodeSpan[] {
  const request = /^(\s*)([A-Z][A-Z-]{1,15})( \S+)( HTTP\/\d(?:\.\d)?)$/.exec(line);
  if (request !== null) {
    const [, indent = "", method = "", target = "", version = ""] = request;
    return [span(indent, "plain"), span(method, "strong"), span(target, "plain"), span(version, "faint")].filter(written);
  }
  const status = /^(\s*)(HTTP\/\d(?:\.\d)?)( \d{3})(.*)$/.exec(line);
  if (status !== null) {
    const [, indent = "", version = "", code = "", reason = ""] = status;
    return [span(indent, "plain"), span(version, "faint"), span(code, "strong"), span(reason, "plain")].filter(written);
  }
  const header = /^(\s*)([A-Za-z][A-Za-z0-9-]*)(:)( .*)?$/.exec(line);
  if (header !== null) {
    const [, indent = "", name = "", colon = "", value = ""] = header;
    return [span(indent, "plain"), span(name, "header"), span(colon, "faint"), span(value, "plain")].filter(written);
  }
  if (line.trimStart().startsWith("@")) return [span(line, "faint")];
  return [span(line, "plain")];
}

function span(text: string, role: CodeSpan["role"]): CodeSpan {
  return { text, role };
}

function written({ text }: CodeSpan): boolean {
  return text !== "";
}

/** Scrolls by itself when it is wider than its place, so it can be focused. */
export function Code({ text, label }: { text: string; label: string }) {
  const lines = text.replace(/\n$/, "").split("\n");
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <pre className="code" tabIndex={0} role="region" aria-label={label}>
      <code>
        {lines.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines have no identity but their place
          <Fragment key={index}>
            {spansOf(line).map((part) => (
              <span key={part.text + part.role} data-role={part.role}>
                {part.text}
              </span>
            ))}
            {index < lines.length - 1 ? "\n" : ""}
          </Fragment>
        ))}
      </code>
    </pre>
  );
}
