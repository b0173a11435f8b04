/**
 * A deck's Markdown: CommonMark and GFM, no raw HTML, nothing loaded, nothing that navigates. A link shows its address
 * and offers to copy it; an image shows the words that stand for it.
 */
import { createContext, memo, useContext, type ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { useMessages } from "../../messages/messages.ts";
import { Code } from "../code/code.tsx";
import { CopyButton } from "../code/copy-button.tsx";
import { markBlanks } from "./blanks.ts";
import "./markdown.css";

/** Draws the blank with this index; without a drawer its number stands there. */
const BlankContext = createContext<((index: number) => ReactNode) | null>(null);

export interface MarkdownProps {
  text: string;
  /** `prompt`: the large lead sentence; `body`: reading text; `inline`: one line inside a row. */
  size?: "prompt" | "body" | "inline";
  drawBlank?: (index: number) => ReactNode;
}

export function Markdown({ text, size = "body", drawBlank }: MarkdownProps) {
  return (
    <BlankContext value={drawBlank ?? null}>
      <div className="markdown" data-size={size}>
        <Parsed text={text} inline={size === "inline"} />
      </div>
    </BlankContext>
  );
}

/** Parsed once for a text, whatever is typed into its blanks. */
const Parsed = memo(function Parsed({ text, inline }: { text: string; inline: boolean }) {
  return (
    <ReactMarkdown skipHtml remarkPlugins={[remarkGfm, markBlanks]} components={inline ? inlineComponents : components}>
      {text}
    </ReactMarkdown>
  );
});

const components: Components & Record<"blank", (props: { index?: string }) => ReactNode> = {
  a: ({ href, children }) => <LinkText address={href ?? ""}>{children}</LinkText>,
  img: ({ alt }) => <ImageText alt={alt ?? ""} />,
  pre: ({ node }) => <CodeBlock text={textOf(node)} />,
  table: ({ children }) => (
    <div className="markdown-table">
      <table>{children}</table>
    </div>
  ),
  // Headings of a card's text are parts of the card: the screen has its own first two levels.
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  // "308." alone is a number that ends a sentence, not an empty list.
  ol: ({ node, start, children }) => (textOf(node).trim() === "" ? <p>{start ?? 1}.</p> : <ol start={start}>{children}</ol>),
  blank: ({ index }) => <Blank index={Number(index)} />,
};

const inlineComponents: Components = { ...components, p: ({ children }) => <>{children}</> };

function Blank({ index }: { index: number }) {
  const draw = useContext(BlankContext);
  return draw === null ? <span className="blank">{index + 1}</span> : draw(index);
}

function LinkText({ address, children }: { address: string; children: ReactNode }) {
  const { t } = useMessages();
  if (address === "" || address.startsWith("#")) return <span className="link-text">{children}</span>;
  return (
    <span className="link-text">
      {children} <span className="link-address">{address}</span> <CopyButton text={address} label={t("markdown.copyLink", { address })} />
    </span>
  );
}

function ImageText({ alt }: { alt: string }) {
  const { t } = useMessages();
  return <span className="faint">{t("markdown.image", { alt })}</span>;
}

function CodeBlock({ text }: { text: string }) {
  const { t } = useMessages();
  return <Code text={text} label={t("markdown.code")} />;
}

interface Tree {
  type: string;
  value?: string;
  children?: Tree[];
}

function textOf(node: unknown): string {
  const tree = node as Tree | undefined;
  if (tree === undefined) return "";
  return tree.value ?? (tree.children ?? []).map(textOf).join("");
}
