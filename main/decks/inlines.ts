/** What stands inside the text of a whole file: raw HTML, images, links. Nothing of it is ever rendered raw or fetched. */
import type { Inline } from "./markdown.ts";
import type { Source } from "./source.ts";

const html = new Set(["HTMLTag", "HTMLBlock", "Comment", "CommentBlock", "ProcessingInstruction", "ProcessingInstructionBlock"]);
/** Schemes that a link may have; others are not followed. */
const safeSchemes = new Set(["http", "https", "mailto"]);

/** `known`: ids of entries that links may name. */
export function reportInlines(source: Source, inlines: readonly Inline[], known: readonly string[]): void {
  const ids = new Set(known);
  let htmlLine = 0;
  for (const inline of inlines) {
    if (html.has(inline.name)) {
      // One finding a line: a tag and its end are one mistake.
      const line = source.line(inline.from);
      if (line !== htmlLine) source.report("raw-html", inline);
      htmlLine = line;
    } else if (inline.name === "LinkReference") source.report("link-definition", inline);
    else reportAddress(source, inline, ids);
  }
}

function reportAddress(source: Source, inline: Inline, ids: ReadonlySet<string>): void {
  const address = addressOf(source.text.slice(inline.from, inline.to), inline.name === "Autolink");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (inline.name === "Image") {
    if (scheme !== undefined || address.startsWith("//")) source.report("remote-image", inline);
  } else if (address.startsWith("#")) {
    if (!ids.has(address.slice(1))) source.report("unknown-link", inline, { id: address.slice(1) });
  } else if (scheme !== undefined && !safeSchemes.has(scheme) && !(inline.name === "Autolink" && address.includes("@"))) {
    source.report("unsafe-link", inline, { scheme });
  }
}

/** `[text](address "title")`, `<address>`. Empty for links by reference. */
function addressOf(text: string, auto: boolean): string {
  if (auto) return text.slice(1, -1);
  const open = text.lastIndexOf("](");
  if (open === -1) return "";
  return text
    .slice(open + 2, -1)
    .trim()
    .replace(/^<([^]*)>$/, "$1")
    .split(/[\s]/)[0]!;
}
