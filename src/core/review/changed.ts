import { diffLines } from 'diff';

/** Edits beyond which nobody counts one by one what changed. */
const most = 3000;

/** The number of lines that differ between two texts: removed, added or replaced. */
export function changedLines(before: string, after: string): number {
  const [old, now] = [before, after].map(text => text.replaceAll('\r\n', '\n').replace(/\n*$/, '\n'));
  const parts = diffLines(old ?? '', now ?? '', { maxEditLength: most });
  if (parts === undefined) return Math.max(before.split('\n').length, after.split('\n').length);
  let [changed, removed, added] = [0, 0, 0];
  for (const part of [...parts, { added: false, removed: false, count: 0 }]) {
    if (part.removed) removed += part.count;
    else if (part.added) added += part.count;
    else {
      changed += Math.max(removed, added);
      [removed, added] = [0, 0];
    }
  }
  return changed;
}
