/** What is wrong in the deck files, each with its place as editors read it: file:line:column. */
import type { DeckProblems, Diagnostic } from "../../../main/contract/index.ts";
import { diagnosticText } from "../../messages/diagnostics.ts";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../../parts/button/button.tsx";
import { CodeSpans } from "../../parts/code/code-spans.tsx";
import { CopyButton } from "../../parts/code/copy-button.tsx";
import "./deck-problem-list.css";

/** More than this many at once are not read; the rest is counted. */
export const maxProblemsShown = 200;

export function placeOf({ file, line, column }: Diagnostic): string {
  return `${file}:${line}:${column}`;
}

const severities = ["error", "warning", "hint"] as const;

/** What takes cards away comes first; each in the order of its file. */
export function worstFirst(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

export function DeckProblemList({ problems, folder, onReload }: { problems: DeckProblems; folder: string; onReload(): void }) {
  const { t, language } = useMessages();
  const { diagnostics, otherFiles } = problems;
  const rest = diagnostics.length - maxProblemsShown;
  return (
    <section className="deck-problems" aria-label={t("decks.problemsTitle")}>
      <div className="deck-cards-head">
        <h2 className="section-title">{t("decks.problemsTitle")}</h2>
        <span className="faint">{otherFiles === 0 ? folder : t("decks.otherFiles", { count: otherFiles, folder })}</span>
        <div className="pane-tools">
          <Button size="small" onPress={onReload}>
            {t("decks.reload")}
          </Button>
        </div>
      </div>
      <ul>
        {worstFirst(diagnostics)
          .slice(0, maxProblemsShown)
          .map((diagnostic) => (
            <li key={`${placeOf(diagnostic)} ${diagnostic.code} ${diagnostic.message}`} data-severity={diagnostic.severity}>
              <span className="problem-sign" aria-hidden="true" />
              <div>
                <p>
                  <span className="visually-hidden">{t(`severity.${diagnostic.severity}`)} </span>
                  <CodeSpans sentence={diagnosticText(language, diagnostic)} />
                </p>
                <p className="mono problem-place">{placeOf(diagnostic)}</p>
              </div>
              <CopyButton text={placeOf(diagnostic)} label={t("decks.copyPlace", { place: placeOf(diagnostic) })} />
            </li>
          ))}
      </ul>
      {rest > 0 ? <p className="faint">{t("decks.moreProblems", { count: rest })}</p> : null}
    </section>
  );
}
