import { findBackground } from './background.ts';
import type { SyntaxNode } from '../grammar.ts';
import { textOf, type Placed } from '../tree.ts';

const loops = new Set(['while_statement', 'c_style_for_statement']);

/**
 * Whether a statement holds a loop that nothing in its text ends: `while true; do …; done` without `break`. One that `&` puts in the
 * background does not keep the statement from ending.
 */
export function hasEndlessLoop(source: string, nodes: readonly Placed[]): boolean {
  const background = findBackground(nodes);
  return nodes.some(placed => {
    const { node } = placed;
    if (!loops.has(node.type) || isWithin(background, placed)) {
      return false;
    }
    const text = textOf(source, node);
    const forever =
      /^while\s+(?:true|:|\[\s*1\s*\]|\(\(\s*1\s*\)\))\s*[;\n]|^until\s+false\s*[;\n]|^for\s*\(\(\s*;\s*;/.test(
        text,
      );
    return forever && !/\b(?:break|exit|return|exec)\b/.test(text);
  });
}

/** Whether a statement holds a `select`, whose menu somebody answers. */
export function hasMenu(nodes: readonly Placed[]): boolean {
  return nodes.some(
    ({ node, parent }) =>
      node.type === 'for_statement' &&
      node.children[0]?.type === 'select' &&
      parent?.node.type !== 'redirected_statement' &&
      parent?.node.type !== 'pipeline',
  );
}

function isWithin(nodes: ReadonlySet<SyntaxNode>, placed: Placed): boolean {
  for (let at: Placed | undefined = placed; at !== undefined; at = at.parent) {
    if (nodes.has(at.node)) {
      return true;
    }
  }
  return false;
}
