import type { Edit, Finding } from '../lint/finding.ts';

/** The edits of every safe fix that can be made at once, in the text's order: one fix a finding, and none across another's. */
export function safeEdits(findings: readonly Finding[]): readonly Edit[] {
  const kept: Edit[] = [];
  for (const { fixes } of findings) {
    const edits = fixes.find(({ safe }) => safe)?.edits ?? [];
    if (!edits.some(edit => kept.some(other => collide(edit, other)))) {
      kept.push(...edits);
    }
  }
  return kept.sort((a, b) => a.range[0] - b.range[0]);
}

// Two insertions at one place would depend on their order, so they count as well.
function collide({ range: [a, b] }: Edit, { range: [c, d] }: Edit): boolean {
  return (a < d && c < b) || (a === c && b === d);
}
