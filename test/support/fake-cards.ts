/** Sample decks and one card of each kind, with what each answer leads to. */
import type {
  ActResult,
  Answer,
  CardBody,
  CardKind,
  DeckProblems,
  DeckRow,
  GoalOutcome,
  Layer,
  LivePrompt,
  Prompt,
  TodayView,
  Verdict,
} from "../../main/contract/index.ts";
import { compare } from "../../main/study/compare.ts";
import type { Performance } from "../../main/study/rating.ts";
import { sampleRun, type SampleRun } from "./fake-run.ts";

export interface SampleOutcome {
  verdict: Verdict;
  ended: Performance["ended"];
  reveal: ActResult["reveal"];
  readAs: string[];
  run: SampleRun | null;
}

export interface SampleCard {
  id: string;
  key: number;
  kind: CardKind;
  /** Absent: "app". */
  layer?: Layer;
  section: string;
  heading: string;
  prompt: Prompt;
  hints: string[];
  /** Null: given up. */
  answer(answer: Answer | null): SampleOutcome;
}

const citations = [
  { document: "RFC 9110", section: "13.1.2" },
  { document: "RFC 9110", section: "15.4.5" },
];
const verdictOf = (outcome: Verdict["outcome"], goals: GoalOutcome[] = [], reason: Verdict["reason"] = null): Verdict => ({
  outcome,
  goals,
  reason,
  caret: null,
  command: "",
});
const noBody = "The origin compared your tag with the current one. They matched, so it sent **headers only** and the client keeps using its stored copy.";

function stored(id: string, key: number, heading: string, body: Exclude<CardBody, { kind: "live" }>, prompt: Prompt, answerText: string): SampleCard {
  return {
    id: `http-status/${id}`,
    key,
    kind: body.kind,
    section: "Conditional requests",
    heading,
    prompt,
    hints: [],
    answer: (given) => {
      const comparison = given === null ? null : compare(body, given);
      const marks = comparison?.marks ?? compare(body, blankAnswer(prompt))?.marks ?? [];
      const passed = given !== null && (comparison?.passed ?? true);
      const ended = given === null ? "given up" : comparison === null ? "revealed" : passed ? "solved" : "wrong";
      return {
        verdict: verdictOf(passed ? "passed" : "failed"),
        ended,
        reveal: { answer: answerText, citations, marks, solution: null },
        readAs: [],
        run: null,
      };
    },
  };
}

function blankAnswer(prompt: Prompt): Answer {
  switch (prompt.kind) {
    case "choice":
      return { kind: "choice", chosen: [] };
    case "order":
      return { kind: "order", order: [] };
    case "match":
      return { kind: "match", pairs: [] };
    case "cloze":
      return { kind: "cloze", texts: [] };
    default:
      return { kind: "type", text: "" };
  }
}

const live = (prompt: Partial<LivePrompt>): LivePrompt => ({
  kind: "live",
  shape: "observe",
  question: "A client revalidates with `If-None-Match` and the ETag still matches. Predict the status code and whether there is a body.",
  scenario: { id: "http/origin", summary: "One origin server." },
  hosts: [
    { name: "client", address: "192.0.2.10", hostname: "", role: "A client", acts: "sends" },
    { name: "origin", address: "198.51.100.20", hostname: "www.test", role: "Static origin on the lab network", acts: "serves" },
  ],
  play: null,
  language: null,
  stepwise: false,
  steps: 'GET /style.css HTTP/1.1\nHost: www.test\nIf-None-Match: "v3-9f2c"',
  asks: [],
  goals: [],
  options: [],
  multiple: false,
  form: null,
  start: "",
  waitsMs: 0,
  timeLimitMs: 5000,
  wire: "real",
  ...prompt,
});

