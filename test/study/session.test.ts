/** One showing of each kind, answered rightly and wrongly; live ones against the real lab. */
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Problem } from "../../main/app.ts";
import type { ActResult, Answer, Showing } from "../../main/contract/index.ts";
import { createLab, type Lab } from "../../main/lab/lab.ts";
import { maxKeptRuns, maxOpenSessions } from "../../main/study/session.ts";
import { deckText, Learner } from "./learner.ts";

let learner: Learner;
function eachWithItsOwnLearner(): void {
  beforeEach(() => (learner = new Learner()));
  afterEach(() => learner.end());
}

const exercise = (block: string) => `\n\`\`\`yaml exercise\n${block}\n\`\`\`\n`;
const kinds = deckText(
  "kinds",
  [
    "## Recall {#recall}\n\nQuestion?\n\n***\n\nAnswer.\n",
    "## Choice {#choice}\n\nWhich?\n\n- [x] right\n\n  Because it is.\n- [ ] wrong\n",
    "## Order {#order .order}\n\n1. one\n2. two\n3. three\n",
    "## Match {#match .match}\n\n| code | class |\n| --- | --- |\n| 200 | success |\n| 404 | client error |\n",
    "## Cloze {#cloze .cloze}\n\nThe ==store== is dark.\n",
    "## Type {#type .type}\n\nWhich code?\n\n***\n\n- 304\n- Not Modified\n",
  ].join("\n"),
);

const observe = `scenario: http/origin
send: |
  GET /gone HTTP/1.1
  Host: origin.test
ask: |
  Status: response.status`;
const craft = `scenario: http/origin
play: client
goals: |
  It is there: response.status == 200
  The right thing was asked for: request.target == "/article"
hints:
  - Name the host.
  - Ask for /article.
solution: |
  GET /article HTTP/1.1
  Host: origin.test
wrong:
  - |
    GET /gone HTTP/1.1
    Host: origin.test
  - |
    GET /article HTTP/1.1`;
const live = (block: string, id = "live") => deckText(id, `## Live {#live}\n\nWhat happens?\n${exercise(block)}\n***\n\nThe answer.\n\n> RFC 9110 §15.5.11\n`);

async function open(cardId: string): Promise<Showing> {
  return learner.api.session.open({ cardKey: await learner.keyOf(cardId) });
}
const act = (showing: Showing, answer: Answer): Promise<ActResult> => learner.api.session.act({ session: showing.session, answer });
const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "none",
    (error: unknown) => (error instanceof Problem ? error.problem.code : String(error)),
  );
const request = (target: string): Answer => ({ kind: "text", text: `GET ${target} HTTP/1.1\r\nHost: origin.test\r\n\r\n`.replaceAll("\r\n", "\n") });

describe("a card that a stored answer decides", () => {
  eachWithItsOwnLearner();
  const rows: [string, Answer, Answer][] = [
    ["choice", { kind: "choice", chosen: [0] }, { kind: "choice", chosen: [1] }],
    ["order", { kind: "order", order: [0, 1, 2] }, { kind: "order", order: [2, 1, 0] }],
    ["match", { kind: "match", pairs: [0, 1] }, { kind: "match", pairs: [1, 0] }],
    ["cloze", { kind: "cloze", texts: ["Store"] }, { kind: "cloze", texts: ["shop"] }],
    ["type", { kind: "type", text: "not modified" }, { kind: "type", text: "200" }],
  ];
  test.each(rows)("%s: right is Good, wrong is Again, both show the answer and the intervals", async (kind, right, wrong) => {
    learner.writeDeck("kinds.md", kinds);
    await learner.start();
    const rightly = await act(await open(`kinds/${kind}`), right);
    expect(rightly).toMatchObject({ n: 1, verdict: { outcome: "passed" }, attempts: 1, suggestedRating: "good", suggestedBecause: "firstTime", run: null });
    expect(rightly.reveal?.marks.every((mark) => mark.passed)).toBe(true);
    const wrongly = await act(await open(`kinds/${kind}`), wrong);
    expect(wrongly).toMatchObject({ verdict: { outcome: "failed" }, bestRating: "again", suggestedRating: "again", suggestedBecause: "wrong" });
    expect(wrongly.reveal?.marks.some((mark) => !mark.passed)).toBe(true);
    expect(wrongly.intervals).toMatchObject({ again: 60, good: 600 });
    expect(wrongly.intervals!.easy).toBeGreaterThan(86_399);
  });

  test("recall: reveal, and the learner's own call", async () => {
    learner.writeDeck("kinds.md", kinds);
    await learner.start();
    const showing = await open("kinds/recall");
    expect(showing).toMatchObject({ prompt: { kind: "recall" }, hints: { total: 0, shown: [], nextCost: null }, last: null });
    const result = await act(showing, { kind: "reveal" });
    expect(result).toMatchObject({ suggestedRating: null, suggestedBecause: "yourCall", reveal: { marks: [], solution: null } });
    expect(result.reveal?.answer).toContain("Answer.");
    await learner.api.session.rate({ session: showing.session, rating: "hard", thinkMs: 10 });
    expect(await learner.api.history.state()).toMatchObject({ undo: { label: "review.hard", cardId: "kinds/recall" } });
  });

  test("giving up shows the answer, for Again", async () => {
    learner.writeDeck("kinds.md", kinds);
    await learner.start();
    const showing = await open("kinds/type");
    const result = await learner.api.session.giveUp({ session: showing.session });
    expect(result).toMatchObject({ verdict: { outcome: "failed" }, suggestedRating: "again", suggestedBecause: "gaveUp", attempts: 0 });
    expect(result.reveal?.marks).toEqual([{ index: 0, passed: false, given: "", right: "304", reason: "" }]);
  });
});

