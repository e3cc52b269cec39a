const opening = /^<<-?[ \t]*(["']?)([A-Za-z_]\w*)\1[ \t]*$/;

/** A block's rows with remarks blanked, and what they say by the row they stand below. */
export interface WithoutRemarks {
  readonly rows: readonly string[];
  readonly outputs: ReadonlyMap<number, string>;
}

/**
 * Takes out here-documents that feed no command: `<<OUTPUT` alone on a line is how authors show what the command
 * above prints. Bash ignores them, and the grammar would take their lines for commands.
 */
export function takeRemarks(rows: readonly string[]): WithoutRemarks {
  const outputs = new Map<number, string>();
  const opened = rows.filter(row => row.includes('<<'));
  // Below another here-document such a line may be that one's text.
  if (opened.length === 0 || !opened.every(row => opening.test(row))) {
    return { rows, outputs };
  }
  const kept = [...rows];
  for (let row = 0; row < rows.length; row += 1) {
    const end = endOf(rows, row);
    if (end === undefined) {
      continue;
    }
    const shown = rows
      .slice(row + 1, end)
      .join('\n')
      .trim();
    const above = rows[row - 1] ?? '';
    if (shown !== '' && above.trim() !== '' && !/^\s*#/.test(above)) {
      outputs.set(row - 1, shown);
    }
    kept.fill('', row, end + 1);
    row = end;
  }
  return { rows: kept, outputs };
}

// The row of the end word; undefined where the row opens nothing, goes on with a command, or would run something.
function endOf(rows: readonly string[], at: number): number | undefined {
  const [, quote, word] = opening.exec(rows[at] ?? '') ?? [];
  if (word === undefined || /[\\|&]\s*$/.test(rows[at - 1] ?? '')) {
    return undefined;
  }
  const end = rows.findIndex((row, index) => index > at && row.replace(/^\t+/, '') === word);
  const body = end < 0 ? [] : rows.slice(at + 1, end);
  return end < 0 || (quote === '' && body.some(row => /[$`]/.test(row))) ? undefined : end;
}
