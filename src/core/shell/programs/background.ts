import type { SyntaxNode } from '../grammar.ts';
import type { Placed } from '../tree.ts';

/** The nodes that an `&` puts in the background; `nodes` in document order. */
export function findBackground(nodes: readonly Placed[]): ReadonlySet<SyntaxNode> {
  const found = new Set<SyntaxNode>();
  if (!nodes.some(({ node }) => node.type === '&')) {
    return found;
  }
  const lastOf = new Map<Placed | undefined, SyntaxNode>();
  for (const { node, parent } of nodes) {
    const before = lastOf.get(parent);
    if (node.type === '&' && before !== undefined) {
      found.add(before);
    }
    lastOf.set(parent, node);
  }
  return found;
}
