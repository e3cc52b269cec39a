import type { SyntaxNode } from './grammar.ts';

/** A node with the path above it. */
export interface Placed {
  readonly node: SyntaxNode;
  readonly parent: Placed | undefined;
}

/** All nodes in document order, parents before children; without recursion, since a text may nest as deep as it is long. */
export function flatten(roots: readonly SyntaxNode[]): readonly Placed[] {
  const out: Placed[] = [];
  const stack: Placed[] = [];
  const push = (nodes: readonly SyntaxNode[], parent?: Placed): void => {
    for (let index = nodes.length - 1; index >= 0; index -= 1) {
      const node = nodes[index];
      if (node !== undefined) {
        stack.push({ node, parent });
      }
    }
  };
  push(roots);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    out.push(next);
    push(next.node.children, next);
  }
  return out;
}

/** The source text of a node. */
export function textOf(source: string, node: SyntaxNode): string {
  return source.slice(node.startIndex, node.endIndex);
}

/** The nearest ancestor of one of the types, the node itself included. */
export function ancestorOf(placed: Placed, types: ReadonlySet<string>): Placed | undefined {
  let current: Placed | undefined = placed;
  while (current !== undefined && !types.has(current.node.type)) {
    current = current.parent;
  }
  return current;
}
