/** The report button: keeps an attempt that should have passed, with all that is needed to see why it did not. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "./problem.ts";
import type { OpenShowing } from "./showing.ts";

/** Bytes as base64, so that the file is text that can be read and sent. */
function withBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString("base64") } : value;
}

/** Writes `reports/<time>-<card>.json` in the data folder; returns its path. */
export async function keepReport(dataDir: string, open: OpenShowing, note: string, atMs: number): Promise<string> {
  const time = new Date(atMs).toISOString().replaceAll(/[:.]/gu, "-");
  const file = join(dataDir, "reports", `${time}-${open.stored.cardId.replaceAll(/[^a-z0-9-]+/giu, "_")}.json`);
  const { stored, material, seed, answer, last, run, wording } = open;
  const report = {
    card: stored.cardId,
    version: material.card.versionHash,
    language: wording.language,
    seed,
    note,
    answer,
    verdict: last?.verdict ?? null,
    transcript: run?.transcript ?? null,
  };
  try {
    await mkdir(join(dataDir, "reports"), { recursive: true });
    await writeFile(file, `${JSON.stringify(report, withBytes, 2)}\n`);
  } catch (error) {
    const detail = (error as NodeJS.ErrnoException).code ?? "";
    throw new Problem({ code: "study.report-not-kept", data: { file, detail }, message: `The report ${file} can't be written (${detail}).` });
  }
  return file;
}
