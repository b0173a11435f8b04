import type { HostName } from "../../../main/contract/index.ts";
import type { Ladder } from "../../../main/wire/ladder.ts";

export interface LadderProps {
  /** Made by `ladder(transcript)` of main/wire/ladder.ts; keep it while the transcript is the same. */
  ladder: Ladder;
  /** What the diagram is, for a screen reader. */
  label: string;
  /** Id of the message whose bytes are shown. J and K are the screen's: it moves this by `nextMessage`. */
  selected: number | null;
  onSelect: (message: number) => void;
  /** How hosts are called where not by their name ("You"). */
  names?: Readonly<Record<HostName, string>>;
}
