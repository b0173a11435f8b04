/** What an expression rests on: the wire, an application's own statement, the time of a wire. */
import type { ASTNode } from "@marcbachmann/cel-js";
import { roots, types } from "./vocabulary.ts";
import { walk } from "./walk.ts";

export interface Evidence {
  wire: boolean;
  statement: boolean;
  /** Is this very node the reading of a time? */
  time: boolean;
}

export function evidence(ast: ASTNode): Evidence {
  const found: Evidence = { wire: false, statement: false, time: isTime(ast) };
  walk(ast, (node, parent) => {
    if (node.op === "id") {
      const root = Object.hasOwn(roots, node.args) ? roots[node.args] : undefined;
      if (root?.statement) found.statement = true;
      else if (root && node.args !== "lab") found.wire = true;
    }
    if (node.op !== "call" || node.args[0] !== "at") return;
    const field = parent?.op === "." ? types["Host"]!.fields[parent.args[1]] : undefined;
    if (field?.statement) found.statement = true;
    else found.wire = true;
  });
  return found;
}

/** Does it read the transcript (or what the scenario says of it) at all? */
export function readsTranscript(ast: ASTNode): boolean {
  const { wire, statement } = evidence(ast);
  return wire || statement;
}

/** The checker leaves each node's type on it. */
function isTime(node: ASTNode): boolean {
  if (node.op !== ".") return false;
  const owner = (node.args[0] as ASTNode & { checkedType?: { name: string } }).checkedType?.name ?? "";
  return types[owner]?.fields[node.args[1]]?.time === true;
}
