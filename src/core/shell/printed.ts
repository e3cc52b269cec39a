import { isInnerPrompt } from './innerPrompt.ts';
import { isOutputLine } from './outputLine.ts';
import type { WithoutRemarks } from './remark.ts';
import type { Judge } from './transcript.ts';

// The head of a table as kubectl, docker and ps print it: `NAME   READY   STATUS`.
const tableHead =
  /^(?=.*[A-Z]{2})[A-Z][A-Z\d_()%/.#:-]*(?: [A-Z\d_()%/-]+)?(?:(?: {2,}|\t+)[A-Z][A-Z\d_()%/ .#:-]*)+$/;
// `deployment.apps/api scaled`, `pod "x" deleted`.
const result =
  /^[a-z][\w.-]*(?:\/[\w.-]+| "[\w./-]+")(?:\.[\w.]+)? (?:created|configured|unchanged|deleted|patched|scaled|restarted|annotated|labell?ed|exposed|cordoned|uncordoned|drained|evicted|autoscaled|tainted|rolled back|image updated|env updated|condition met|successfully rolled out|force deleted|serverside-applied|skipped|paused|resumed|edited|replaced)(?: \(.*\))?$/;

// Each question parses what is above; a block with more such lines is a log or a listing.
const mostAsked = 30;

/** Takes out of a block without prompts what its commands print, and what is said to a program that one of them opens. */
export function takePrinted(rows: readonly string[], judge: Pick<Judge, 'isComplete'>): WithoutRemarks {
  const kept = [...rows];
  const found = new Map<number, string>();
  let asked = 0;
  for (let row = 0; row < kept.length; row += 1) {
    const end = endOfPrinted(kept, row);
    const above = lastCommand(kept, row);
    // Without a command above, the lines of another program are nobody's, and still none of the shell's.
    if (end === undefined || asked > mostAsked || (above === undefined && !isInnerPrompt(kept[row] ?? ''))) {
      row = end ?? row;
      continue;
    }
    asked += 1;
    // Inside quotes, a line is text of the command, whatever it looks like.
    if (!judge.isComplete(kept.slice(0, row).join('\n'))) {
      continue;
    }
    if (above !== undefined) {
      const shown = kept.slice(row, end + 1).join('\n');
      found.set(above, [found.get(above), shown].filter(text => text !== undefined).join('\n'));
    }
    kept.fill('', row, end + 1);
    row = end;
  }
  return { rows: kept, outputs: found };
}

// A dialogue lasts to the end of its block, since nothing says where the shell is back; a table or an answer's head to the next
// blank line or comment, and a drawn table as long as it is drawn.
function endOfPrinted(rows: readonly string[], row: number): number | undefined {
  const text = rows[row]?.trimEnd() ?? '';
  if (isInnerPrompt(text)) {
    return rows.findLastIndex(last => last.trim() !== '');
  }
  if (/^\s*[+|][-=+|]{4,}/.test(text)) {
    return lastWhile(rows, row, next => /^\s*[+|]/.test(next));
  }
  if (tableHead.test(text) || /^(?:< )?HTTP\/[\d.]+ \d{3}\b/.test(text)) {
    return lastWhile(rows, row, next => !/^\s*(?:#.*)?$/.test(next));
  }
  return result.test(text) || isOutputLine(text) ? row : undefined;
}

function lastWhile(rows: readonly string[], from: number, holds: (row: string) => boolean): number {
  const end = rows.findIndex((row, index) => index > from && !holds(row));
  return end < 0 ? rows.length - 1 : end - 1;
}

// What is printed stands below what prints it; a comment between says no more than a blank line.
function lastCommand(rows: readonly string[], row: number): number | undefined {
  const at = rows.findLastIndex((text, index) => index < row && !/^\s*(?:#.*)?$/.test(text));
  return at < 0 || /\\$/.test(rows[at] ?? '') ? undefined : at;
}
