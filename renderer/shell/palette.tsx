/** Search or jump to: screens, decks and actions. Arrow keys choose, Enter does. */
import { useId, useMemo, useState } from "react";
import type { DeckRow } from "../../main/contract/index.ts";
import { useClient, useDecks, useHistory, type Client } from "../client/client.ts";
import { useMessages, type Messages } from "../messages/messages.ts";
import { Dialog } from "../parts/dialog/dialog.tsx";
import { Icon, type IconName } from "../parts/icon/icon.tsx";
import { Keycap } from "../parts/keyboard/keycap.tsx";
import { go } from "../route.ts";
import { ranked } from "./ranked.ts";
import "./palette.css";

interface Item {
  id: string;
  group: "actions" | "decks" | "screens";
  title: string;
  note: string;
  icon: IconName;
  keys: string;
  run(): void;
}

/** Rows shown of each group. */
export const maxRowsPerGroup = 5;
const groups = ["actions", "decks", "screens"] as const;

export function Palette({ onClose, onKeys }: { onClose(): void; onKeys(): void }) {
  const messages = useMessages();
  const { t } = messages;
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const items = useItems(messages, onKeys);
  const shown = useMemo(
    () =>
      groups.flatMap((group) =>
        ranked(
          items.filter((item) => item.group === group),
          query,
          (item) => item.title,
        ).slice(0, maxRowsPerGroup),
      ),
    [items, query],
  );
  const at = Math.min(chosen, shown.length - 1);
  const run = (item: Item | undefined) => {
    if (item === undefined) return;
    onClose();
    item.run();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) setChosen((at + by + shown.length) % Math.max(1, shown.length));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) run(shown[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t("palette.open")} size="palette" bare onClose={onClose}>
      <div className="palette-field">
        <Icon name="search" />
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={shown[at] === undefined ? undefined : `${list}-${shown[at].id}`}
          aria-label={t("palette.open")}
          placeholder={t("palette.open")}
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={list} role="listbox" aria-label={t("palette.results")} className="palette-list">
        {groups.map((group) => {
          const rows = shown.filter((item) => item.group === group);
          if (rows.length === 0) return null;
          return (
            <div key={group} role="group" aria-labelledby={`${list}-${group}`}>
              <h3 id={`${list}-${group}`} role="presentation">
                {t(`palette.${group}`)}
              </h3>
              {rows.map((item) => (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field holds the focus and its keys; this is the pointer's way
                <div key={item.id} id={`${list}-${item.id}`} role="option" aria-selected={item === shown[at]} className="palette-row" onClick={() => run(item)}>
                  <Icon name={item.icon} />
                  <span className="palette-title">{item.title}</span>
                  <span className="faint">{item.note}</span>
                  {item.keys === "" ? null : <Keycap keys={item.keys} />}
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {shown.length === 0 ? <p className="palette-none">{t("palette.none")}</p> : null}
      <div className="palette-foot">
        <span>
          {t("palette.run")} <Keycap keys="Enter" />
        </span>
        <span>
          {t("common.close")} <Keycap keys="Esc" />
        </span>
      </div>
    </Dialog>
  );
}

function useItems(messages: Messages, onKeys: () => void): Item[] {
  const client = useClient();
  const decks = useDecks();
  const history = useHistory();
  return useMemo(
    () => [
      ...actionsOf(messages, client, history.undo !== null, history.redo !== null, onKeys),
      ...(decks.state === "ready" ? decks.value.map((deck) => deckItem(deck, messages, client)) : []),
      ...screenItems(messages),
    ],
    [messages, client, decks, history, onKeys],
  );
}

function actionsOf({ t }: Messages, client: Client, canUndo: boolean, canRedo: boolean, onKeys: () => void): Item[] {
  const action = (id: string, title: string, icon: IconName, keys: string, run: () => void): Item => ({
    id,
    group: "actions",
    title,
    note: "",
    icon,
    keys,
    run,
  });
  const start = () => {
    void client.study.start({});
    go("study");
  };
  return [
    action("start", t("palette.start"), "play", "", start),
    ...(canUndo ? [action("undo", t("common.undo"), "undo", "Ctrl Z", () => void client.undo())] : []),
    ...(canRedo ? [action("redo", t("common.redo"), "undo", "Ctrl Shift Z", () => void client.redo())] : []),
    action("reload", t("decks.reload"), "decks", "", () => void client.reloadDecks()),
    action("keys", t("keys.title"), "search", "?", onKeys),
  ];
}

function deckItem(deck: DeckRow, { t }: Messages, client: Client): Item {
  const run = () => {
    void client.study.start({ deckKey: deck.deckKey });
    go("study");
  };
  const note = t("palette.deckNote", { due: t("decks.dueCount", { count: deck.due }), fresh: t("decks.newCount", { count: deck.unseen }) });
  return { id: `deck-${deck.deckKey}`, group: "decks", title: deck.title, note, icon: "decks", keys: "", run };
}

function screenItems({ t }: Messages): Item[] {
  const screen = (name: "today" | "decks" | "settings", icon: IconName, keys: string): Item => ({
    id: name,
    group: "screens",
    title: t(`nav.${name}`),
    note: "",
    icon,
    keys,
    run: () => go(name),
  });
  return [screen("today", "today", "G T"), screen("decks", "decks", "G D"), screen("settings", "gear", "Ctrl ,")];
}
