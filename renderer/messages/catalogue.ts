/** What a catalogue of messages is: flat keys, `{name}` places, plural forms by `{count}`. */

/** A text, or its plural forms chosen by `count` with Intl.PluralRules. */
export type Message = string | { readonly one?: string; readonly other: string };
export type Catalogue = Readonly<Record<string, Message>>;

/** A translation has every key of the original and no other. */
export type Translation<C extends Catalogue> = { readonly [Key in keyof C]: Message };

type PlacesOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | PlacesOf<Rest> : never;
/** Names of the places of a message; plural forms always have `count`. */
export type Places<M extends Message> = M extends string ? PlacesOf<M> : M extends { other: infer Other extends string } ? PlacesOf<Other> | "count" : never;

/** Numbers are formatted for the language; texts stand as they are. */
export type Value = string | number;
export type Values = Readonly<Record<string, Value>>;

/** The text of one message. A place without a value stays as written, so that a gap is seen and nothing breaks. */
export function fill(message: Message, values: Values, formats: { plural: Intl.PluralRules; number: Intl.NumberFormat }): string {
  return pick(message, values, formats.plural).replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === "number" ? formats.number.format(value) : value;
  });
}

/** Whether the message has a place that the values don't fill. */
export function hasOpenPlace(message: Message, values: Values): boolean {
  const text = typeof message === "string" ? message : message.other;
  return [...text.matchAll(/\{(\w+)\}/g)].some(([, name]) => values[name ?? ""] === undefined);
}

function pick(message: Message, values: Values, plural: Intl.PluralRules): string {
  if (typeof message === "string") return message;
  const count = values["count"];
  return typeof count === "number" && plural.select(count) === "one" ? (message.one ?? message.other) : message.other;
}
