/** `RFC 9110 §15.4.5; RFC 9111 §4.3.4`: the sources of a card. */
import type { Citation } from "../contract/index.ts";

/** Bodies whose documents are cited by name; RFCs, BCPs, STDs and drafts by number. */
const bodies = "IANA|IETF|WHATWG|W3C|IEEE|ITU-T|ISO|ISO/IEC|NIST|FIPS|ECMA|OWASP|CWE|CVE|MDN|Unicode|POSIX|Linux";
const document = new RegExp(`^(?:(?:RFC|BCP|STD) \\d{1,5}|draft-[a-z0-9-]+|(?:${bodies})(?:[ -][\\p{L}\\p{N}][\\p{L}\\p{N}.:+/()'-]*){0,12})$`, "u");
const section = /^(?:[A-Z]|\d+)(?:[.-][A-Za-z0-9]+)*$/;

/** Most cards of a large deck cite one section of one RFC. */
const mostly = /^(RFC \d{1,5})(?: §(\d+(?:\.\d+)*))?$/;

/** UTF-16 units; a longer quote is a quote. */
export const maxCitationLength = 1000;

/** Null where the text is anything else than sources. `§4` alone belongs to the document before it, or to `source`. */
export function readCitations(text: string, source: string): Citation[] | null {
  if (text.length > maxCitationLength) return null;
  const plain = mostly.exec(text);
  if (plain !== null) return [{ document: plain[1]!, section: plain[2] ?? "" }];
  const citations: Citation[] = [];
  let current = source;
  for (const part of text.split(";")) {
    const piece = part.replace(/\s+/g, " ").trim().replace(/\.$/, "");
    const [, name = "", sections = ""] = /^(.*?)((?:[ ,]*(?:§§?|Section |Appendix )\s?[^ ,§]+)*)$/u.exec(piece)!;
    if (name !== "" && !document.test(name)) return null;
    if (piece === "" || (name === "" && current === "")) return null;
    if (name !== "") current = name;
    const numbers = [...sections.matchAll(/(?:§§?|Section |Appendix )\s?([^ ,§]+)/gu)].map((match) => match[1]!);
    if (!numbers.every((number) => section.test(number))) return null;
    for (const number of numbers.length === 0 ? [""] : numbers) citations.push({ document: current, section: number });
  }
  return citations;
}

/** Does a quote that is no list of sources look as if it was meant as one? */
export function looksLikeCitation(text: string): boolean {
  return /^\s*(?:RFC|BCP|STD) ?\d/.test(text) && text.length < 120;
}
