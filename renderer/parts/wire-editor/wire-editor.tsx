/** The editor of written answers. Of wire text, what is shown is what is sent, line ends included; other languages are plain. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { Annotation, Compartment, EditorState, Prec, StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder as emptyText, type Command, type DecorationSet } from "@codemirror/view";
import { useEffect, useId, useRef } from "react";
import { adoptEditorStyles } from "./adopted-styles.ts";
import { wireHighlight } from "./highlight.ts";
import type { EditorProblem, WireEditorProps } from "./props.ts";
import "./wire-editor.css";

export type { WireEditorProps } from "./props.ts";

const noProblems: readonly EditorProblem[] = [];
const fromOutside = Annotation.define<boolean>();
const setProblems = StateEffect.define<readonly EditorProblem[]>();

const problemMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setProblems)) return marksOf(effect.value, transaction.newDoc.length);
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marksOf(problems: readonly EditorProblem[], length: number): DecorationSet {
  const ranges = problems
    .map(({ start, end }) => ({ from: Math.min(start, length), to: Math.min(Math.max(end, start + 1), length) }))
    .filter(({ from, to }) => to > from)
    .map(({ from, to }) => Decoration.mark({ class: "wire-problem" }).range(from, to));
  return Decoration.set(ranges, true);
}

export function WireEditor(props: WireEditorProps) {
  const { value, label, placeholder = "", plain = false, readOnly = false, autoFocus = false, problems = noProblems } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const first = useRef({ value, autoFocus });
  const changing = useRef(new Compartment());
  const problemsId = useId();
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    adoptEditorStyles();
    const editor = new EditorView({
      parent: place.current!,
      state: EditorState.create({ doc: first.current.value, extensions: [fixedExtensions(latest), changing.current.of([])] }),
    });
    view.current = editor;
    if (first.current.autoFocus) editor.focus();
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    const attributes = EditorView.contentAttributes.of({
      "aria-label": label,
      "aria-multiline": "true",
      ...(problems.length > 0 ? { "aria-invalid": "true", "aria-describedby": problemsId } : {}),
    });
    view.current?.dispatch({
      effects: [
        changing.current.reconfigure([attributes, EditorState.readOnly.of(readOnly), emptyText(placeholder), plain ? [] : wireHighlight]),
        setProblems.of(problems),
      ],
    });
  }, [label, placeholder, plain, readOnly, problems, problemsId]);
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value }, annotations: fromOutside.of(true) });
  }, [value]);
  return (
    <div className="wire-editor" data-read-only={readOnly || undefined}>
      <div ref={place} />
      {problems.length > 0 ? (
        <ul className="wire-problems" id={problemsId} aria-live="polite">
          {problems.map((problem) => (
            <li key={`${problem.start} ${problem.message}`}>{problem.message}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function fixedExtensions(latest: { current: WireEditorProps }): Extension[] {
  const told =
    (tell: (props: WireEditorProps) => void): Command =>
    () => {
      tell(latest.current);
      return true;
    };
  const leave: Command = (view) => {
    view.contentDOM.blur();
    latest.current.onLeave();
    return true;
  };
  const earlier: Command = () => {
    latest.current.onEarlier?.();
    return latest.current.onEarlier !== undefined;
  };
  return [
    Prec.highest(
      keymap.of([
        { key: "Mod-Enter", run: told((props) => props.onRun()) },
        { key: "Ctrl-Enter", run: told((props) => props.onRun()) },
        { key: "Mod-ArrowUp", run: earlier },
        { key: "Escape", run: leave },
      ]),
    ),
    history(),
    // Without Tab: it moves the focus on, as everywhere.
    keymap.of([...defaultKeymap, ...historyKeymap]),
    lineNumbers(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
    EditorState.lineSeparator.of("\n"),
    problemMarks,
    EditorView.domEventHandlers({ beforeinput: replaceSelected }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some((transaction) => transaction.annotation(fromOutside)))
        latest.current.onChange(update.state.doc.toString());
    }),
  ];
}

/** Left to itself, Chromium gives text written over coloured text that colour in a style attribute, which the policy refuses. What an input method composes can't be taken over. */
function replaceSelected(event: InputEvent, view: EditorView): boolean {
  const { state } = view;
  if (event.inputType !== "insertText" || event.data === null || event.isComposing || state.readOnly || state.selection.main.empty) return false;
  event.preventDefault();
  view.dispatch(state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}
