/** What a benchmark measures and prints. Never a test: ratios against a named baseline of the same run. */

export interface Measurement {
  name: string;
  /** Median, in `unit`. */
  value: number;
  unit: string;
  /** What it is compared with, with its own median; "" where there is nothing to compare with. */
  baseline: string;
  /** value / baseline; null where there is no baseline. */
  ratio: number | null;
  /** Largest resident memory of the benchmark's process so far. */
  rssMiB: number;
  samples: number;
}

/** One file of this folder each; the explicit list. */
export const benchmarks = ["parse", "sync", "queue", "answer", "run", "start"];

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Milliseconds of one call. */
export async function timed(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** Alternates the two, so that noise of the machine meets both; warms up first. */
export async function compared(samples: number, work: () => unknown, bare: () => unknown): Promise<{ ms: number; bareMs: number }> {
  const own: number[] = [];
  const other: number[] = [];
  for (let round = -Math.min(2, samples); round < samples; round += 1) {
    const bareMs = await timed(bare);
    const ownMs = await timed(work);
    if (round < 0) continue;
    other.push(bareMs);
    own.push(ownMs);
  }
  return { ms: median(own), bareMs: median(other) };
}

export function measurement(name: string, value: number, unit: string, samples: number, baseline?: { name: string; value: number }): Measurement {
  return {
    name,
    value,
    unit,
    baseline: baseline === undefined ? "" : `${baseline.name} (${baseline.value.toPrecision(3)} ${unit})`,
    ratio: baseline === undefined ? null : value / baseline.value,
    rssMiB: process.resourceUsage().maxRSS / 1024,
    samples,
  };
}
