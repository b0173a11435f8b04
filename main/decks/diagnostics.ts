/** All that can be wrong with a deck, declared once: code, severity, sentence and remedy. */
import type { Diagnostic } from "../contract/index.ts";

/** `file:line:column: severity code message`, as people and editors expect it. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  return `${diagnostic.file}:${diagnostic.line}:${diagnostic.column}: ${diagnostic.severity} ${diagnostic.code} ${diagnostic.message}`;
}
