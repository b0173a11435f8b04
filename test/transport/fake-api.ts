/** An app whose procedures answer with what they were given; single ones are replaced by a test. */
import type { Api } from "../../main/contract/api.ts";
import { contract } from "../../main/contract/contract.ts";

type Run = (input: unknown, signal: AbortSignal) => Promise<unknown>;

export function fakeApi(replaced: Record<string, Run>): Api<AbortSignal> {
  const areas = Object.entries(contract).map(([area, procedures]) => {
    const runs = Object.keys(procedures).map((name): [string, Run] => {
      const path = `${area}.${name}`;
      return [name, replaced[path] ?? ((input) => Promise.resolve({ path, input: input ?? null }))];
    });
    return [area, Object.fromEntries(runs)];
  });
  return Object.fromEntries(areas) as Api<AbortSignal>;
}
