/** Something that is read from main, shown, and read again when it has changed. What was shown stays until the new value is there. */
import type { AppProblem } from "../../main/contract/index.ts";
import { problemOf } from "./problem.ts";
import { createStore, type Store } from "./store.ts";

export type Loaded<T> = { state: "loading" } | { state: "failed"; problem: AppProblem } | { state: "ready"; value: T };

export interface Resource<T> {
  store: Store<Loaded<T>>;
  /** Reads; the newest call wins, whatever order the answers come in. */
  read(): Promise<void>;
  /** Reads only if somebody has read before. */
  readAgain(): Promise<void>;
  put(value: T): void;
}

export function createResource<T>(fetch: () => Promise<T>): Resource<T> {
  const store = createStore<Loaded<T>>({ state: "loading" });
  let newest = 0;
  const read = async () => {
    const mine = ++newest;
    try {
      const value = await fetch();
      if (mine === newest) store.set({ state: "ready", value });
    } catch (error) {
      if (mine === newest && store.get().state !== "ready") store.set({ state: "failed", problem: problemOf(error) });
    }
  };
  return {
    store,
    read,
    readAgain: async () => (newest > 0 ? read() : undefined),
    put: (value) => {
      newest += 1;
      store.set({ state: "ready", value });
    },
  };
}
