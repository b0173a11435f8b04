/** One live HTTP exercise in a warm worker, against a bare listen-connect-send-receive-stop in a warm worker. Aim: at most twice. */
import { connect, createServer } from "node:net";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { parseDeck } from "../../main/decks/parse.ts";
import { catalogue } from "../../main/exercise/catalogue.ts";
import { prepare } from "../../main/exercise/prepare.ts";
import { createLab } from "../../main/lab/lab.ts";
import { measurement, median, type Measurement } from "./measurement.ts";

const deck = `---
deck: bench
title: Bench
topic: http
source: RFC 9110
---

## Ask for the beginning of the video {#range}

Ask \`/video\` for its first \`\${last}\` bytes.

\`\`\`yaml exercise
scenario: http/origin
vary: |
  last = between(10, 400)
play: client
goals: |
  Status is 206: response.status == 206
  The right bytes: header(response, "Content-Range") == "bytes 0-\${last}/1000"
solution: |
  GET /video HTTP/1.1
  Host: origin.test
  Range: bytes=0-\${last}
  Connection: close
wrong:
  - |
    GET /video HTTP/1.1
    Host: origin.test
  - |
    GET /article HTTP/1.1
    Host: origin.test
\`\`\`
`;

const request = Buffer.from("GET /video HTTP/1.1\r\nHost: origin.test\r\nRange: bytes=0-99\r\nConnection: close\r\n\r\n");
const response = Buffer.from(
  `HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-99/1000\r\nContent-Length: 100\r\nConnection: close\r\n\r\n${"x".repeat(100)}`,
);

export async function measure(): Promise<Measurement[]> {
  const result = parseDeck(deck, "bench.md", catalogue);
  const body = result.state === "deck" ? result.deck.entries[0]?.cards[0]?.body : undefined;
  if (body?.kind !== "live") throw new Error("the exercise could not be read");
  const lab = createLab();
  const bare = bareWorker();
  const times = { run: [] as number[], bare: [] as number[], exchange: [] as number[], drive: [] as number[], dissect: [] as number[], judge: [] as number[] };
  const signal = new AbortController().signal;
  for (let round = -30; round < 200; round += 1) {
    const prepared = prepare(body.exercise, catalogue, `seed-${round}`);
    const session = lab.open(prepared);
    const startedMs = performance.now();
    const run = await session.attempt({ kind: "text", text: prepared.solution! }, signal);
    const runMs = performance.now() - startedMs;
    await session.close();
    if (run.verdict.outcome !== "passed") throw new Error(JSON.stringify(run.verdict));
    const { totalMs: bareMs, exchangeMs } = await bare.exchange();
    if (round < 0) continue;
    times.run.push(runMs);
    times.bare.push(bareMs);
    times.exchange.push(exchangeMs);
    times.drive.push(run.parts.driveMs);
    times.dissect.push(run.parts.dissectMs);
    times.judge.push(run.parts.judgeMs);
  }
  await lab.close();
  await bare.stop();
  const samples = times.run.length;
  const baseline = { name: "bare exchange in a worker", value: median(times.bare) };
  // Driving has no hop between threads in it, so neither has what it is compared with.
  const exchange = { name: "the same without the hop", value: median(times.exchange) };
  return [
    measurement("run: one live exercise", median(times.run), "ms", samples, baseline),
    measurement("run: of it driving", median(times.drive), "ms", samples, exchange),
    measurement("run: of it dissecting", median(times.dissect), "ms", samples),
    measurement("run: of it judging", median(times.judge), "ms", samples),
  ];
}

/** The same round trip to a worker, with nothing in it but sockets. */
function bareWorker(): { exchange(): Promise<{ totalMs: number; exchangeMs: number }>; stop(): Promise<unknown> } {
  const worker = new Worker(new URL(import.meta.url));
  return {
    exchange: () =>
      new Promise((done) => {
        const startedMs = performance.now();
        worker.once("message", (exchangeMs: number) => done({ totalMs: performance.now() - startedMs, exchangeMs }));
        worker.postMessage("exchange");
      }),
    stop: () => worker.terminate(),
  };
}

if (!isMainThread) {
  parentPort!.on("message", () => {
    const startedMs = performance.now();
    const server = createServer((socket) => void socket.once("data", () => socket.end(response)));
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      const client = connect(port, "127.0.0.1", () => client.write(request));
      client.on("data", () => undefined);
      client.on("close", () => server.close(() => parentPort!.postMessage(performance.now() - startedMs)));
    });
  });
}
