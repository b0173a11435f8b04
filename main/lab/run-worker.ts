/** The worker thread in which runs are driven, dissected and judged. Ending it stops whatever hangs. */
import { parentPort } from "node:worker_threads";
import { catalogue } from "../exercise/catalogue.ts";
import { runAttempt } from "./attempt.ts";
import type { Drive } from "./drive.ts";
import { maxKeptSessions } from "./limits.ts";
import { labScenarios } from "./scenarios.ts";
import type { AttemptRequest, FromWorker, ToWorker } from "./worker-messages.ts";

const scenarios = new Map(labScenarios.map((scenario) => [scenario.entry.id, scenario]));
/** Runs of sessions that go on, the one used last at the end. */
const kept = new Map<number, Drive>();
const running = new Map<number, AbortController>();

parentPort!.on("message", (message: ToWorker) => {
  if (message.kind === "attempt") void attempt(message);
  else if (message.kind === "cancel") running.get(message.id)?.abort(new Error("cancelled"));
  else void letGo(message.session);
});

say({ kind: "ready" });

async function attempt(request: AttemptRequest): Promise<void> {
  const { id, session, prepared, answer, limits } = request;
  const abort = new AbortController();
  running.set(id, abort);
  try {
    const scenario = scenarios.get(prepared.exercise.scenario);
    if (scenario === undefined) throw new Error(`The lab has no scenario ${prepared.exercise.scenario}.`);
    const drive = kept.get(session);
    kept.delete(session);
    const run = await runAttempt({ prepared, answer, scenario, catalogue, limits, signal: abort.signal, ...(drive === undefined ? {} : { drive }) });
    if (run.drive !== null) {
      kept.set(session, run.drive);
      const [oldest] = kept.keys();
      if (kept.size > maxKeptSessions && oldest !== undefined) await letGo(oldest);
    }
    say({ kind: "result", id, result: run.result, kept: run.drive !== null });
  } catch (error) {
    if (abort.signal.aborted) say({ kind: "cancelled", id });
    else if (error instanceof Error) say({ kind: "fault", id, message: error.message, stack: error.stack ?? "" });
    else say({ kind: "fault", id, message: String(error), stack: "" });
  } finally {
    running.delete(id);
  }
}

async function letGo(session: number): Promise<void> {
  const drive = kept.get(session);
  kept.delete(session);
  await drive?.stop();
}

function say(message: FromWorker): void {
  parentPort!.postMessage(message);
}
