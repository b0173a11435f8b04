/** One card: top bar, question and answer, the wire, bottom bar; its keys and its focus. */
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { ratings, type AppInfo } from "../../../main/contract/index.ts";
import { useClient } from "../../client/client.ts";
import { canRate, isFinal, lastResult, type CardState } from "../../client/sitting.ts";
import { toggled } from "../../parts/choice/choice-list.tsx";
import { bind } from "../../parts/keyboard/key-map.ts";
import { leaveField, useKeys } from "../../parts/keyboard/use-keys.ts";
import { AnswerArea } from "./answer-area.tsx";
import { Attempts } from "./attempts.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { Craft } from "./craft.tsx";
import { ExtraGoals, Hints } from "./goals.tsx";
import { canGiveUp, hasRunToShow, hasWire, isPrimaryOpen, isWritten, layoutOf, livePromptOf, optionOf, primaryOf, runOf, suggestedOf } from "./phase.ts";
import { Question } from "./question.tsx";
import { TopBar } from "./top-bar.tsx";
import { useEarlier } from "./use-earlier.ts";
import { Verdict } from "./verdict.tsx";

const Wire = lazy(() => import("./wire.tsx").then(({ Wire }) => ({ default: Wire })));

export interface CardScreenProps {
  card: CardState;
  info: AppInfo;
  onLeave(): void;
  onKeys(): void;
}

export function CardScreen({ card, info, onLeave, onKeys }: CardScreenProps) {
  const { study } = useClient();
  const [wireShown, setWireShown] = useState(true);
  const [selected, setSelected] = useSelectedMessage(card);
  const verdict = useRef<HTMLHeadingElement>(null);
  const layout = layoutOf(card, wireShown);
  const written = isWritten(card.draft);
  const result = lastResult(card);
  const run = runOf(card);
  const toggleWire = () => setWireShown((shown) => !shown);
  const show = (message: number) => {
    setWireShown(true);
    setSelected(message);
  };
  const actions = useCardActions(card, onLeave);
  const { earlier, restore } = useEarlier(card, study.edit);

  useKeys({
    ...bind("study", {
      primary: actions.primary,
      reveal: actions.reveal,
      undo: () => void study.undo(),
      hint: () => void study.hint(),
      wire: hasWire(card) ? toggleWire : undefined,
      bury: () => void study.bury(),
      suspend: () => void study.suspend(),
    }),
    ...(canRate(card) ? bind("study", { rate: actions.rate }) : bind("study", { pick: actions.pick })),
    ...(written ? bind("craft", { run: () => void study.act(), earlier }) : {}),
    Esc: () => {
      // What is under way is stopped first, a field is left next; only then the card.
      if (card.busy === "act") actions.stop();
      else if (!leaveField()) onLeave();
    },
  });

  // After an answer the verdict has the focus: Enter and digits mean the rating, and a screen reader begins there.
  const answers = card.attempts.length;
  const isEnd = isFinal(card);
  useEffect(() => {
    if (answers > 0 && (isEnd || !written)) verdict.current?.focus();
  }, [answers, isEnd, written]);

  return (
    <div className="study" data-layout={layout} data-kind={card.showing.prompt.kind}>
      <TopBar card={card} onLeave={onLeave} onUndo={() => void study.undo()} onWire={hasWire(card) ? toggleWire : null} wireShown={wireShown} onKeys={onKeys} />
      <main className="study-content" data-screen="study" data-card={card.showing.card.id}>
        <section className="study-card">
          <Question card={card} />
          {written ? null : <AnswerArea card={card} onEdit={study.edit} />}
          {result === null ? null : <Verdict ref={verdict} card={card} info={info} onRunAgain={actions.primary} onNext={actions.next} onShowMessage={show} />}
          {result === null ? <ExtraGoals card={card} /> : null}
          <Hints card={card} onHint={() => void study.hint()} />
          {written ? <Attempts card={card} onRestore={restore} /> : null}
        </section>
        {layout === "alone" ? null : (
          <section className="study-beside">
            {written ? <Craft card={card} onEarlier={earlier} onEdit={study.edit} onRun={() => void study.act()} onReset={() => void study.reset()} /> : null}
            {run === null || !hasRunToShow(card) || (written && !wireShown) ? null : (
              <Suspense fallback={null}>
                <Wire
                  run={run}
                  play={livePromptOf(card)?.play ?? null}
                  selected={selected}
                  onSelect={setSelected}
                  command={result?.verdict.command ?? ""}
                  option={optionOf(card)}
                  attempt={written ? run.attempt : null}
                  elapsedMs={run.elapsedMs}
                  caret={result?.verdict.caret ?? null}
                />
              </Suspense>
            )}
          </section>
        )}
      </main>
      <BottomBar card={card} actions={actions} onLeave={onLeave} onHint={() => void study.hint()} />
    </div>
  );
}

/** The message whose bytes are shown: the last one of a new run, until another is chosen. */
function useSelectedMessage(card: CardState): [number | null, (message: number | null) => void] {
  const run = runOf(card);
  const last = run?.transcript.messages.at(-1)?.id ?? null;
  const [choice, setChoice] = useState<{ run: string | undefined; message: number | null }>({ run: undefined, message: null });
  const selected = choice.run === run?.id && choice.run !== undefined ? choice.message : last;
  return [selected, (message) => setChoice({ run: run?.id, message })];
}

export interface CardActions {
  primary(): void;
  /** Space: the answer, however it was arrived at. */
  reveal(): void;
  rate(place: number): void;
  pick(place: number): void;
  next(): void;
  bury(): void;
  suspend(): void;
  stop(): void;
}

function useCardActions(card: CardState, onLeave: () => void): CardActions {
  const { study } = useClient();
  const rate = (place: number) => {
    const rating = ratings[place];
    if (rating !== undefined) void study.rate(rating);
  };
  const next = () => {
    if (card.progress === null) onLeave();
    else void study.skip();
  };
  const primary = () => {
    if (!isPrimaryOpen(card)) return;
    switch (primaryOf(card)) {
      case "rate": {
        const suggested = suggestedOf(card);
        if (suggested !== null) void study.rate(suggested);
        return;
      }
      case "next":
        return next();
      default:
        void study.act();
    }
  };
  return {
    primary,
    reveal: () => {
      if (primaryOf(card) === "reveal" || isFinal(card)) primary();
      else if (canGiveUp(card)) void study.giveUp();
    },
    rate,
    pick: (place) => pickOption(card, place, study.edit),
    next,
    bury: () => void study.bury(),
    suspend: () => void study.suspend(),
    stop: () => void study.cancel(),
  };
}

/** Digits choose options while there are any. */
function pickOption(card: CardState, place: number, edit: (draft: CardState["draft"]) => void): void {
  const { prompt } = card.showing;
  if ((prompt.kind !== "choice" && prompt.kind !== "live") || card.draft.kind !== "choice" || isFinal(card)) return;
  const option = prompt.options[place];
  if (option !== undefined) edit({ kind: "choice", chosen: toggled(card.draft.chosen, option.index, prompt.multiple) });
}
