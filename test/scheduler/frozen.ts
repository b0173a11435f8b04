/** Time and chance replaced by throwers: the scheduler must do without. */
import { afterEach, beforeEach, vi } from "vitest";

export function withoutTimeAndChance(): void {
  beforeEach(() => {
    const RealDate = Date;
    const refuse = (what: string) => () => {
      throw new Error(`${what} was read`);
    };
    class ArgumentsOnlyDate extends RealDate {
      constructor(...values: [] | [number | string | Date]) {
        if (values.length === 0) throw new Error("new Date() was read");
        super(...(values as [number]));
      }
      static override now = refuse("Date.now");
    }
    vi.stubGlobal("Date", ArgumentsOnlyDate);
    vi.spyOn(Math, "random").mockImplementation(refuse("Math.random"));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}
