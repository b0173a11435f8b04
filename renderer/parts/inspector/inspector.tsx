/** Fields beside the bytes that they stand in. One field id lights both. */
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { Field } from "../../../main/contract/index.ts";
import { useMessages } from "../../messages/messages.ts";
import { useWireTexts } from "../../messages/findings.ts";
import { bind } from "../keyboard/key-map.ts";
import { useKeys } from "../keyboard/use-keys.ts";
import { asHex, asText, loadRange, usePages } from "./bytes.ts";
import { Hex } from "./hex.tsx";
import type { InspectorProps } from "./props.ts";
import { openAtFirst, ownerOf, visibleRows, type FieldRow } from "./tree.ts";
import "./inspector.css";

export type { InspectorProps } from "./props.ts";

const none = { start: 0, end: 0 };

/** Keyed by the message, so that another one starts anew. */
export function Inspector(props: InspectorProps) {
  return <MessageInspector key={`${props.id} ${props.fields === null ? "waiting" : "read"}`} {...props} />;
}

function MessageInspector({ id, fields, size, loadBytes, command = "", at = null }: InspectorProps) {
  const { t } = useMessages();
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(fields ?? []));
  const [selected, setSelected] = useState(() => (at === null ? "0" : (ownerOf(visibleRows(fields ?? [], openAtFirst(fields ?? [])), at)?.id ?? "0")));
  const [pointed, setPointed] = useState<string | null>(null);
  const pages = usePages(id, size, loadBytes);
  const rows = useMemo(() => visibleRows(fields ?? [], open), [fields, open]);
  const current = rows.find((row) => row.id === selected) ?? rows[0] ?? null;
  const shown = rows.find((row) => row.id === pointed) ?? current;
  const toggle = (row: FieldRow) => setOpen((now) => (now.has(row.id) ? new Set([...now].filter((other) => other !== row.id)) : new Set([...now, row.id])));
  return (
    <div className="inspector">
      <div className="inspector-panes">
        {fields === null ? (
          <p className="inspector-note">{t("wire.loading")}</p>
        ) : (
          <FieldTree rows={rows} current={current} pointed={pointed} onSelect={setSelected} onPoint={setPointed} onToggle={toggle} />
        )}
        <Hex
          size={size}
          pages={pages}
          lit={shown && shown.level > 0 ? { start: shown.field.start, end: shown.field.end } : none}
          onPoint={(offset) => setPointed(offset === null ? null : (ownerOf(rows, offset)?.id ?? null))}
          onPick={(offset) => setSelected(ownerOf(rows, offset)?.id ?? "0")}
        />
      </div>
      {current === null ? null : <Foot key={current.id} field={current.field} loadBytes={loadBytes} command={command} />}
    </div>
  );
}

interface TreeProps {
  rows: readonly FieldRow[];
  current: FieldRow | null;
  pointed: string | null;
  onSelect: (id: string) => void;
  onPoint: (id: string | null) => void;
  onToggle: (row: FieldRow) => void;
}

function FieldTree({ rows, current, pointed, onSelect, onPoint, onToggle }: TreeProps) {
  const { t } = useMessages();
  const texts = useWireTexts();
  const idBase = useId();
  const tree = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (current && tree.current?.contains(document.activeElement)) document.getElementById(idBase + current.id)?.scrollIntoView({ block: "nearest" });
  }, [current, idBase]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || current === null) return;
    const target = targetOf(event, rows, current);
    if (target === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (target === "toggle") onToggle(current);
    else onSelect(target);
  };
  return (
    <div
      className="inspector-fields"
      role="tree"
      tabIndex={0}
      ref={tree}
      aria-label={t("wire.fields")}
      aria-activedescendant={current ? idBase + current.id : undefined}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onPoint(null)}
    >
      {rows.map((row) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has the keys
        <div
          key={row.id}
          id={idBase + row.id}
          className="inspector-field"
          role="treeitem"
          tabIndex={-1}
          aria-level={row.level + 1}
          aria-selected={row.id === current?.id}
          aria-expanded={row.field.children.length > 0 ? row.open : undefined}
          data-pointed={row.id === pointed || undefined}
          data-level={Math.min(row.level, 4)}
          onClick={() => {
            onSelect(row.id);
            if (row.level > 0 && row.field.children.length > 0 && (row.id === current?.id || !row.open)) onToggle(row);
          }}
          onPointerEnter={() => onPoint(row.id)}
        >
          <span className="inspector-name">{texts.fieldName(row.field.name)}</span>
          <span className="inspector-value" title={row.field.value}>
            {texts.fieldValue(row.field.value)}
          </span>
          <span className="inspector-size">{row.field.end - row.field.start} B</span>
          {row.field.finding ? (
            <span className="inspector-finding" data-level={row.field.finding.level}>
              {texts.finding(row.field.finding)}
            </span>
          ) : null}
        </div>
      ))}
    </div>
  );
}

/** Id of the field that a key goes to, "toggle" for opening or closing this one; null: not a key of the tree. Tab leaves at both ends. */
function targetOf(event: KeyboardEvent, rows: readonly FieldRow[], current: FieldRow): string | null {
  const at = rows.indexOf(current);
  if (event.key === "ArrowDown" || (event.key === "Tab" && !event.shiftKey)) return rows[at + 1]?.id ?? null;
  if (event.key === "ArrowUp" || (event.key === "Tab" && event.shiftKey)) return rows[at - 1]?.id ?? null;
  if (event.key === "Home") return rows[0]!.id;
  if (event.key === "End") return rows.at(-1)!.id;
  if (event.key === "ArrowRight" && current.field.children.length > 0) return current.open ? rows[at + 1]!.id : "toggle";
  if (event.key === "ArrowLeft") return current.open && current.level > 0 ? "toggle" : current.parent;
  return null;
}

/** Where the field is defined, where it stands, and ways to copy it. */
function Foot({ field, loadBytes, command }: { field: Field } & Pick<InspectorProps, "loadBytes"> & { command: string }) {
  const { t } = useMessages();
  const [said, setSaid] = useState("");
  const copy = (text: Promise<string>) => {
    text
      .then((value) => navigator.clipboard.writeText(value))
      .then(
        () => setSaid(t("wire.copied")),
        () => setSaid(t("wire.copyFailed")),
      );
  };
  const bytes = () => loadRange(loadBytes, field.start, field.end);
  const copyHex = () => copy(bytes().then(asHex));
  useKeys(bind("wire", { copy: copyHex }));
  const place = field.end > field.start ? `0x${hexOffset(field.start)}–0x${hexOffset(field.end - 1)}` : "";
  return (
    <div className="inspector-foot">
      <span className="inspector-source">{field.source}</span>
      <span className="inspector-place">{place}</span>
      <output className="inspector-said">{said}</output>
      <span className="inspector-copy">
        <span>{t("wire.copy")}</span>
        <button type="button" onClick={() => copy(bytes().then(asText))}>
          {t("wire.copyText")}
        </button>
        <button type="button" onClick={copyHex} aria-keyshortcuts="Y">
          {t("wire.copyHex")}
        </button>
        {command === "" ? null : (
          <button type="button" onClick={() => copy(Promise.resolve(command))}>
            {t("wire.copyCurl")}
          </button>
        )}
      </span>
    </div>
  );
}

function hexOffset(offset: number): string {
  return offset.toString(16).padStart(4, "0");
}
