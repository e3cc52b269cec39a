import { textOf, type Placed } from './tree.ts';

const loops = new Set(['while_statement', 'c_style_for_statement']);

/** Whether a statement holds a loop that nothing in its text ends: `while true; do …; done` without `break`. */
export function hasEndlessLoop(source: string, nodes: readonly Placed[]): boolean {
  return nodes.some(({ node }) => {
    if (!loops.has(node.type)) {
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
