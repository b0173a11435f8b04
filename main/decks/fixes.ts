/** Repairs that diagnostics carry, applied to the text they were made for. */
import type { Diagnostic } from "../contract/index.ts";

/** Applies every `fix` (from last to first; of two that overlap the earlier one wins). Applying twice after parsing anew changes nothing more. */
export function applyFixes(text: string, diagnostics: readonly Diagnostic[]): { text: string; applied: number } {
  const fixes = diagnostics.flatMap((diagnostic) => (diagnostic.fix === undefined ? [] : [diagnostic.fix])).sort((a, b) => a.start - b.start);
  let result = "";
  let at = 0;
  let applied = 0;
  for (const fix of fixes) {
    if (fix.start < at) continue;
    result += text.slice(at, fix.start) + fix.text;
    at = fix.end;
    applied += 1;
  }
  return { text: result + text.slice(at), applied };
}
