/** The scenario `http/origin`: its servers on plain sockets, its clients, its facts. */
import type { FactValue } from "../../../contract/index.ts";
import type { AgentStep } from "../../../exercise/languages/agent.ts";
import type { WireStep } from "../../../exercise/languages/wire-text.ts";
import { httpOrigin } from "../../../exercise/scenarios/http-origin.ts";
import type { Running, Scenario } from "../../scenario.ts";
import { UserAgent } from "../agent.ts";
import { RawClient } from "../client.ts";
import type { Response } from "../message.ts";
import { ServerConnection, type HttpService } from "../server-connection.ts";
import { startBackend } from "./backend.ts";
import type { Site } from "./resource.ts";
import { admit, respond } from "./routes.ts";
import { initialState } from "./state.ts";

/** Largest content of a request to a resource that sets no limit of its own. */
const maxContent = 1_000_000;

export const originScenario: Scenario = {
  entry: httpOrigin,
  async start(plan, settings, env) {
    const state = initialState(plan);
    let backend: Promise<void> | null = null;
    // Most runs never ask the gateway: its backend starts when it is first needed.
    const startedBackend = () => (backend ??= startBackend(env));
    const site: Site = { settings, plan, env, random: env.random, state, nowMs: () => env.clock.nowMs(), backend: startedBackend };
    const service: HttpService = {
      rules: { strict: settings["strict"] === true, maxTarget: Number(settings["maxTarget"]), maxFields: Number(settings["maxFields"]) },
      clock: env.clock,
      maxContent,
      requestTimeoutMs: Number(settings["requestTimeout"]) * 1000,
      admit: (head) => admit(head, site),
      respond: (request) => respond(request, site),
      decided: ({ status, because }: Response) => {
        if (because !== undefined) env.capture.event({ kind: "decision", host: "origin", name: String(status), value: because, source: "application" });
      },
    };
    await env.listen({ host: "origin", port: 80 }, (socket) => void new ServerConnection(socket, service));
    const client = new RawClient(env, "client", { host: "origin", port: 80 });
    const agent = new UserAgent(env, "agent", { "origin.test": "origin", "backend.test": "backend" });
    const running: Running = {
      async step(host, step, signal) {
        if (host === "agent") await agent.request(step as AgentStep, signal);
        else await client.step(step as WireStep, signal);
        return { accepted: true, states: [] };
      },
      facts: (): Record<string, FactValue> => ({
        notes: state.notes.size,
        planStored: state.planStored,
        planTag: state.planTag,
        orders: state.orders,
        uploads: state.uploads,
      }),
      async stop() {},
    };
    return running;
  },
};
