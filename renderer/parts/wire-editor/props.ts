/** A part of the text that is wrong, in UTF-16 units: underlined, its message said. */
export interface EditorProblem {
  start: number;
  end: number;
  message: string;
}

export interface WireEditorProps {
  /** Lines joined by "\n". Setting another text than the editor's own replaces it. */
  value: string;
  onChange: (text: string) => void;
  /** Ctrl Enter or Command Enter. */
  onRun: () => void;
  /** Ctrl Up or Command Up: an earlier attempt. */
  onEarlier?: () => void;
  /** Escape: the editor has given up the focus. */
  onLeave: () => void;
  /** Stands there while nothing is written. */
  placeholder?: string;
  /** Another language than wire text: no line ends, no colours. */
  plain?: boolean;
  /** Its accessible name. */
  label: string;
  readOnly?: boolean;
  autoFocus?: boolean;
  problems?: readonly EditorProblem[];
}