describe("a live card", () => {
  // One app and one warm lab for all of them: each test opens a showing of its own.
  beforeAll(async () => {
    learner = new Learner();
    learner.writeDeck("observe.md", live(observe, "observe"));
    learner.writeDeck("craft.md", live(craft, "craft"));
    learner.writeDeck("kinds.md", kinds);
    await learner.start();
  });
  afterAll(() => learner.end());

  test("observe: predictions are marked against the wire", async () => {
    const showing = await open("observe/live");
    expect(showing.prompt).toMatchObject({
      kind: "live",
      shape: "observe",
      play: null,
      language: null,
      asks: [{ label: "Status", type: "int", after: null }],
      wire: "real",
      waitsMs: 0,
    });
    expect(JSON.stringify(showing)).not.toContain("410");
    const wrong = await act(showing, { kind: "predictions", values: ["404"] });
    expect(wrong).toMatchObject({
      verdict: { outcome: "failed", goals: [{ label: "Status", passed: false, seen: "410" }] },
      readAs: ["404"],
      suggestedRating: "again",
    });
    expect(wrong.reveal).toMatchObject({ citations: [{ document: "RFC 9110", section: "15.5.11" }] });
    const right = await act(await open("observe/live"), { kind: "predictions", values: ["410"] });
    expect(right).toMatchObject({ verdict: { outcome: "passed" }, suggestedRating: "good" });
  });

  test("a run's messages and bytes can be read page by page, and say what went over the wire", async () => {
    const { run } = await act(await open("observe/live"), { kind: "predictions", values: ["410"] });
    const [sent] = run!.transcript.messages;
    const { flow, by } = sent!.range;
    const { bytes, total } = await learner.api.run.bytes({ run: run!.id, flow, by, from: 4, to: 9 });
    expect(new TextDecoder().decode(bytes)).toBe("/gone");
    expect(run!.transcript.sizes).toContainEqual({ flow, by, bytes: total });
    expect((await learner.api.run.fields({ run: run!.id, message: 0 })).length).toBeGreaterThan(0);
    expect(JSON.stringify(run)).not.toMatch(/"chunks"|"secrets"/);
    expect(await codeOf(learner.api.run.fields({ run: run!.id, message: 99 }))).toBe("study.no-message");
    expect(await codeOf(learner.api.run.bytes({ run: "gone", flow, by, from: 0, to: 1 }))).toBe("study.run-gone");
  });

  test(`the bytes of ${maxKeptRuns} runs are kept; of one more the oldest go`, async () => {
    const showing = await open("craft/live");
    const runs: string[] = [];
    for (let n = 0; n < maxKeptRuns; n++) runs.push((await act(showing, request("/gone"))).run!.id);
    expect((await learner.api.run.fields({ run: runs[0]!, message: 0 })).length).toBeGreaterThan(0);
    await act(showing, request("/gone"));
    expect(await codeOf(learner.api.run.fields({ run: runs[0]!, message: 0 }))).toBe("study.run-gone");
    expect((await learner.api.run.fields({ run: runs[1]!, message: 0 })).length).toBeGreaterThan(0);
  });

  test("craft: may be tried again, for Hard; what is expected is withheld until it is solved", async () => {
    const showing = await open("craft/live");
    expect(showing.hints).toEqual({ total: 2, shown: [], nextCost: "good" });
    expect(JSON.stringify(showing)).not.toContain("/article");
    const first = await act(showing, request("/gone"));
    expect(first).toMatchObject({
      n: 1,
      verdict: { outcome: "failed" },
      reveal: null,
      attempts: 1,
      bestRating: "hard",
      suggestedRating: null,
      intervals: null,
    });
    expect(first.verdict.goals.map((goal) => goal.expected)).toEqual([null, null]);
    expect(await codeOf(learner.api.session.rate({ session: showing.session, rating: "good", thinkMs: 0 }))).toBe("study.not-ratable");
    const second = await act(showing, request("/article"));
    expect(second).toMatchObject({ n: 2, verdict: { outcome: "passed" }, attempts: 2, suggestedRating: "hard", suggestedBecause: "secondAttempt" });
    expect(second.reveal?.solution).toContain("GET /article");
    expect(await codeOf(act(showing, request("/article")))).toBe("study.answered");
    await learner.api.session.rate({ session: showing.session, rating: "hard", thinkMs: 5 });
    expect(await codeOf(act(showing, request("/article")))).toBe("study.session-gone");
  });

  test("hints come one by one and cost Good once", async () => {
    const { session } = await open("craft/live");
    expect(await learner.api.session.hint({ session })).toEqual({ total: 2, shown: ["Name the host."], nextCost: "nothing" });
    expect(await learner.api.session.hint({ session })).toMatchObject({ shown: ["Name the host.", "Ask for /article."], nextCost: null });
    expect(await learner.api.session.hint({ session })).toMatchObject({ shown: ["Name the host.", "Ask for /article."] });
    const solved = await learner.api.session.act({ session, answer: request("/article") });
    expect(solved).toMatchObject({ suggestedRating: "hard", suggestedBecause: "moreHelp", attempts: 1 });
  });

  test("giving up shows the solution, and nothing that was done before counts for more", async () => {
    const showing = await open("craft/live");
    const result = await learner.api.session.giveUp({ session: showing.session });
    expect(result).toMatchObject({
      verdict: { outcome: "failed", goals: [{ label: "It is there", passed: false, absent: true }, {}] },
      suggestedRating: "again",
      suggestedBecause: "gaveUp",
    });
    expect(result.reveal?.solution).toContain("GET /article");
  });

  test("what was expected is withheld while trying goes on, and told when it is given up", async () => {
    const showing = await open("craft/live");
    const tried = await act(showing, request("/nowhere"));
    const shown = (result: typeof tried) => result.verdict.goals.find(({ passed }) => !passed)?.expected;
    expect(shown(tried)).toBeNull();
    const result = await learner.api.session.giveUp({ session: showing.session });
    expect(shown(result)).toBe("200");
    expect(Object.keys(result.run?.transcript ?? {})).toEqual(expect.not.arrayContaining(["facts", "seed", "secrets", "chunks"]));
  });

  test("giving up where nothing is written asks the wire", async () => {
    const result = await learner.api.session.giveUp({ session: (await open("observe/live")).session });
    expect(result).toMatchObject({
      verdict: { outcome: "failed", goals: [{ seen: "410" }] },
      suggestedRating: "again",
      suggestedBecause: "gaveUp",
      attempts: 0,
    });
  });

  test("reset starts again with the same values", async () => {
    const showing = await open("craft/live");
    await act(showing, request("/gone"));
    expect(await learner.api.session.reset({ session: showing.session })).toEqual({ ...showing, last: null, hints: { ...showing.hints, nextCost: "nothing" } });
    expect(await act(showing, request("/article"))).toMatchObject({ verdict: { outcome: "passed" }, attempts: 2 });
  });

  test("a run that is stopped does not count, and two can't go on at once", async () => {
    const showing = await open("craft/live");
    const endless: Answer = { kind: "text", text: "@pause 2000ms\n@pause 2000ms\nGET /article HTTP/1.1\nHost: origin.test\n\n" };
    const running = codeOf(act(showing, endless));
    expect(await codeOf(act(showing, endless))).toBe("study.running");
    await vi.waitFor(async () => expect(await learner.api.session.cancel({ session: showing.session })).toEqual({ cancelled: true }));
    expect(await running).toBe("study.cancelled");
    expect(await learner.api.session.cancel({ session: showing.session })).toEqual({ cancelled: false });
    expect(await act(showing, request("/article"))).toMatchObject({ verdict: { outcome: "passed" }, attempts: 1, suggestedRating: "good" });
  });

  test("an answer of another kind than the card's is refused", async () => {
    expect(await codeOf(act(await open("craft/live"), { kind: "predictions", values: [] }))).toBe("study.wrong-answer-kind");
    expect(await codeOf(act(await open("kinds/type"), { kind: "reveal" }))).toBe("study.wrong-answer-kind");
  });

  test("a report keeps the attempt with its bytes, as text", async () => {
    const showing = await open("craft/live");
    await act(showing, request("/gone"));
    const { file } = await learner.api.session.report({ session: showing.session, note: "It should have passed." });
    const report = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown> & { transcript: { chunks: { bytes: { base64: string } }[] } };
    expect(report).toMatchObject({ card: "craft/live", note: "It should have passed.", answer: { kind: "text" }, verdict: { outcome: "failed" } });
    expect(Buffer.from(report.transcript.chunks[0]!.bytes.base64, "base64").toString()).toContain("GET /gone");
  });
});

