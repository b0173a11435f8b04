import { expect, test } from "vitest";
import { BasicLearningStepsStrategy, generatorParameters, State, type StepUnit } from "ts-fsrs";
import { ratings, type CardState } from "../../main/contract/index.ts";
import { learningStep, type Step } from "../../main/scheduler/steps.ts";

const states = [
  ["new", State.New],
  ["learning", State.Learning],
  ["review", State.Review],
  ["relearning", State.Relearning],
] as const;

test.each([[[1, 10]], [[10]], [[1, 10, 60]], [[]], [[5, 30]]])("steps of %j minutes are those of ts-fsrs", (minutes) => {
  const units = minutes.map((value): StepUnit => `${value}m`);
  const parameters = generatorParameters({ learning_steps: units, relearning_steps: units });
  for (const [state, theirState] of states) {
    for (let index = 0; index <= minutes.length; index++) {
      if ((state === "new" || state === "review") && index > 0) continue;
      const theirs = BasicLearningStepsStrategy(parameters, theirState, index);
      ratings.forEach((rating, n) => {
        const step = theirs[(n + 1) as 1];
        const ours = learningStep(state, index, rating, minutes);
        expect(ours === null ? null : { index: ours.index, minutes: Math.round(ours.minutes) }).toEqual(
          step === undefined ? null : { index: step.next_step, minutes: step.scheduled_minutes },
        );
      });
    }
  }
});

test.each<{ state: CardState; index: number; rating: (typeof ratings)[number]; steps: number[]; step: Step | null }>([
  { state: "new", index: 0, rating: "again", steps: [0.5, 3], step: { index: 0, minutes: 0.5 } },
  { state: "new", index: 0, rating: "hard", steps: [0.5, 3], step: { index: 0, minutes: 1.75 } },
  { state: "relearning", index: 0, rating: "hard", steps: [0.5], step: { index: 0, minutes: 0.75 } },
  { state: "learning", index: 2, rating: "again", steps: [1], step: null },
])("$rating of a $state card at step $index of $steps gives $step", ({ state, index, rating, steps, step }) => {
  expect(learningStep(state, index, rating, steps)).toEqual(step);
});
