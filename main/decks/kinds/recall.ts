/** Nothing marks it: reveal and rate. */
import { sides, type KindReader } from "../body.ts";

export const recall: KindReader = {
  values: [],
  read(body) {
    const { question, answer } = sides(body, []);
    if (body.blocks.length === 0) body.source.report("no-answer", body.heading);
    else if (answer === "") body.source.report("empty-answer", body.heading);
    return [{ part: "", question, answer, body: { kind: "recall" } }];
  },
};
