/** Lines of a text beyond which nobody counts one by one what changed. */
const most = 3000;

/** How many lines are not the same in two texts: those that only one of them has, a line that was rewritten counted once. */
export function changedLines(before: string, after: string): number {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  const left = Math.min(old.length, now.length) - start;
  while (end < left && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const [a, b] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const longer = Math.max(a.length, b.length);
  return longer > most ? longer : longer - common(a, b);
}

/** Length of the longest common subsequence, row by row. */
function common(a: readonly string[], b: readonly string[]): number {
  let above = new Uint32Array(b.length + 1);
  for (const line of a) {
    const row = new Uint32Array(b.length + 1);
    for (let index = 0; index < b.length; index += 1)
      row[index + 1] =
        line === b[index] ? (above[index] ?? 0) + 1 : Math.max(above[index + 1] ?? 0, row[index] ?? 0);
    above = row;
  }
  return above[b.length] ?? 0;
}
