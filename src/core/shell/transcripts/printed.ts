import { looksLikeCall, looksLikeCommandLine } from '../programs/commandLine.ts';
import { isInnerPrompt } from '../programs/innerPrompt.ts';
import type { Judge } from './judge.ts';
import { isOutputLine } from './outputLine.ts';
import type { WithoutRemarks } from '../comments/remark.ts';

// The head of a table as kubectl, docker and ps print it: `NAME   READY   STATUS`.
const tableHead =
  /^(?=.*[A-Z]{2})[A-Z][A-Z\d_()%/.#:-]*(?: [A-Z\d_()%/-]+)?(?:(?: {2,}|\t+)[A-Z][A-Z\d_()%/ .#:-]*)+$/;
// `Filesystem      Size  Used Avail Use% Mounted on`: no command begins with a capital, and none has such gaps.
const titledHead = /^[A-Z][a-z]+(?: {2,}[A-Z][\w%]*)(?: +[A-Z][\w%]*){2,}(?: [a-z]+)?$/;
// `-rw-r--r-- 1 git git 767K …`, as `ls -l` prints it.
const listed = /^(?:total \d+[KMG]?$|[-dlbcps](?:[r-][w-][xsStT-]){3}[+.@]?\s+\d+\s)/;
// `deployment.apps/api scaled`, `pod "x" deleted`.
const result =
  /^[a-z][\w.-]*(?:\/[\w.-]+| "[\w./-]+")(?:\.[\w.]+)? (?:created|configured|unchanged|deleted|patched|scaled|restarted|annotated|labell?ed|exposed|cordoned|uncordoned|drained|evicted|autoscaled|tainted|rolled back|image updated|env updated|condition met|successfully rolled out|force deleted|serverside-applied|skipped|paused|resumed|edited|replaced)(?: \(.*\))?$/;

// "correct output -", "Sample output:" above what is printed; nothing that is run is called so.
const announced = /^(?:correct|expected|sample|example|typical|successful) output\s*(?:[-–:]|$)/i;

// Each question parses what is above; a block with more such lines is a log or a listing.
const mostAsked = 30;
// What is above grows with each line that it is no whole command for. After so many, with nothing in it that could be open, none is asked for.
const mostRefused = 8;

/** Takes out of a block without prompts what its commands print, and what is said to a program that one of them opens. */
export function takePrinted(rows: readonly string[], judge: Pick<Judge, 'isComplete'>): WithoutRemarks {
  const kept = [...rows];
  const found = new Map<number, string>();
  const above = new Above(kept, judge);
  let asked = 0;
  for (let row = 0; row < kept.length; row += 1) {
    const command = above.commandFor(row);
    const end = endOfPrinted(kept, row, command);
    // Without a command above, the lines of another program are nobody's, and still none of the shell's.
    if (
      end === undefined ||
      asked > mostAsked ||
      (command === undefined && !isInnerPrompt(kept[row] ?? '') && !announced.test(kept[row] ?? ''))
    ) {
      row = end ?? row;
      continue;
    }
    asked += 1;
    // Inside quotes, a line is text of the command, whatever it looks like.
    if (!above.isComplete(row)) {
      continue;
    }
    if (command !== undefined) {
      const shown = kept.slice(row, end + 1).join('\n');
      found.set(command, [found.get(command), shown].filter(text => text !== undefined).join('\n'));
    }
    kept.fill('', row, end + 1);
    row = end;
  }
  return { rows: kept, outputs: found };
}

const nothing = /^\s*(?:#.*)?$/;

/** What stands above a row, as the rows are passed; each is looked at once, however many rows ask. */
class Above {
  readonly #rows: readonly string[];
  readonly #judge: Pick<Judge, 'isComplete'>;
  #passed = 0;
  #last: number | undefined;
  /** What stands above this row is whole commands. */
  #whole = 0;
  #refused = 0;

  constructor(rows: readonly string[], judge: Pick<Judge, 'isComplete'>) {
    this.#rows = rows;
    this.#judge = judge;
  }

  /** What is printed stands below what prints it; a comment between says no more than a blank line. */
  commandFor(row: number): number | undefined {
    for (; this.#passed < row; this.#passed += 1) {
      if (!nothing.test(this.#rows[this.#passed] ?? '')) this.#last = this.#passed;
    }
    return this.#last === undefined || /\\$/.test(this.#rows[this.#last] ?? '') ? undefined : this.#last;
  }

  isComplete(row: number): boolean {
    if (this.#refused >= mostRefused) {
      return false;
    }
    const more = this.#rows.slice(this.#whole, row);
    const text = more.join('\n');
    if (more.every(each => nothing.test(each)) || this.#judge.isComplete(text)) {
      this.#whole = row;
      this.#refused = 0;
      return true;
    }
    this.#refused += mayGoOn(text) ? 0 : 1;
    return false;
  }
}

// What can be seen without parsing: an odd quote, a bracket without its end, or a word or a sign whose end may be further below.
function mayGoOn(text: string): boolean {
  const count = (mark: string): number => text.split(mark).length - 1;
  return (
    OPENS.test(text) ||
    count('"') % 2 === 1 ||
    count("'") % 2 === 1 ||
    count('`') % 2 === 1 ||
    count('(') > count(')') ||
    count('{') > count('}')
  );
}

// Words where a command may begin: "do not retry" in the middle of what is printed opens nothing.
const OPENS = /(?:^|[;&|])\s*(?:do|then|else|case)\b|\b(?:do|then)\s*$|\\$/m;

// A dialogue lasts to the end of its block, since nothing says where the shell is back; a table or an answer's head to the next
// blank line or comment, and a drawn table as long as it is drawn.
function endOfPrinted(rows: readonly string[], row: number, command?: number): number | undefined {
  const text = rows[row]?.trimEnd() ?? '';
  if (isInnerPrompt(text)) {
    return rows.findLastIndex(last => last.trim() !== '');
  }
  if (/^\s*[+|][-=+|]{4,}/.test(text)) {
    return lastWhile(rows, row, next => /^\s*[+|]/.test(next));
  }
  if (tableHead.test(text) || titledHead.test(text) || /^(?:< )?HTTP\/[\d.]+ \d{3}\b/.test(text)) {
    return lastWhile(rows, row, next => !nothing.test(next));
  }
  // What looks like a command is one, whatever stands above it; of a program that nobody knows, only if that is what printed.
  if (announced.test(text)) {
    const program = programOf(rows[command ?? -1]);
    const isCommand = (said: string): boolean =>
      looksLikeCommandLine(said) || (programOf(said) === program && looksLikeCall(said));
    return lastWhile(rows, row, next => !nothing.test(next) && !isCommand(next.trim()));
  }
  if (listed.test(text)) {
    return lastWhile(rows, row, next => !nothing.test(next));
  }
  return result.test(text) || isOutputLine(text) ? row : undefined;
}

// `ps` prints the calls of other programs, and hardly any program its own.
function programOf(row: string | undefined): string | undefined {
  return row
    ?.trim()
    .replace(/^sudo\s+/, '')
    .split(/\s/, 1)[0];
}

function lastWhile(rows: readonly string[], from: number, holds: (row: string) => boolean): number {
  let end = from;
  while (end + 1 < rows.length && holds(rows[end + 1] ?? '')) {
    end += 1;
  }
  return end;
}
