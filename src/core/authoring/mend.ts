import type { Edit } from '../lint/finding.ts';

/** The one edit that makes a text another: from the first to the last character that differs. */
export function changeBetween(before: string, after: string): Edit | undefined {
  if (before === after) {
    return undefined;
  }
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) {
    start += 1;
  }
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) {
    same += 1;
  }
  return { range: [start, before.length - same], text: after.slice(start, after.length - same) };
}
