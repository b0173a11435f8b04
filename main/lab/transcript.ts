/** From what a run recorded to its transcript: the only input of verdict, ladder, fields and hex. */
import type { Transcript } from "../contract/index.ts";
import type { Prepared } from "../exercise/prepare.ts";
import type { ScenarioEntry } from "../exercise/scenario.ts";
import { dissect } from "../wire/dissect.ts";
import { hostsOf, plannedStartMs, type Drive } from "./drive.ts";

export function transcriptOf(drive: Drive): Transcript {
  const capture = drive.capture.value(drive.hosts());
  const { messages, events, limits } = dissect(capture, drive.capture.steps);
  return {
    ...emptyTranscript(drive.prepared, drive.scenario.entry),
    // Copies: a stepwise session goes on recording.
    flows: capture.flows.map((flow) => ({ ...flow })),
    chunks: [...capture.chunks],
    messages,
    events,
    steps: drive.capture.steps.map((step) => ({ ...step })),
    cases: [...drive.cases],
    facts: drive.facts(),
    limits,
  };
}

/** Where nothing ran: compute, or a fault before the first byte. */
export function emptyTranscript(prepared: Prepared, entry: ScenarioEntry): Transcript {
  return {
    version: 1,
    scenario: entry.id,
    seed: prepared.seed,
    wire: entry.wire,
    startedAtMs: plannedStartMs(prepared.plan),
    hosts: hostsOf(entry),
    flows: [],
    chunks: [],
    messages: [],
    events: [],
    steps: [],
    cases: [],
    facts: prepared.derived ?? {},
    secrets: [],
    limits: [],
  };
}
