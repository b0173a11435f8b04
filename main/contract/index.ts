/** The contract's value types in one place. The procedures stand in contract.ts. */
export * from "./deck.ts";
export * from "./exercise.ts";
export * from "./memory.ts";
export * from "./screens.ts";
export * from "./settings.ts";
export * from "./study.ts";
export * from "./transcript.ts";
export * from "./verdict.ts";
