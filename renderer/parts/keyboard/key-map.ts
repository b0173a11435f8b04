/** Every key of the product, once: screens bind from here, the overlay lists from here. Names are message keys under `keys.<group>.`. */
import type { Handlers } from "./keys.ts";

export const keyMap = {
  global: {
    palette: ["Ctrl K"],
    today: ["G T"],
    decks: ["G D"],
    settings: ["Ctrl ,"],
    keys: ["?"],
    undo: ["Ctrl Z"],
    redo: ["Ctrl Shift Z"],
    back: ["Esc"],
  },
  today: {
    start: ["Enter"],
    budget: ["B 1", "B 2", "B 3", "B 4"],
  },
  study: {
    primary: ["Enter"],
    reveal: ["Space"],
    pick: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    rate: ["1", "2", "3", "4"],
    undo: ["U"],
    hint: ["H"],
    wire: ["W"],
    bury: ["B"],
    suspend: ["S"],
  },
  wire: {
    next: ["J"],
    previous: ["K"],
    copy: ["Y"],
  },
  craft: {
    run: ["Ctrl Enter"],
    earlier: ["Ctrl Up"],
  },
  decks: {
    next: ["J"],
    previous: ["K"],
    filter: ["/"],
    study: ["Enter"],
    suspend: ["S"],
  },
} as const;

export type KeyGroupName = keyof typeof keyMap;
export type KeyName<Group extends KeyGroupName> = keyof (typeof keyMap)[Group] & string;

/** Handlers by combination. A name with several combinations gets the place of the one pressed (`rate` 0 to 3). */
export function bind<Group extends KeyGroupName>(
  group: Group,
  actions: { readonly [Name in KeyName<Group>]?: ((place: number) => void) | undefined },
): Handlers {
  const handlers: Record<string, () => void> = {};
  for (const [name, combinations] of Object.entries<readonly string[]>(keyMap[group])) {
    const action = (actions as Record<string, ((place: number) => void) | undefined>)[name];
    if (action === undefined) continue;
    combinations.forEach((combination, place) => (handlers[combination] = () => action(place)));
  }
  return handlers;
}
