/** Bounds of what a deck or an answer may ask for. Each is tested at the limit and one beyond. */

/** UTF-16 units of one text of an exercise block. */
export const maxTextLength = 20_000;
/** Lines of `steps` that begin a step. */
export const maxSteps = 50;
export const maxGoals = 20;
export const maxAsks = 20;
export const maxHints = 10;
export const maxWrong = 20;
export const maxDraws = 20;
export const maxFormFields = 20;
/** UTF-16 units of one CEL expression. */
export const maxExpressionLength = 1_000;
/** UTF-16 units of a pattern given to matches(). */
export const maxPatternLength = 200;
/** Longest jump of the lab clock: 400 days, so that a cookie's Max-Age of a year can pass. */
export const maxClockMs = 400 * 86_400_000;
/** Bytes that one answer or one step may send, repetitions unfolded. */
export const maxWireBytes = 1_000_000;
/** All `@pause` of one text together. */
export const maxPauseMs = 5_000;
export const maxConnections = 16;
/** Answers of a serving part (split by a line `---`). */
export const maxServedAnswers = 20;
/** Shown characters of a value in "expected" and "seen". */
export const maxShownLength = 400;
/** Elements of one list or answer that are compared. */
export const maxListLength = 1_000;
