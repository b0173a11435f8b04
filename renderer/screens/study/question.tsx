/** What kind of card it is, from where, and its question. Live cards also say what will be sent and to whom. */
import type { LivePrompt } from "../../../main/contract/index.ts";
import type { CardState } from "../../client/sitting.ts";
import { useMessages } from "../../messages/messages.ts";
import { LayerMark } from "../../parts/charts/layer-mark.tsx";
import { Code } from "../../parts/code/code.tsx";
import { Markdown } from "../../parts/markdown/markdown.tsx";
import { livePromptOf, runOf } from "./phase.ts";
import "./question.css";

export function Question({ card }: { card: CardState }) {
  const { t } = useMessages();
  const { prompt, card: about } = card.showing;
  const live = livePromptOf(card);
  // Many a card is its heading; then that is the question.
  const isAlone = prompt.question.trim() === "" || prompt.question.trim() === about.heading.trim();
  const kind = live === null ? t(`kind.${about.kind}`) : t(`shape.${live.shape}`);
  return (
    <div className="question" data-kind={about.kind} lang={about.language}>
      <p className="eyebrow">
        <LayerMark layer={about.layer}>{kind}</LayerMark>
        {about.section === "" ? null : <span>{about.section}</span>}
      </p>
      <h1 className="question-title" data-alone={isAlone}>
        <Markdown text={about.heading} size="inline" />
      </h1>
      {isAlone ? null : <Markdown text={prompt.question} size="prompt" />}
      {live === null || runOf(card) !== null ? null : <Setup live={live} />}
    </div>
  );
}

/** The deck's own steps, the hosts, and the waits that the run makes on purpose. */
function Setup({ live }: { live: LivePrompt }) {
  const { t, told, elapsed } = useMessages();
  const others = concerned(live);
  return (
    <div className="setup">
      {live.steps.trim() === "" ? null : <Code text={live.steps} label={t("study.steps")} />}
      <dl className="facts">
        {others.map((host) => (
          <div key={host.name}>
            <dt className="mono">{host.hostname === "" ? host.name : host.hostname}</dt>
            <dd>{told("role", `${live.scenario.id}.${host.name}`, {}, host.role)}</dd>
          </div>
        ))}
        {live.waitsMs === 0 ? null : (
          <div>
            <dt>{t("study.waits")}</dt>
            <dd>{t("study.waitsFor", { time: elapsed(live.waitsMs) })}</dd>
          </div>
        )}
        {live.wire === "real" ? null : (
          <div>
            <dt>{t("study.wire")}</dt>
            <dd>{t(live.wire === "simulated" ? "study.simulated" : "study.recorded")}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** The hosts that this card speaks of, by their steps or by their names; all of them where it names none. */
function concerned(live: LivePrompt): LivePrompt["hosts"] {
  const others = live.hosts.filter((host) => host.name !== live.play);
  const actors = new Set(live.steps.split("\n").map((line) => line.split(" ", 1)[0]));
  const texts = [live.question, live.steps, live.start, ...live.options.map(({ text }) => text)].join("\n");
  const named = others.filter((host) => actors.has(host.name) || (host.hostname !== "" && texts.includes(host.hostname)));
  return named.length > 0 ? named : others;
}
