/** All that can be wrong with a deck, declared once: code, severity, sentence and remedy. `{name}` is filled from the diagnostic's data. */
import type { Diagnostic, Severity } from "../contract/index.ts";

interface Declaration {
  severity: Severity;
  /** What is wrong. */
  message: string;
  /** What to do. */
  remedy: string;
}

const error = (message: string, remedy: string): Declaration => ({ severity: "error", message, remedy });
const warning = (message: string, remedy: string): Declaration => ({ severity: "warning", message, remedy });

/** Errors take their entry's cards away (in the front matter: the deck's); warnings do not. */
export const declarations = {
  // The file
  "file-too-large": error("The file has {length} characters; a deck may have {limit}.", "Split it into several decks."),
  "too-many-cards": error("The deck yields more than {limit} cards.", "Split it into several decks; cards from here on are left out."),
  "too-many-diagnostics": warning("There are more than {limit} findings; the rest is not listed.", "Mend these first."),
  "no-entries": warning("The deck has no entries.", "Write each card under a heading of the second level: `## Question`."),

  // Front matter
  "front-matter-unclosed": error("The front matter has no closing line `---`.", "Close it below its last key."),
  "front-matter-syntax": error("The front matter is not YAML: {reason}", "Write one `key: text` a line."),
  "front-matter-key": warning("The front matter has no key `{key}`.", "Use deck, was, title, topic, language or source."),
  "front-matter-value": error("`{key}` must be a plain text.", "Write `{key}: text`."),
  "bad-deck-id": error("`{id}` is no deck id.", "Use small letters, digits and hyphens, beginning with a letter or digit."),
  "duplicate-deck": error("The deck id `{id}` is taken by {other}.", "Give one of the two another id."),
  "ambiguous-card": warning("This card could be {candidates}; it starts anew.", "Give it the id that it had."),
  "bad-was": error("`{id}` in `was` is no id of an earlier deck.", "Name ids that the deck once had; not its present one."),
  "bad-language": error("The language `{language}` is not supported.", "Write `en` or `zh-CN`."),
  "missing-title": warning("The deck has no title; its id is shown.", "Add `title:` to the front matter."),
  "missing-topic": warning("The deck has no topic; its id is used.", "Add `topic:` to the front matter."),
  "bad-source": error("`{source}` can't be read as a source.", "Write it like `RFC 9110` or `IANA HTTP Status Code Registry`."),

  // YAML
  "yaml-syntax": error("The exercise is not YAML: {reason}", "Mind the indentation; long texts stand under `key: |`."),
  "yaml-duplicate-key": error("The key `{key}` stands twice.", "Keep one."),
  "yaml-alias": error("Aliases are not read.", "Write the text out."),
  "yaml-anchor": error("Anchors are not read.", "Remove `&{name}`."),
  "yaml-tag": error("Tags are not read; every value is text.", "Remove `{tag}`."),
  "yaml-not-text": error("`{key}` must be a text.", "Quote it, or write it under `{key}: |`."),
  "yaml-not-list": error("`{key}` must be a list of texts.", "Write each as an item: `- text`."),
  "yaml-not-exercise": error("An exercise is a map of keys.", "Begin with `scenario: …`."),

  // Headings
  "empty-heading": error("The heading is empty.", "Write the question after `##`."),
  "heading-too-long": error("The heading has {length} characters; {limit} are allowed.", "Move the rest below it."),
  "missing-id": warning("The entry has no id, so its history hangs on its text.", "Add `{#{id}}` to the heading; `check --fix` does it."),
  "bad-id": error("`{id}` is no id.", "Use small letters, digits and hyphens, at most {limit}, beginning with a letter or digit."),
  "two-ids": error("The heading has two ids.", "Keep one."),
  "duplicate-id": error("The id `{id}` is taken by line {line}.", "Give this entry another one."),
  "duplicate-entry": error("The same entry, without an id, stands at line {line}.", "Remove one, or give each an id."),
  "unclosed-attributes": error("The attributes of the heading are not closed.", "End the heading with `}`, and close quotes before it."),
  "bad-attribute": error("`{text}` is no attribute.", "Attributes are `#id`, `.kind` and `key=value`; text in braces stands in a code span."),
  "unknown-attribute": error("There is no attribute `{key}` for {kind}.", "Known there: {known}."),
  "duplicate-attribute": error("The attribute `{key}` stands twice.", "Keep one."),
  "unknown-kind": error("There is no kind `.{kind}`.", "Kinds: {known}."),
  "kind-conflict": error("`{kind}` does not go with {other}.", "Keep one of them."),
  "bad-tag": error("`{tag}` is no tag.", "Use letters, digits and hyphens, at most {limit} tags, split by commas."),
  "attributes-elsewhere": warning("Only headings of the second level take attributes; these are shown as text.", "Remove them."),
  "setext-heading": error(
    "The underline makes a heading of the text above it.",
    "Put an empty line between, write `***` to split question from answer, or `##` for a heading.",
  ),

  // Text
  "no-answer": error("There is nothing to recall: the entry has no answer.", "Write the answer under the heading."),
  "empty-answer": warning("Nothing stands below `***`.", "Write the answer there, or remove `***`."),
  "second-split": warning("Only the first `***` splits; this one is shown as a line.", "Keep one `***` an entry."),
  "break-not-stars": warning("`{text}` does not split question from answer.", "Write `***` to split, or remove it."),
  "missing-source": warning("The card names no source.", "End the entry with a quote such as `> RFC 9110 §15.4.5`, or set `source:` in the front matter."),
  "bad-citation": warning("The quote begins like a source, but can't be read as one.", "Write `> RFC 9110 §15.4.5; RFC 9111 §4.3.4`."),
  "raw-html": warning("Raw HTML is not rendered.", "Write Markdown, or put it in a code span."),
  "remote-image": warning("Remote images are not loaded.", "Remove the image, or say it in words."),
  "unsafe-link": warning("A link of the scheme `{scheme}:` is not followed.", "Link to https: or to an entry (`#id`)."),
  "unknown-link": warning("No entry has the id `{id}`.", "Link to an id of this deck."),
  "link-definition": warning(
    "A card is shown without the rest of the deck, so link definitions are lost.",
    "Write the address in the link itself: `[text](address)`.",
  ),
  "entry-too-long": error("The entry has {length} characters; {limit} are allowed.", "Split it into several entries."),
  "paragraph-too-long": error("The paragraph has {length} characters; {limit} are allowed.", "Put empty lines into it."),
  "too-much-space": error("There are {length} spaces or tabs in a row; {limit} are allowed.", "Remove them."),
  "nested-too-deep": error("More than {limit} quotes and lists begin here, one in the other.", "Nest them less deeply."),
  "unclosed-fence": error("The block that begins here is never closed.", "Close it; what follows up to the next entry was taken into it."),
  "private-character": error("The characters U+E000 and U+E001 are reserved for blanks.", "Remove them."),

  // Choice
  "choice-nothing-right": error("No option is marked as right.", "Mark one or several with `[x]`."),
  "choice-one-option": error("A choice needs two options or more.", "Add options: `- [ ] text`."),
  "choice-mixed-list": error("This item of a task list has no box.", "Begin it with `[ ]` or `[x]`, followed by a space."),
  "choice-empty-option": error("The option is empty.", "Write its text after the box."),
  "choice-duplicate-option": error("The option `{text}` stands twice.", "Keep one."),
  "too-many-items": error("There are {count}; {limit} are allowed.", "Split the entry."),
  "two-structures": error("The entry has a second {what}; which one counts is not clear.", "Keep one an entry."),

  // Order, match, type, interview
  "order-without-list": error("`.order` needs a numbered list.", "Write the steps as `1.`, `2.` …"),
  "order-too-short": error("An order needs two items or more.", "Add items, or remove `.order`."),
  "order-bad-any": error("`any={value}` does not name items of the list.", "Write their numbers: `any=2,3`."),
  "match-without-table": error("`.match` needs a table.", "Write a table of two columns."),
  "match-not-two-columns": error("The table has {count} columns; `.match` needs two.", "Keep two."),
  "match-too-short": error("A match needs two rows or more.", "Add rows, or remove `.match`."),
  "match-empty-cell": error("A cell is empty.", "Fill it; equal right cells interchange."),
  "match-duplicate-left": error("The left cell `{text}` stands twice.", "Keep one; equal cells belong on the right."),
  "type-without-list": error("`.type` needs a list of accepted answers.", "Write each as an item, the one to show first."),
  "type-empty-answer": error("An accepted answer is empty.", "Write it, or remove the item."),
  "type-duplicate-answer": warning("The answer `{text}` is accepted already.", "Remove it."),
  "interview-without-rubric": error("`.interview` needs a rubric.", "Write what a good answer says as `-` items."),

  // Rows
  "rows-without-table": error("`.rows` needs a table.", "Write a table with a header row."),
  "rows-without-key": error("`.rows` needs `key=column`.", "Name the column whose cells tell the rows apart."),
  "rows-without-ask": error('`.rows` needs `ask="…"`.', "Write the question with the key column's name in braces."),
  "rows-unknown-column": error("The table has no column `{column}`.", "Its columns: {known}."),
  "rows-ask-without-key": error("`ask` does not name the key column, so all rows ask the same.", "Put `{{key}}` into it."),
  "rows-nothing-left": error("`ask` shows every column, so nothing is left to answer.", "Leave a column out."),
  "rows-back-gives-key": error("`back` shows the key column, which is its answer.", "Take `{{key}}` out of it."),
  "rows-back-without-column": error("`back` names no column, so all rows ask the same.", "Put a column's name in braces into it."),
  "rows-empty-key": error("The key cell is empty.", "Fill it."),
  "rows-duplicate-key": error("The key `{key}` stands twice.", "Make the key cells differ."),
  "rows-ambiguous-back": warning("Two rows ask the same backwards: `{question}`.", "Make the cells differ, or name another column in `back`."),
  "rows-empty-table": error("The table has no rows.", "Add rows."),

  // Cloze
  "cloze-without-deletion": error("`.cloze` needs a hidden part.", "Write `==hidden==` around it."),
  "cloze-in-code": warning("`==` inside code hides nothing.", "Put it around the code span: ==`code`==."),
  "cloze-unclosed": warning("This `==` has no partner.", "Close it in the same paragraph, or write it in a code span."),
  "cloze-unkeyed": error("In `.cloze each` every hidden part needs a key.", "Write `=={#{key}}` behind it; `check --fix` does it."),
  "cloze-bad-key": error("`{key}` is no key.", "Use small letters, digits and hyphens."),
  "cloze-duplicate-key": error("The key `{key}` stands twice.", "Give each hidden part its own."),
  "cloze-on-both-sides": error("Hidden parts stand on both sides of `***`.", "Keep them on one side."),

  // Live
  "two-exercises": error("The entry has a second exercise.", "Keep one an entry."),
  "exercise-too-long": error("The exercise has {length} characters; {limit} are allowed.", "Shorten it."),
  "option-without-code": error("The option has no code span to fill into `option`.", "Write what is sent as a code span in the option."),
  "choice-without-option": error("A task list beside an exercise needs `option:` in it.", "Add `option: |` with `${option}`, or remove the list."),
  "option-without-choice": error("The exercise has `option:` but the entry has no task list.", "Add the options as a task list."),
  "placeholder-in-prose": warning("A placeholder stands outside a code span.", "Write it as `` `{text}` ``."),
  "unknown-placeholder": error("Nothing is drawn or planned under the name `{name}`.", "Known here: {known}."),

  // Translations
  "translation-deck": error("The translation names the deck `{id}`; its file belongs to `{expected}`.", "Write `deck: {expected}`."),
  "translation-language": error("The translation says `{language}`, its file name `{expected}`.", "Make them agree."),
  "translation-same-language": error("The deck itself is written in `{language}`.", "Rename the file to the language that it translates to."),
  "translation-missing": warning("`{id}` is not translated.", "Add `## … {#{id} of={hash}}`."),
  "translation-unknown": error("The deck has no entry `{id}`.", "Use the ids of the original."),
  "translation-unstamped": warning("The original at line {line} has no id, so it can't be translated.", "Stamp ids in the original first (`check --fix`)."),
  "translation-without-id": error("A translated entry needs the id of its original.", "Add `{#id of=HASH}` to the heading."),
  "translation-without-of": warning("The heading does not say which text was translated.", "Add `of={hash}`; `check --fix` does it."),
  "translation-stale": warning("The original has changed since it was translated.", "Translate what changed, then write `of={hash}`."),
  "translation-kind": error("The original is of kind {expected}.", "Leave the kind out, or write the same."),
  "translation-count": error("The original has {expected} {what}, the translation {count}.", "Keep their number and order."),
  "translation-sections": warning(
    "The original has {expected} sections, the translation {count}; the original's are shown.",
    "Translate each `#` line in its place, or leave them all out.",
  ),
  "translation-marks": error("Option {index} is marked otherwise than in the original.", "Copy the `[x]` of the original."),
  "translation-missing-part": error("`{part}` of the original is missing.", "Keep key cells and keys as they are in the original."),
  "translation-unknown-part": error("The original has no `{part}`.", "Keep key cells and keys as they are in the original."),
  "translation-key-column": error("No column holds the original's keys.", "Keep the key column untranslated."),
  "translation-structure": error("The original has a task list here.", "Translate its options, with the same `[x]`."),
  "translation-labels": warning(
    "The labels of the exercise are not translated.",
    "Add a `yaml exercise` block with `goals`, `ask`, `hints` as the original has them.",
  ),
  "translation-exercise-key": error("`{key}` is inherited and may not stand in a translation.", "Keep only {known}."),
} as const satisfies Record<string, Declaration>;

export type DiagnosticCode = keyof typeof declarations;

/** The English sentence and remedy of one diagnostic. */
export function diagnosticMessage(code: DiagnosticCode, data: Record<string, string | number>): string {
  const { message, remedy } = declarations[code];
  return fill(`${message} ${remedy}`, data);
}

/** `file:line:column: severity code message`, as people and editors expect it. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  return `${diagnostic.file}:${diagnostic.line}:${diagnostic.column}: ${diagnostic.severity} ${diagnostic.code} ${diagnostic.message}`;
}

/** `{name}` without data stays as it is, so `{#id}` and `${option}` may stand in a sentence; `{{name}}` puts braces around the value. */
function fill(template: string, data: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole));
}
