/** Walks over CEL's syntax trees. */
import type { ASTNode } from "@marcbachmann/cel-js";

/** Visits every node, parents first. */
export function walk(node: ASTNode, visit: (node: ASTNode, parent: ASTNode | null) => void, parent: ASTNode | null = null): void {
  visit(node, parent);
  for (const child of children(node)) walk(child, visit, node);
}

function children(node: ASTNode): ASTNode[] {
  switch (node.op) {
    case "value":
    case "id":
      return [];
    case ".":
    case ".?":
      return [node.args[0]];
    case "call":
      return node.args[1];
    case "rcall":
      return [node.args[1], ...node.args[2]];
    case "map":
      return node.args.flat();
    case "!_":
    case "-_":
      return [node.args];
    default:
      return node.args;
  }
}
