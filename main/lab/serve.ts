/** A scenario in the foreground: real programs (curl, a browser) may connect. */
import { performance } from "node:perf_hooks";
import { seededRandom } from "../exercise/random.ts";
import type { SettingValues } from "../exercise/scenario.ts";
import { CaptureWriter } from "./capture.ts";
import { LabClock } from "./clock.ts";
import { plannedStartMs } from "./drive.ts";
import { LabEnv } from "./env.ts";
import type { RunLimits } from "./limits.ts";
import type { Scenario } from "./scenario.ts";

export interface Served {
  /** Shape of the command's first line. */
  hosts: { name: string; address: string; port: number; labPort: number; protocols: string[] }[];
  /** `lab.*`: what a user needs to know (credentials, entity tags). */
  plan: Record<string, string | number>;
  stop(): Promise<void>;
}

/** Connections open at once; further ones are reset. */
export const maxForegroundConnections = 200;

/** Nothing is recorded, so nothing needs a bound: it may serve for days. */
const foregroundLimits: RunLimits = { timeMs: Infinity, judgeMs: Infinity, bytes: Infinity, connections: Infinity, chunks: Infinity };

/** Rejects with the system's error where `port` can't be had. `port` 0: any free one; it is the first serving host's. */
export async function serveScenario(scenario: Scenario, settings: SettingValues, port: number, seed: string): Promise<Served> {
  const plan = scenario.entry.plan(settings, seededRandom(seed));
  const clock = new LabClock(plannedStartMs(plan), () => performance.now() * 1000);
  const capture = new CaptureWriter(clock, foregroundLimits, () => {}, false);
  const env = new LabEnv(scenario.entry, clock, seededRandom(`${seed} run`), capture, { port, connections: maxForegroundConnections });
  const stop = async () => {
    clock.stop();
    await env.stop();
  };
  try {
    const running = await scenario.start(plan, settings, env);
    const hosts = env.addresses().map(({ host, port: realPort, labPort }) => {
      const { protocols } = scenario.entry.hosts[host]!;
      return { name: host, address: "127.0.0.1", port: realPort, labPort, protocols };
    });
    return {
      hosts,
      plan,
      stop: async () => {
        await running.stop();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
