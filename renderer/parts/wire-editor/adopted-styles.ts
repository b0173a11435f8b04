/**
 * CodeMirror's own rules under a policy that allows no inline style. Its style library writes a `<style>` element into a
 * document, which `style-src 'self'` refuses; constructed style sheets are not refused, but it uses those in shadow roots
 * only. So it is shown a stand-in for a shadow root once, and the set of rules that it makes there becomes the document's.
 */
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

let adopted = false;

/** Before the first editor of the page is made. */
export function adoptEditorStyles(): void {
  if (adopted) return;
  adopted = true;
  const [sample] = EditorState.create({ extensions: EditorView.theme({ "&": { outline: "none" } }) }).facet(EditorView.styleModule);
  const standIn = { ownerDocument: document, adoptedStyleSheets: [] as CSSStyleSheet[] };
  const library = sample?.constructor as { mount(root: unknown, modules: unknown[]): void } | undefined;
  library?.mount(standIn, []);
  for (const key of Object.getOwnPropertySymbols(standIn)) Object.defineProperty(document, key, { value: (standIn as Record<symbol, unknown>)[key] });
}