const choiceBody: CardBody = {
  kind: "choice",
  multiple: true,
  options: [
    { index: 0, text: "`304 Not Modified`", reason: "Ends at the empty line after the headers.", correct: true },
    { index: 1, text: "`204 No Content`", reason: "Has no content by definition.", correct: true },
    { index: 2, text: "`206 Partial Content`", reason: "Carries the range that was asked for.", correct: false },
    { index: 3, text: "`404 Not Found`", reason: "", correct: false },
  ],
};
const shownOptions = [2, 0, 3, 1].map((index) => ({ index, text: choiceBody.options[index]?.text ?? "" }));
const orderItems = [
  "The client sends the request head",
  "The origin answers `100 Continue`",
  "The client sends the content",
  "The origin answers `201 Created`",
];
const pairs = [
  { left: "`301`", right: "Moved for good; the method may change" },
  { left: "`307`", right: "Moved for now; the method stays" },
  { left: "`308`", right: "Moved for good; the method stays" },
];
const clozeBody: CardBody = {
  kind: "cloze",
  text: "A cache that holds a \uE0000\uE001 response asks with \uE0001\uE001.",
  blanks: ["stale", "If-None-Match"],
  hidden: [0, 1],
};
const typeBody: CardBody = { kind: "type", accepted: ["Retry-After"], exact: false };
const craftText = "GET /log.txt HTTP/1.1\nHost: www.test\nRange: bytes=100-200\n";

/** The colon of the Host line that the scripted run sends. */
const atColon = { message: 0, offset: 29, code: "field-name", text: "A field name ends at its colon.", source: "RFC 9112 §5" };

