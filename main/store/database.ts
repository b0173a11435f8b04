/** The open database as two types: who only reads can't write by mistake. Statements are prepared once and kept. */
import type Database from "better-sqlite3";
import type { AppProblem } from "../contract/index.ts";
import { problemOf } from "./problems.ts";

export type Bound = string | number | null | Uint8Array;

export interface ReadableStore {
  /** Rows of a query; values are always bound. */
  all<Row>(sql: string, ...values: Bound[]): Row[];
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- rows have the type that their query gives them
  get<Row>(sql: string, ...values: Bound[]): Row | undefined;
  /** One at a time, so that a limit can stop early. */
  each<Row>(sql: string, ...values: Bound[]): IterableIterator<Row>;
}

export interface WritableStore extends ReadableStore {
  /** Only inside `act`. Returns the rowid of an insert and how many rows changed. */
  run(sql: string, ...values: Bound[]): { rowid: number; changes: number };
}

/** What a write gives: on disk, or a problem that says what to do; then nothing was changed. */
export type Written<T> = { ok: true; value: T } | { ok: false; problem: AppProblem };

export interface Connection extends WritableStore {
  /** One user action is one transaction. What `change` throws and isn't the disk's or the database's fault is thrown on. */
  act<T>(change: (store: WritableStore) => T): Written<T>;
  close(): void;
}

/** Wraps an open better-sqlite3 database. */
export function connect(database: Database.Database, file: string): Connection {
  const statements = new Map<string, Database.Statement>();
  const prepared = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const store: WritableStore = {
    all: <Row>(sql: string, ...values: Bound[]) => prepared(sql).all(...values) as Row[],
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as declared above
    get: <Row>(sql: string, ...values: Bound[]) => prepared(sql).get(...values) as Row | undefined,
    each<Row>(sql: string, ...values: Bound[]) {
      // An iterator keeps its statement until it ends; who asks meanwhile gets another.
      const statement = prepared(sql);
      return (statement.busy ? database.prepare(sql) : statement).iterate(...values) as IterableIterator<Row>;
    },
    run(sql, ...values) {
      if (!database.inTransaction) throw new Error("a write outside of an action");
      const result = prepared(sql).run(...values);
      return { rowid: Number(result.lastInsertRowid), changes: result.changes };
    },
  };
  return {
    ...store,
    act<T>(change: (store: WritableStore) => T): Written<T> {
      try {
        return { ok: true, value: database.transaction(() => change(store)).immediate() };
      } catch (cause) {
        const problem = problemOf(cause, file);
        if (problem === null) throw cause;
        return { ok: false, problem };
      }
    },
    close: () => database.close(),
  };
}
