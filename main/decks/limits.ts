/** How much of everything a deck may hold. Each limit is tested at the limit and one beyond it. */

/** UTF-16 units of one file, and bytes: a larger file is not even opened. A deck of 10,000 cards has about 1.6 million. */
export const maxDeckLength = 8_000_000;
export const maxCards = 50_000;
export const maxDiagnostics = 1000;
export const maxIdLength = 100;
/** UTF-16 units of a heading's line, attributes included. */
export const maxHeadingLength = 1000;
export const maxTags = 20;
/** Options, items, rows of a match, blanks, accepted answers: what one answer message may name. */
export const maxItems = 100;
/** Rows of a `.rows` table. */
export const maxRows = 1000;
/** UTF-16 units of one exercise block. */
export const maxExerciseLength = 64_000;
/** UTF-16 units of one entry. */
export const maxEntryLength = 100_000;
/** UTF-16 units of a paragraph, a heading or a table cell: the library takes time that grows with the square of it. */
export const maxParagraphLength = 4000;
/** Spaces and tabs in a row; the same holds. */
export const maxSpaces = 200;
/** Quotes and lists that begin on one line, one in the other. */
export const maxNesting = 30;
/** Unclosed blocks after which reading goes on at the next entry; beyond it the rest of the file counts to the last one. */
export const maxRecoveries = 20;
