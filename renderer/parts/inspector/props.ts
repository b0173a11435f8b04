import type { Field } from "../../../main/contract/index.ts";

export interface InspectorProps {
  /** Changes when another message is shown: selection and pages start anew. */
  id: string;
  /** Field tree of the message; null while it is on its way. */
  fields: Field[] | null;
  /** Length of the message in bytes. */
  size: number;
  /** A page of the message's bytes: offsets from its start, `to` exclusive, at most 65,536 at once. Asked only for what is in view. */
  loadBytes: (from: number, to: number) => Promise<Uint8Array>;
  /** The byte whose field is selected at first; absent or null: the whole message. */
  at?: number | null;
  /** The message as a command line (`curl …`); absent or "": can't be said so, no such button. */
  command?: string;
}
