/** Shows ladder, inspector and wire editor with fixed data, under the product's own content policy. `?show=` picks one. */
import { useState } from "react";
import { createRoot } from "react-dom/client";
import type { Chunk, Flow, StepRecord, TranscriptEvent } from "../../../main/contract/index.ts";
import { streamBytes, type Capture } from "../../../main/wire/capture.ts";
import { dissect, fieldsOf } from "../../../main/wire/dissect.ts";
import { ladder, type Ladder, type MessageRow } from "../../../main/wire/ladder.ts";
import { LadderDiagram } from "../../../renderer/parts/ladder/ladder.tsx";
import { Inspector } from "../../../renderer/parts/inspector/inspector.tsx";
import { WireEditor } from "../../../renderer/parts/wire-editor/wire-editor.tsx";
import { makeMessages, MessagesContext } from "../../../renderer/messages/messages.ts";
import "../../../renderer/styles/tokens.css";
import "../../../renderer/styles/base.css";
import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "./page.css";

const query = new URLSearchParams(location.search);
document.documentElement.dataset["theme"] = query.get("theme") ?? "light";

const encoder = new TextEncoder();
const hosts = [
  { name: "client", address: "192.0.2.10", hostname: "client.test", role: "" },
  { name: "origin", address: "198.51.100.80", hostname: "origin.test", role: "" },
  { name: "backend", address: "198.51.100.90", hostname: "backend.test", role: "" },
];
const flow = (id: number, from: number, to: number, openedAt: number, ended: Flow["ended"], endedAt: number): Flow => ({
  id,
  transport: "tcp",
  from: { host: hosts[from]!.name, address: hosts[from]!.address, port: 49_822 + id },
  to: { host: hosts[to]!.name, address: hosts[to]!.address, port: to === 1 ? 80 : 8080 },
  openedAt,
  endedAt,
  ended,
  real: null,
});
const chunk = (of: number, by: string, at: number, text: string): Chunk => ({ flow: of, by, at, bytes: encoder.encode(text), observed: "write" });
const clock: TranscriptEvent = { at: 700, kind: "clock", host: "origin", name: "forward", value: "+75 s", source: "application" };

