/** An expected failure on its way to the learner. Everything else that is thrown is a fault of ours. */
import type { AppProblem } from "../contract/index.ts";

export class Problem extends Error {
  readonly problem: AppProblem;

  constructor(problem: AppProblem) {
    super(problem.message);
    this.name = "Problem";
    this.problem = problem;
  }
}
