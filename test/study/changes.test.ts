/** Word of changes: each kind once, in the order told; nothing is lost between reads. */
import { describe, expect, test } from "vitest";
import { Changes } from "../../main/study/changes.ts";

const never = () => new AbortController().signal;

describe("changes", () => {
  test("come in the order in which they were told, each kind once until it is read", async () => {
    const changes = new Changes();
    const reader = changes.read(never());
    changes.tell("queue", "decks");
    changes.tell("settings", "queue");
    changes.tell("decks", "problems");
    const told: unknown[] = [];
    for (let n = 0; n < 4; n++) told.push(((await reader.next()).value as { what: string }).what);
    expect(told).toEqual(["queue", "decks", "settings", "problems"]);
    changes.close();
    expect((await reader.next()).done).toBe(true);
  });

  test("what was read can be told again, behind what waits", async () => {
    const changes = new Changes();
    const reader = changes.read(never());
    changes.tell("queue", "decks");
    expect((await reader.next()).value).toEqual({ what: "queue" });
    changes.tell("queue");
    expect((await reader.next()).value).toEqual({ what: "decks" });
    expect((await reader.next()).value).toEqual({ what: "queue" });
    await reader.return(undefined);
  });

  test("each reader hears from its own beginning; one that went away is forgotten", async () => {
    const changes = new Changes();
    const first = changes.read(never());
    changes.tell("decks");
    const second = changes.read(never());
    changes.tell("queue");
    expect((await first.next()).value).toEqual({ what: "decks" });
    expect((await first.next()).value).toEqual({ what: "queue" });
    expect((await second.next()).value).toEqual({ what: "queue" });
    const leaving = new AbortController();
    const third = changes.read(leaving.signal);
    const waiting = third.next();
    leaving.abort();
    expect(await waiting).toEqual({ value: undefined, done: true });
    changes.close();
    expect(await first.next()).toEqual({ value: undefined, done: true });
  });
});
