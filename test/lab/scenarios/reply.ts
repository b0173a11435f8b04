/** A serving part: the deck's client asks, the learner's reply is sent. */
import type { WireStep } from "../../../main/exercise/languages/wire-text.ts";
import { RawClient } from "../../../main/lab/http/client.ts";
import type { Scenario } from "../../../main/lab/scenario.ts";
import { entry, host } from "./entry.ts";

export const reply: Scenario = {
  entry: entry({
    id: "test/reply",
    hosts: { client: host("sends", "wire-text", "192.0.2.1"), origin: host("serves", "wire-text", "198.51.100.1", [80]) },
  }),
  async start(_plan, _settings, env) {
    let answers: WireStep[][] = [];
    let served = 0;
    await env.listen({ host: "origin", port: 80 }, (socket) =>
      socket.handle({
        bytes() {
          for (const step of answers[Math.min(served, answers.length - 1)] ?? []) if (step.kind === "send") socket.write(step.bytes);
          served++;
        },
        fin: () => socket.end(),
      }),
    );
    const client = new RawClient(env, "client", { host: "origin", port: 80 });
    return {
      async step(_host, step, signal) {
        await client.step(step as WireStep, signal);
        return { accepted: true, states: [] };
      },
      serve: (_part, given) => void (answers = given as WireStep[][]),
      facts: () => ({}),
      async stop() {},
    };
  },
};