describe("a card whose author is wrong", () => {
  eachWithItsOwnLearner();
  const wrong = live(`${observe}\nexpect: |\n  404`);
  test("disagrees: nothing is rated, the card is suspended until its text changes", async () => {
    learner.writeDeck("live.md", wrong);
    await learner.start();
    await learner.api.sitting.start({ minutes: 0 });
    const showing = await learner.card();
    const result = await act(showing, { kind: "predictions", values: ["410"] });
    expect(result).toMatchObject({ verdict: { outcome: "disagrees" }, suggestedRating: null, intervals: null });
    expect(result.reveal).not.toBeNull();
    expect(await codeOf(learner.api.session.rate({ session: showing.session, rating: "good", thinkMs: 0 }))).toBe("study.not-ratable");
    expect(await codeOf(act(showing, { kind: "predictions", values: ["404"] }))).toBe("study.answered");
    await learner.api.session.close({ session: showing.session });
    expect((await learner.api.sitting.next()).state).toBe("done");
    const rows = async () => learner.api.decks.cards({ deckKey: (await learner.api.decks.list())[0]!.deckKey });
    expect((await rows())[0]).toMatchObject({ suspended: true, needsReview: true });
    await learner.api.decks.reload();
    expect((await rows())[0]).toMatchObject({ suspended: true });
    learner.clock.forward(1000);
    learner.writeDeck("live.md", live(`${observe}\nexpect: |\n  410`));
    await learner.api.decks.reload();
    expect((await rows())[0]).toMatchObject({ suspended: false, needsReview: false });
  });

  test("disagrees: another version of the app gives it back too", async () => {
    learner.writeDeck("live.md", wrong);
    await learner.start();
    await act(await open("live/live"), { kind: "predictions", values: ["410"] });
    await learner.quit();
    await learner.start();
    expect(await learner.api.today.view()).toMatchObject({ due: 0 });
    await learner.quit();
    learner.version = "1.0.1";
    await learner.start();
    expect(await learner.api.today.view()).toMatchObject({ due: 1 });
  });
});

