/** The shape of an exercise, and which keys each shape needs and has no use for. */
import type { Exercise, ExerciseShape } from "../contract/index.ts";
import type { Compiling, Key } from "./compiling.ts";
import { maxHints, maxWrong } from "./limits.ts";
import type { ScenarioEntry } from "./scenario.ts";

/** The shape that parts and steps make; the name only labels it. */
export function shapeOf(exercise: Exercise, scenario: ScenarioEntry): ExerciseShape {
  const { play } = exercise;
  if (exercise.option !== null) return "choice";
  if (play === null) return exercise.steps === "" ? "compute" : "observe";
  if (exercise.stepwise) return "steer";
  if (Object.hasOwn(scenario.documents, play)) return "defend";
  if (scenario.hosts[play]!.acts === "serves") return "serve";
  return Object.keys(scenario.documents).length > 0 ? "attack" : "craft";
}

/** What each group of shapes needs and what it has no use for. */
export function checkShape(exercise: Exercise, { scenario, source, problems }: Compiling): void {
  if (source["play"] !== undefined && exercise.play === null) return;
  const { shape } = exercise;
  const need = (key: Key, why: string): void => void (source[key] === undefined && problems.add("missing", { key }, { shape, name: key, why }));
  const refuse = (keys: Key[], why: string): void => {
    for (const key of keys) if (source[key] !== undefined) problems.add("misplaced", { key }, { shape, name: key, why });
  };
  if (exercise.hints.length > maxHints) problems.add("too-many", { key: "hints" }, { name: "hints", limit: maxHints });
  if (exercise.wrong.length > maxWrong) problems.add("too-many", { key: "wrong" }, { name: "wrong", limit: maxWrong });
  const answers: Key[] = ["start", "solution", "wrong", "form", "stepwise"];
  if (shape === "choice") {
    need("goals", "They decide which options are right.");
    refuse(["ask", "expect", "play", ...answers], "The learner chooses an option.");
  } else if (exercise.play === null) {
    need("ask", "Without a part the learner predicts.");
    refuse(["goals", ...answers], "Without a part (play) the learner predicts (ask).");
    if (shape === "compute" && !scenario.derive) problems.add("no-derived-facts", { key: "scenario", end: scenario.id.length });
    if (source["expect"] === undefined) problems.add("no-expect", { key: "ask" });
  } else {
    need("goals", "They decide whether an answer is right.");
    need("solution", "It proves that the exercise can be solved.");
    refuse(["ask", "expect"], "The learner has a part; goals decide.");
    if (exercise.wrong.length < 2) problems.add("too-few-wrong", { key: "wrong" }, { count: exercise.wrong.length });
    exercise.wrong.forEach(
      (wrong, index) => exercise.solution?.trim() === wrong.trim() && problems.add("wrong-is-solution", { key: "wrong", item: index, end: wrong.length }),
    );
  }
}
