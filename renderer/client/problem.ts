/** Failures as the screens show them: always a code of the catalogue, with data, and an English text to fall back to. */
import { ORPCError } from "@orpc/client";
import type { AppProblem } from "../../main/contract/index.ts";

/** Thrown for a call that was made, or was under way, while the app could not be reached. */
export class Unreachable extends Error {
  constructor() {
    super("The app cannot be reached.");
    this.name = "Unreachable";
  }
}

export function problemOf(error: unknown): AppProblem {
  if (error instanceof Unreachable) return { code: "unreachable", data: {}, message: error.message };
  if (error instanceof ORPCError) {
    if (error.code === "PROBLEM") return error.data as AppProblem;
    if (error.code === "BAD_REQUEST") return { code: "bad-request", data: {}, message: error.message };
  }
  return { code: "fault", data: {}, message: error instanceof Error ? error.message : String(error) };
}