describe("a session that is left alone", () => {
  eachWithItsOwnLearner();
  test("lets go of its lab; its next attempt has the same values", async () => {
    const opened: string[] = [];
    let closed = 0;
    learner.options = {
      idleLabMs: 1,
      startLab: async (options) => {
        const lab = createLab(options);
        const open: Lab["open"] = (prepared) => {
          opened.push(prepared.seed);
          const session = lab.open(prepared);
          return { attempt: (...given) => session.attempt(...given), reset: () => session.reset(), close: () => session.close().then(() => void closed++) };
        };
        return { open, unavailable: () => lab.unavailable(), close: () => lab.close() };
      },
    };
    learner.writeDeck("craft.md", live(craft, "craft"));
    await learner.start();
    const showing = await open("craft/live");
    const first = await act(showing, request("/gone"));
    await vi.waitUntil(() => closed === 1);
    const second = await act(showing, request("/article"));
    expect(second).toMatchObject({ verdict: { outcome: "passed" }, attempts: 2 });
    expect(second.run?.transcript.startedAtMs).toBe(first.run?.transcript.startedAtMs);
    expect(opened).toEqual([opened[0], opened[0]]);
  });
});

describe("sessions", () => {
  eachWithItsOwnLearner();
  test(`${maxOpenSessions} may be open; one more closes the one not used longest`, async () => {
    learner.writeDeck("kinds.md", kinds);
    await learner.start();
    const cardKey = await learner.keyOf("kinds/recall");
    const opened: string[] = [];
    for (let n = 0; n < maxOpenSessions; n++) opened.push((await learner.api.session.open({ cardKey })).session);
    await learner.api.session.hint({ session: opened[0]! });
    await learner.api.session.open({ cardKey });
    expect(await codeOf(learner.api.session.hint({ session: opened[1]! }))).toBe("study.session-gone");
    expect(await codeOf(learner.api.session.hint({ session: opened[0]! }))).toBe("none");
  });

  test("cards that there are not are refused by name", async () => {
    await learner.start();
    expect(await codeOf(learner.api.session.open({ cardKey: 99 }))).toBe("study.card-gone");
    expect(await codeOf(learner.api.card.bury({ cardKey: 99 }))).toBe("study.no-card");
    expect(await codeOf(learner.api.decks.cards({ deckKey: 99 }))).toBe("decks.gone");
  });
});