export const sampleCards: readonly SampleCard[] = [
  {
    id: "http-status/revalidate",
    key: 1,
    kind: "live",
    section: "Conditional requests",
    heading: "Revalidation",
    prompt: live({
      asks: [
        { label: "Status", type: "int", after: null },
        { label: "Has a body", type: "bool", after: null },
      ],
    }),
    hints: ["Look at what `If-None-Match` compares.", "A match means that the stored copy is still good."],
    answer: (given) => {
      const said = given?.kind === "predictions" ? given.values : ["", ""];
      const goals = [
        { label: "Status", passed: said[0] === "304", expected: null, seen: "304", absent: false },
        { label: "Has a body", passed: said[1] === "false", expected: null, seen: "false", absent: false },
      ];
      const passed = goals.every((goal) => goal.passed);
      const reveal = { answer: noBody, citations, marks: [], solution: null };
      return {
        verdict: verdictOf(passed ? "passed" : "failed", goals),
        ended: given === null ? "given up" : passed ? "solved" : "wrong",
        reveal,
        readAs: [...said],
        run: sampleRun("304"),
      };
    },
  },
  {
    id: "http-status/range",
    key: 2,
    kind: "live",
    section: "Range requests",
    heading: "One part of a file",
    prompt: live({
      shape: "craft",
      question: "Ask the origin for the second hundred bytes of `/log.txt`, and nothing else.",
      play: "client",
      language: "wire-text",
      steps: "",
      start: craftText,
      goals: [{ label: "Status is 206" }, { label: "`Content-Range` is `bytes 100-199/1000`" }],
    }),
    hints: ["Positions count from zero.", "Both ends are inclusive.", "`Range: bytes=100-199`"],
    answer: (given) => {
      const text = given?.kind === "text" ? given.text : "";
      const right = text.includes("bytes=100-199");
      const goals = [
        {
          label: "Status is 206",
          passed: text.includes("Range"),
          expected: right || given === null ? "206" : null,
          seen: text.includes("Range") ? "206" : "200",
          absent: false,
        },
        {
          label: "`Content-Range` is `bytes 100-199/1000`",
          passed: right,
          expected: right || given === null ? "bytes 100-199/1000" : null,
          seen: "bytes 100-200/1000",
          absent: false,
        },
      ];
      const reveal =
        right || given === null
          ? { answer: "Both ends of a byte range are **inclusive**.", citations, marks: [], solution: craftText.replace("200", "199") }
          : null;
      const verdict = {
        ...verdictOf(right ? "passed" : "failed", goals),
        command: "curl -r 100-200 http://www.test/log.txt",
        caret: right || given === null ? null : atColon,
      };
      return { verdict, ended: given === null ? "given up" : right ? "solved" : "open", reveal, readAs: [], run: sampleRun("304") };
    },
  },
  stored(
    "etag",
    3,
    "What does an ETag name?",
    { kind: "recall" },
    { kind: "recall", question: "" },
    'One **selected representation** of a resource at one time.\n\n- *Strong*: equal bytes\n- *Weak* (`W/`): equal in meaning\n\n| Compared | Strong | Weak |\n| --- | --- | --- |\n| `W/"1"`, `W/"1"` | no | yes |',
  ),
  stored(
    "bodies",
    4,
    "Which of these never carry content?",
    choiceBody,
    { kind: "choice", question: "", multiple: true, options: shownOptions },
    "Whatever their fields say, these end at the empty line.",
  ),
  stored(
    "expect",
    5,
    "Put an upload with `Expect: 100-continue` in order",
    { kind: "order", items: orderItems, interchangeable: [] },
    { kind: "order", question: "", items: [1, 0, 3, 2].map((index) => ({ index, text: orderItems[index] ?? "" })) },
    "The head goes first, so that a large content isn't sent in vain.",
  ),
  stored(
    "redirects",
    6,
    "Match each redirect with what it says",
    { kind: "match", leftLabel: "Status", rightLabel: "Says", pairs },
    {
      kind: "match",
      question: "",
      leftLabel: "Status",
      rightLabel: "Says",
      left: pairs.map(({ left }, index) => ({ index, text: left })),
      right: [1, 2, 0].map((index) => ({ index, text: pairs[index]?.right ?? "" })),
    },
    "307 and 308 forbid the change of method that 301 and 302 allow.",
  ),
  stored(
    "stale",
    7,
    "Fill in how a cache revalidates",
    clozeBody,
    { kind: "cloze", question: "", text: clozeBody.text, blanks: [0, 1] },
    "The tag came with the stored response.",
  ),
  stored("retry", 8, "Which header says when to come back after `429`?", typeBody, { kind: "type", question: "", exact: false }, "Seconds, or a date."),
  {
    id: "http-status/bodyless-live",
    key: 9,
    kind: "live",
    section: "Methods",
    heading: "Which of these requests are answered without content?",
    prompt: live({
      shape: "choice",
      question: "",
      steps: "",
      options: [
        { index: 1, text: "`HEAD /video`" },
        { index: 0, text: "`GET /video`" },
      ],
    }),
    hints: [],
    answer: (given) => {
      const chosen = given?.kind === "choice" ? given.chosen : [];
      const marks = [
        { index: 0, passed: !chosen.includes(0), given: String(chosen.includes(0)), right: "false", reason: "A GET is answered with content." },
        { index: 1, passed: chosen.includes(1), given: String(chosen.includes(1)), right: "true", reason: "HEAD is GET without content." },
      ];
      const passed = marks.every((mark) => mark.passed);
      return {
        verdict: verdictOf(passed ? "passed" : "failed"),
        ended: given === null ? "given up" : passed ? "solved" : "wrong",
        reveal: { answer: "The method decides.", citations, marks, solution: null },
        readAs: [],
        run: sampleRun("304"),
      };
    },
  },
  {
    id: "http-status/lab-down",
    key: 10,
    kind: "live",
    layer: "tcp",
    section: "Conditional requests",
    heading: "A run that cannot start",
    prompt: live({ asks: [{ label: "Status", type: "int", after: null }] }),
    hints: [],
    answer: () => ({
      verdict: verdictOf("error", [], { code: "lab.start", text: "The origin did not start. Port 8081 is in use." }),
      ended: "open",
      reveal: null,
      readAs: [],
      run: null,
    }),
  },
  {
    id: "http-status/disputed",
    key: 11,
    kind: "live",
    section: "Conditional requests",
    heading: "A card that its author got wrong",
    prompt: live({ asks: [{ label: "Status", type: "int", after: null }] }),
    hints: [],
    answer: (given) => ({
      verdict: verdictOf("disagrees", [{ label: "Status", passed: true, expected: "304", seen: "304", absent: false }], {
        code: "disagrees",
        text: "The author expected 200, the wire said 304.",
      }),
      ended: given === null ? "given up" : "solved",
      reveal: { answer: noBody, citations, marks: [], solution: null },
      readAs: given?.kind === "predictions" ? given.values : [""],
      run: sampleRun("304"),
    }),
  },
];

