/** The field tree as the list of its visible rows, and which field owns a byte. */
import type { Field } from "../../../main/contract/index.ts";

export interface FieldRow {
  /** Path of indices: "0.2.1". One id lights the field and its bytes. */
  id: string;
  field: Field;
  /** 0 for the message itself. */
  level: number;
  open: boolean;
  parent: string | null;
}

/** Ids of fields that stand open at first: the message, and what holds a finding. */
export function openAtFirst(fields: readonly Field[]): Set<string> {
  const open = new Set<string>();
  const visit = (field: Field, id: string): boolean => {
    const inner = field.children.map((child, index) => visit(child, `${id}.${index}`)).some(Boolean);
    if (field.children.length > 0 && (inner || !id.includes("."))) open.add(id);
    return inner || field.finding !== undefined;
  };
  for (const [index, field] of fields.entries()) visit(field, String(index));
  return open;
}

export function visibleRows(fields: readonly Field[], open: ReadonlySet<string>): FieldRow[] {
  const rows: FieldRow[] = [];
  const visit = (field: Field, id: string, level: number, parent: string | null) => {
    const isOpen = field.children.length > 0 && open.has(id);
    rows.push({ id, field, level, open: isOpen, parent });
    if (isOpen) for (const [index, child] of field.children.entries()) visit(child, `${id}.${index}`, level + 1, id);
  };
  for (const [index, field] of fields.entries()) visit(field, String(index), 0, null);
  return rows;
}

/** The innermost visible field that holds the byte. */
export function ownerOf(rows: readonly FieldRow[], offset: number): FieldRow | null {
  return rows.findLast(({ field }) => field.start <= offset && offset < field.end) ?? null;
}
