import { isInnerPrompt } from '../programs/innerPrompt.ts';
import type { Judge } from './judge.ts';
import { takePrinted } from './printed.ts';
import { takeRemarks } from '../comments/remark.ts';

/** The lines of a block that the shell is given, with the source row of each. */
export interface Listing {
  readonly rows: readonly string[];
  /** For each of `rows` its 0-based row in the block. */
  readonly sourceRows: readonly number[];
  /** Output shown below a command, by the index of the command's first row in `rows`. */
  readonly outputs: ReadonlyMap<number, string>;
  /** Indexes in `rows` of commands that stood at a root prompt which an earlier command opened. */
  readonly atRootPrompt: ReadonlySet<number>;
  readonly isTranscript: boolean;
}

// `user@host:~$ `, `[root@db01 ~]# `, `(venv) user@host $ `.
const hostPrompt =
  /^(?:\([\w.-]+\) )?(?:\[[\w.-]+@[\w.-]+[^\]\n]{0,60}\]|[\w.-]+@[\w.-]+(?::[^\s$#]{0,80}| [~/][^\s$#%]{0,80})?)[ \t]?[$#%][ \t]+(?=\S)/;
// With a folder as well: `➜  ~ ls`, `➜  app git:(main) ✗ ls`.
const arrow =
  /➜[ \t]+(?:~(?:\/[\w./-]*)?[ \t]+|[\w.-]+[ \t]+(?=git:\())?(?:git:\([^)\n]{0,80}\)[ \t]+)?(?:[✗✘][ \t]+)?/;
const dollarPrompt = new RegExp(
  String.raw`^(?:\([\w.-]+\) )?(?:[$❯%][ \t]+|${arrow.source}|~[ \t]+(?=[a-z])|(?:ba|z|k)?sh(?:-[\d.]+)?[$#][ \t]+)(?=\S)`,
);
const rootPrompt = /^#[ \t]+(?=\S)/;
const continuation = /^>(?:[ \t]|$)/;

/** Separates prompts and output from commands where the block is a transcript; leaves every other block as it is. */
export function readListing(text: string, language: string, judge: Judge): Listing {
  const rows = atMargin(text.split('\n'), judge);
  const first = rows.find(row => row.trim() !== '' && !rootPrompt.test(row)) ?? '';
  const prompted = promptLength(first) > 0;
  const rootSession =
    !prompted &&
    /^(?:console|.*session|terminal)$/i.test(language) &&
    rows.some(row => rootPrompt.test(row) && judge.looksLikeCommand(row.replace(rootPrompt, '')));
  if (!prompted && !rootSession && !rows.some(row => promptLength(row) > 0 && !hasHereDocument(text))) {
    return {
      ...wholeListing(text),
      ...(hasHereDocument(text) ? takeRemarks(rows) : takePrinted(rows, judge)),
    };
  }
  return new TranscriptReader(rows, judge, { prompted, root: rootSession }).read();
}

/** A block with every line of it. */
export function wholeListing(text: string): Listing {
  const rows = text.split('\n');
  const sourceRows = rows.map((_, index) => index);
  return { rows, sourceRows, outputs: new Map(), atRootPrompt: new Set(), isTranscript: false };
}

// An indented transcript is read as it would be at the margin. `> ` before a command is a prompt; bash would empty a file of the
// command's name.
function atMargin(rows: readonly string[], judge: Judge): readonly string[] {
  const first = rows.find(row => row.trim() !== '' && !/^\s*#/.test(row)) ?? '';
  const indent = /^[ \t]+(?=[$%❯➜] )/.exec(first)?.[0];
  if (indent !== undefined) {
    return rows.map(row => (row.startsWith(indent) ? row.slice(indent.length) : row));
  }
  return /^> [a-z][\w./-]* \S/.test(first) && judge.looksLikeCommand(first.slice(2))
    ? rows.map(row => row.replace(/^> (?=\S)/, '$ '))
    : rows;
}

function promptLength(row: string): number {
  return (hostPrompt.exec(row) ?? dollarPrompt.exec(row))?.[0].length ?? 0;
}

function hasHereDocument(text: string): boolean {
  return /<<-?[ \t]*["'\\]?[A-Za-z_]/.test(text);
}

// How many lines one prompted command may take; keeps the search for its end linear.
const longestCommand = 60;
// After so many commands whose end was not found, a block is no transcript of whole commands and each takes its one line.
const mostUnended = 20;

class TranscriptReader {
  readonly #rows: readonly string[];
  readonly #judge: Judge;
  readonly #prompted: boolean;
  #root: boolean;
  readonly #out: string[] = [];
  readonly #sourceRows: number[] = [];
  readonly #outputs = new Map<number, string>();
  readonly #atRootPrompt = new Set<number>();
  #unended = 0;

  constructor(rows: readonly string[], judge: Judge, start: { prompted: boolean; root: boolean }) {
    this.#rows = rows;
    this.#judge = judge;
    this.#prompted = start.prompted;
    this.#root = start.root;
  }

  read(): Listing {
    const rootFromStart = this.#root;
    let command: number | undefined;
    let output: string[] = [];
    const flush = (): void => {
      const shown = output.join('\n').replace(/^(?:[ \t]*\n)+|\s+$/g, '');
      if (command !== undefined && shown !== '') {
        this.#outputs.set(command, shown);
      }
      output = [];
    };
    for (let row = 0; row < this.#rows.length; row += 1) {
      const text = this.#rows[row] ?? '';
      const length = this.#promptAt(text);
      if (length > 0) {
        flush();
        command = this.#out.length;
        if (rootPrompt.test(text) && !rootFromStart) {
          this.#atRootPrompt.add(command);
        }
        row = this.#takeCommand(row, length);
      } else if (isInnerPrompt(text)) {
        command ??= this.#out.length - 1;
        output.push(text);
      } else if (this.#isPlainCommand(text, command)) {
        flush();
        command = undefined;
        this.#push(text, row);
      } else {
        output.push(text);
      }
    }
    flush();
    return this.#listing();
  }

  #listing(): Listing {
    return {
      rows: this.#out,
      sourceRows: this.#sourceRows,
      outputs: this.#outputs,
      atRootPrompt: this.#atRootPrompt,
      isTranscript: true,
    };
  }

  #promptAt(text: string): number {
    const length = promptLength(text);
    if (length > 0) {
      return length;
    }
    const root = this.#root ? rootPrompt.exec(text)?.[0].length : undefined;
    return root !== undefined && this.#judge.looksLikeCommand(text.slice(root)) ? root : 0;
  }

  // Comments stay where they are; lines before the first prompt of a block that begins without one are commands.
  #isPlainCommand(text: string, command: number | undefined): boolean {
    if (/^#/.test(text) && (command === undefined || /^#\s+\S/.test(text))) {
      return true;
    }
    return command === undefined && !this.#prompted && text.trim() !== '';
  }

  #push(text: string, row: number): void {
    this.#out.push(text);
    this.#sourceRows.push(row);
  }

  // Takes the prompted line and the lines that belong to it; gives back the last row taken.
  #takeCommand(row: number, length: number): number {
    const first = (this.#rows[row] ?? '').slice(length);
    const taken = [first];
    let text = first;
    const longest = this.#unended < mostUnended ? longestCommand : 1;
    while (taken.length < longest && row + taken.length < this.#rows.length && !this.#ends(text)) {
      const next = this.#rows[row + taken.length] ?? '';
      if (promptLength(next) > 0) {
        break;
      }
      taken.push(next.replace(continuation, ''));
      text = taken.join('\n');
    }
    const ended = this.#ends(text);
    this.#unended += ended ? 0 : 1;
    const kept = ended ? taken : taken.slice(0, 1);
    for (const [index, line] of kept.entries()) {
      this.#push(line, row + index);
    }
    if (/^(?:sudo\s+(?:su\b|-i\b|-s\b|(?:ba)?sh\b)|su\b)/.test(first)) {
      this.#root = true;
    } else if (/^exit\b/.test(first)) {
      this.#root = false;
    }
    return row + kept.length - 1;
  }

  // A remark that ends in a backslash, or has one above it, keeps nothing open for bash; its author meant the command to go on.
  #ends(text: string): boolean {
    const last = text.slice(text.lastIndexOf('\n') + 1);
    const isRemark = last !== text && /^[ \t]+#/.test(last);
    return !isRemark && !/(?:^|[^\\])(?:\\\\)*\\$/.test(text) && this.#judge.isComplete(text);
  }
}