const captures: Record<string, Capture> = {
  exchange: {
    hosts,
    flows: [flow(0, 0, 1, 12, "fin", 1400)],
    chunks: [
      chunk(0, "client", 210, "GET /style.css HTTP/1.1\r\nHost: origin.test\r\n\r\n"),
      chunk(0, "origin", 640, `HTTP/1.1 200 OK\r\nETag: "v3-9f2c"\r\nCache-Control: max-age=60\r\nContent-Length: 1482\r\n\r\n${"x".repeat(1482)}`),
      chunk(0, "client", 910, 'GET /style.css HTTP/1.1\r\nHost: origin.test\r\nIf-None-Match: "v3-9f2c"\r\n\r\n'),
      chunk(
        0,
        "origin",
        1230,
        'HTTP/1.1 304 Not Modified\r\nDate: Fri, 20 Nov 2026 17:05:28 GMT\r\nETag: "v3-9f2c"\r\nCache-Control: max-age=60\r\nVary: Accept-Encoding\r\n\r\n',
      ),
    ],
    events: [clock],
    limits: [],
  },
  gateway: {
    hosts,
    flows: [flow(0, 0, 1, 0, "fin", 5000), flow(1, 1, 2, 300, "reset", 4000), flow(2, 0, 1, 5100, "refused", 5200)],
    chunks: [
      chunk(0, "client", 100, "GET /gateway/broken HTTP/1.1\r\nHost: origin.test\r\nHost : again\r\nAccept: text/html\n\r\n"),
      chunk(1, "origin", 400, "GET /broken HTTP/1.1\r\nHost: backend.test:8080\r\n\r\n"),
      chunk(1, "backend", 900, "SMTP? no.\r\n"),
      chunk(0, "origin", 4500, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 12\r\n\r\nbad backend\n"),
    ],
    events: [
      { at: 200, kind: "state", host: "client", name: "state", value: "WAITING", source: "application" },
      { at: 450, kind: "decision", host: "origin", name: "gateway", value: "forward", source: "application" },
    ],
    limits: [],
  },
  refusal: {
    hosts,
    flows: [flow(0, 0, 1, 0, "fin", 5000)],
    chunks: [chunk(0, "client", 100, "GET / HTTP/1.1\r\nHost : o\r\n\r\n"), chunk(0, "origin", 900, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")],
    events: [
      { at: 400, kind: "decision", host: "origin", name: "refused", value: "400 white space between field name and colon", source: "application" },
      { at: 1000, kind: "state", host: "client", name: "state", value: "WAITING", source: "application" },
    ],
    limits: [],
  },
  large: {
    hosts,
    flows: [flow(0, 0, 1, 0, "open", 0)],
    chunks: [
      chunk(0, "client", 5, "GET /large HTTP/1.1\r\nHost: o\r\n\r\n"),
      chunk(0, "origin", 9, `HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n${"0123456789".repeat(100_000)}`),
    ],
    events: [],
    limits: [],
  },
  long: {
    hosts,
    flows: [flow(0, 0, 1, 0, "open", 0)],
    chunks: Array.from({ length: 400 }, (_, n) =>
      n % 2 === 0 ? chunk(0, "client", n * 900, `GET /${n} HTTP/1.1\r\nHost: o\r\n\r\n`) : chunk(0, "origin", n * 900, "HTTP/1.1 204 No Content\r\n\r\n"),
    ),
    events: [],
    limits: [],
  },
};

function states(base: Ladder): Ladder {
  const row = base.rows.find((candidate): candidate is MessageRow => candidate.kind === "message")!;
  const shapes = [
    { state: "plain" },
    { state: "planned", message: null },
    { state: "lost" },
    { state: "retransmitted" },
    { state: "refused" },
    { sleeve: "opened" },
    { sleeve: "locked" },
  ] as const;
  const rows = shapes.map((shape, index): MessageRow => ({
    ...row,
    ...shape,
    message: "message" in shape ? null : index,
    key: String(index),
    topPx: index * 48,
    time: index === 0 ? "0.0 ms" : String(index),
    label: "seq 1461",
    notes: [],
    detail: "1460 B",
  }));
  return { ...base, rows, heightPx: rows.length * 48 };
}

const steps: StepRecord[] = [];
const wrong = [{ start: 35, end: 50, message: "This field is not allowed here." }];
const none: never[] = [];

function Wire({ name }: { name: string }) {
  const capture = captures[name]!;
  const { messages } = dissect(capture, steps);
  const [drawn] = useState(() => ladder({ ...capture, messages, wire: "real" }));
  const [selected, setSelected] = useState<number | null>(messages.length > 10 ? 0 : messages.length - 1);
  const message = messages[selected ?? 0]!;
  const bytes = streamBytes(capture, message.flow, message.by).slice(message.range.from, message.range.to);
  const [asked, setAsked] = useState<string[]>([]);
  const loadBytes = (from: number, to: number) => {
    setAsked((before) => [...before, `${from}-${to}`]);
    return Promise.resolve(bytes.slice(from, to));
  };
  return (
    <div className="wire">
      <output id="asked">{asked.join(" ")}</output>
      <LadderDiagram ladder={drawn} label="What went over the wire" selected={selected} onSelect={setSelected} />
      <Inspector
        id={String(message.id)}
        fields={fieldsOf(message, bytes)}
        size={bytes.length}
        loadBytes={loadBytes}
        command={message.value.kind === "request" ? "curl 'http://origin.test/'" : ""}
      />
    </div>
  );
}

function States() {
  const capture = captures["exchange"]!;
  const [drawn] = useState(() => states(ladder({ ...capture, messages: dissect(capture).messages, wire: "simulated" })));
  return <LadderDiagram ladder={drawn} label="States" selected={3} onSelect={() => undefined} />;
}

function Editor() {
  const [text, setText] = useState("GET /log.txt HTTP/1.1\nHost: origin.test\nRange: bytes=100-200\nAccept-Encoding: identity\n");
  const [said, setSaid] = useState("");
  return (
    <div className="editing">
      <WireEditor
        value={text}
        onChange={setText}
        onRun={() => setSaid("run")}
        onLeave={() => setSaid("left")}
        onEarlier={() => setText("GET /earlier HTTP/1.1\n")}
        label="Request"
        plain={query.has("plain")}
        problems={query.has("wrong") ? wrong : none}
      />
      <output id="said">{said}</output>
      <output id="text">{text}</output>
      <button type="button" id="outside">
        Outside
      </button>
    </div>
  );
}

function Page() {
  const show = query.get("show") ?? "exchange";
  if (show === "editor") return <Editor />;
  return show === "states" ? <States /> : <Wire name={show} />;
}

const messages = makeMessages(query.get("language") === "zh-CN" ? "zh-CN" : "en");
createRoot(document.querySelector("#root")!).render(
  <MessagesContext value={messages}>
    <Page />
  </MessagesContext>,
);
