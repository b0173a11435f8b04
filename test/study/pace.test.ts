/** Budgets, layers, and word of changes. */
import { describe, expect, test } from "vitest";
import { cardKinds } from "../../main/contract/index.ts";
import { Changes } from "../../main/study/changes.ts";
import { firstGuessSeconds, fitting, secondsOf } from "../../main/study/pace.ts";
import { layerOf } from "../../main/study/topics.ts";

describe("a time budget", () => {
  const pace = { secondsOf: () => 10 };
  const five = Array.from({ length: 5 }, () => ({ kind: "recall" as const }));
  test.each([
    [50, 5],
    [49, 4],
    [30, 3],
    [1, 1],
    [-5, 1],
  ])("of %i s covers %i of five cards of 10 s", (seconds, count) => {
    expect(fitting(pace, five, seconds)).toBe(count);
  });
  test("covers nothing where nothing is due", () => {
    expect(fitting(pace, [], 100)).toBe(0);
    expect(secondsOf(pace, five)).toBe(50);
  });
  test("there is a first guess for every kind", () => {
    expect(Object.keys(firstGuessSeconds).toSorted()).toEqual([...cardKinds].toSorted());
  });
});

describe("the layer of a topic", () => {
  test.each([
    ["http", "app"],
    ["dns", "app"],
    ["TLS", "tls"],
    ["tcp", "tcp"],
    ["tcp/congestion", "tcp"],
    ["sockets", "tcp"],
    ["routing", "net"],
    ["arp", "link"],
    ["anything else", "app"],
    ["", "app"],
  ])("%s belongs to %s", (topic, layer) => {
    expect(layerOf(topic)).toBe(layer);
  });
});

describe("word of changes", () => {
  test("is remembered once a kind until it is read, from the call on", async () => {
    const changes = new Changes();
    changes.tell("settings");
    const reading = changes.read(new AbortController().signal);
    for (let n = 0; n < 1000; n++) changes.tell("queue", "decks");
    expect([(await reading.next()).value, (await reading.next()).value]).toEqual([{ what: "queue" }, { what: "decks" }]);
    const waiting = reading.next();
    changes.tell("problems");
    expect((await waiting).value).toEqual({ what: "problems" });
  });

  test("ends when the reader goes away or the app closes", async () => {
    const changes = new Changes();
    const leaving = new AbortController();
    const one = changes.read(leaving.signal).next();
    const other = changes.read(new AbortController().signal).next();
    leaving.abort();
    expect((await one).done).toBe(true);
    changes.close();
    expect((await other).done).toBe(true);
  });
});
