/** A deck of 10,000 cards, against the bare Markdown library on the same text. Aim: at most twice. */
import { GFM, parser } from "@lezer/markdown";
import { parseDeck } from "../../main/decks/parse.ts";
import { catalogue } from "../../main/exercise/catalogue.ts";
import { bigDeck } from "./big-deck.ts";
import { compared, measurement, type Measurement } from "./measurement.ts";

export async function measure(): Promise<Measurement[]> {
  const text = bigDeck(10_000);
  const markdown = parser.configure(GFM);
  const result = parseDeck(text, "big.md", catalogue);
  if (result.state !== "deck" || result.deck.entries.length !== 10_000) throw new Error(`not 10,000 entries: ${result.state}`);
  const faults = result.deck.diagnostics.filter((one) => one.severity === "error");
  if (faults.length > 0) throw new Error(faults[0]!.message);
  const samples = 9;
  const { ms, bareMs } = await compared(
    samples,
    () => parseDeck(text, "big.md", catalogue),
    () => markdown.parse(text),
  );
  return [measurement("parse: 10,000 cards", ms, "ms", samples, { name: "bare @lezer/markdown", value: bareMs })];
}
