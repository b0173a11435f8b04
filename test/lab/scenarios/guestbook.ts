/** A weak app, attacked by what a client sends and defended by a settings document; exploits and honest traffic are replayed. */
import type { WireStep } from "../../../main/exercise/languages/wire-text.ts";
import type { Language } from "../../../main/exercise/scenario.ts";
import { RawClient } from "../../../main/lab/http/client.ts";
import type { Scenario } from "../../../main/lab/scenario.ts";
import { entry, host } from "./entry.ts";

interface Defence {
  escape: boolean;
  refuse: string;
}

const readDefence = (text: string): ReturnType<Language<Defence>["answer"]> => {
  const defence: Defence = { escape: /^escape: yes$/m.test(text), refuse: /^refuse: (.+)$/m.exec(text)?.[1] ?? "" };
  return { ok: true, value: [defence] };
};

export const settingsLanguage: Language<Defence> = {
  id: "settings",
  summary: "Settings of the guest book: `escape: yes`, `refuse: TEXT`.",
  step: (words) => readDefence(words),
  answer: readDefence,
  format: (steps) => steps.map(({ escape, refuse }) => `escape: ${escape ? "yes" : "no"}\nrefuse: ${refuse}`).join("\n"),
};

export const guestbook: Scenario = {
  entry: entry({
    id: "test/guestbook",
    hosts: { client: host("sends", "wire-text", "192.0.2.1"), app: host("serves", "wire-text", "198.51.100.1", [80]) },
    documents: { defence: "settings" },
    facts: { script: { type: "bool", summary: "Did a script get into the page?" } },
  }),
  async start(_plan, _settings, env) {
    let defence: Defence = { escape: false, refuse: "" };
    let page = "";
    await env.listen({ host: "app", port: 80 }, (socket) =>
      socket.handle({
        bytes(bytes) {
          const entry = Buffer.from(bytes).toString().split("\r\n\r\n")[1] ?? "";
          const refused = defence.refuse !== "" && entry.includes(defence.refuse);
          if (!refused) page += defence.escape ? entry.replaceAll("<", "&lt;") : entry;
          socket.write(Buffer.from(`HTTP/1.1 ${refused ? "403 Forbidden" : "200 OK"}\r\nContent-Length: 0\r\n\r\n`));
        },
        fin: () => socket.end(),
      }),
    );
    const client = new RawClient(env, "client", { host: "app", port: 80 });
    const post = async (content: string, signal: AbortSignal) => {
      const bytes = Buffer.from(`POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: ${content.length}\r\n\r\n${content}`);
      await client.step({ kind: "send", connection: 1, bytes }, signal);
      return page;
    };
    return {
      async step(_host, step, signal) {
        await client.step(step as WireStep, signal);
        return { accepted: true, states: [] };
      },
      async document(_name, value) {
        [defence] = value as [Defence];
        return { accepted: true, states: [] };
      },
      cases: () => [
        {
          name: "script",
          kind: "exploit",
          play: async (signal) => ((await post("<script>", signal)).includes("<script>") ? "exploited" : page === "" ? "refused" : "served"),
        },
        { name: "love", kind: "honest", play: async (signal) => ((await post("I <3 it", signal)).includes("it") ? "served" : "broken") },
      ],
      facts: () => ({ script: page.includes("<script>") }),
      async stop() {},
    };
  },
};