export function sampleDecks(due: number): DeckRow[] {
  const deck = (deckKey: number, title: string, topic: string, layer: DeckRow["layer"], cards: number, recallNow: number | null): DeckRow => ({
    deckKey,
    id: title.toLowerCase().replaceAll(" ", "-"),
    title,
    topic,
    layer,
    origin: "built-in",
    file: `content/${topic}/${deckKey}.md`,
    cards,
    live: Math.round(cards / 2),
    due: deckKey === 1 ? due : deckKey,
    unseen: recallNow === null ? cards : 3,
    suspended: 0,
    recallNow,
    lastStudiedAt: recallNow === null ? null : Date.now() - deckKey * 86_400_000,
    languages: ["en", "zh-CN"],
    problems: { errors: deckKey === 3 ? 1 : 0, warnings: deckKey === 3 ? 1 : 0 },
  });
  return [
    deck(1, "HTTP status codes", "http", "app", 68, 0.91),
    deck(2, "TLS 1.3 handshake", "tls", "tls", 38, 0.81),
    deck(3, "TCP connection states", "tcp", "tcp", 52, 0.95),
    deck(4, "IP and routing", "ip", "net", 44, 0.84),
    deck(5, "Ethernet and ARP", "ethernet", "link", 22, null),
  ];
}

export const sampleProblems: DeckProblems = {
  diagnostics: [
    {
      file: "/home/learner/decks/tcp.md",
      line: 41,
      column: 7,
      endLine: 41,
      endColumn: 12,
      severity: "error",
      code: "sample-unknown",
      message: "There is no scenario `tcp/pear`. Did you mean `tcp/pair`?",
      data: {},
    },
    {
      file: "/home/learner/decks/tcp.md",
      line: 12,
      column: 1,
      endLine: 12,
      endColumn: 20,
      severity: "warning",
      code: "missing-id",
      message: "The entry has no id, so its history hangs on its text.",
      data: { id: "time-wait" },
    },
  ],
  otherFiles: 2,
};

export function sampleToday(): Omit<TodayView, "due" | "dueReviews" | "dueNew" | "firstRun"> {
  const day = (offset: number) => new Date(Date.UTC(2026, 10, 20 + offset)).toISOString().slice(0, 10);
  return {
    day: day(0),
    seconds: 1620,
    byLayer: [
      { layer: "app", count: 19 },
      { layer: "tls", count: 6 },
      { layer: "tcp", count: 10 },
      { layer: "net", count: 5 },
      { layer: "link", count: 2 },
    ],
    byKind: [
      { kind: "recall", count: 21 },
      { kind: "live", count: 18 },
      { kind: "choice", count: 3 },
    ],
    budgets: [
      { minutes: 10, covers: 4 },
      { minutes: 25, covers: 9 },
      { minutes: 40, covers: 11 },
      { minutes: 0, covers: 11 },
    ],
    nextDueAt: Date.now() + 90_000_000,
    forecast: Array.from({ length: 14 }, (_, index) => ({ day: day(index), due: [42, 26, 23, 30, 28, 34, 25, 22, 18, 25, 24, 20, 29, 16][index] ?? 0 })),
    activity: Array.from({ length: 90 }, (_, index) => ({ day: day(index - 89), reviews: index < 14 || index % 9 === 0 ? 0 : (index * 37) % 60 })),
    decks: sampleDecks(0).map(({ deckKey, title, topic, layer, due, cards, recallNow }) => ({ deckKey, title, topic, layer, due, total: cards, recallNow })),
  };
}
