import type { Grammar } from '../grammar.ts';
import { findHoles, maskHoles } from '../holes/hole.ts';
import type { Segment } from '../segments.ts';
import { flatten } from '../tree.ts';
import { readCalls } from './command.ts';
import { looksLikeCommandLine } from './commandLine.ts';
import { readInvocations } from './invocationReader.ts';
import { readTraits } from './traits.ts';

/** What a block says to a client that it opens: rows (0-based, both inclusive) that are typed there as one. */
export interface ClientRows {
  readonly startRow: number;
  readonly endRow: number;
  /** The client, such as `psql`. */
  readonly program: string;
}

// A database's client has a language of its own: what follows is no shell's, although its author typed it in the same block.
const CLIENT =
  /(?:^|[\s/])(psql|mysql|mariadb|sqlite3|sqlplus|cqlsh|clickhouse-client|gitlab-psql|mongo|mongosh|redis-cli|influx|python3?)(?=\s|$)/;
// Rows of one sentence; what is longer is looked at in parts, or a file of one would cost a square.
const LONGEST = 100;
const LEAVES = /^\s*(?:exit|logout|\\q|quit|exit\(\)|quit\(\)|\.quit|\.exit)\s*;?\s*$/i;
const BY_ROW = new Set(['redis-cli', 'influx']);
const BY_BRACKETS = new Set(['mongo', 'mongosh']);
const PYTHON = new Set(['python', 'python3']);
// What a shell would take for a command of its own: `import` is one of ImageMagick's.
const PYTHON_ROW =
  /^\s*(?:import\s+\w|from\s+[\w.]+\s+import\b|[\w.]+\s*(?:\(|[-+*/]?=\s)|(?:def|class|for|while|if|elif|else|try|except|finally|with)\b.*:\s*$)/;
// A row that ends with the colon of `for name in names:  # each`, which `load()  # the path:` does not.
const OPENS_BLOCK = /^[^#\n]*:[ \t]*(?:#.*)?$/m;
// A row that begins like SQL: `SELECT`, `ALTER`, `COMMIT`.
const SQL_WORD =
  /^\s*(?:select|insert|update|delete|create|alter|drop|grant|revoke|truncate|show|explain|with|begin|start|stop|commit|rollback|set|reset|call|vacuum|analyze|use|flush|kill|purge|change|reindex|refresh|lock|unlock|describe|desc|do|copy|checkpoint|optimize|repair|values|merge)\b/i;

/** Finds what is typed into clients, up to the row that leaves them; a row that is a shell's again is left to it. */
export function clientRows(rows: readonly string[], grammar: Grammar): readonly ClientRows[] {
  const found: ClientRows[] = [];
  for (let row = 0; row < rows.length; row += 1) {
    const program = clientOf(rows[row] ?? '', grammar);
    if (program === undefined) {
      continue;
    }
    const end = endOf(rows, row + 1, program);
    found.push(...cut(rows, { startRow: row + 1, endRow: end, program }));
    row = Math.max(row, end);
  }
  return found;
}

/** The client that a row opens to type into it. */
function clientOf(row: string, grammar: Grammar): string | undefined {
  const program = /^\s*#|\\$|[|<>]/.test(row) ? undefined : CLIENT.exec(row)?.[1];
  if (program === undefined) {
    return undefined;
  }
  const text = maskHoles(row, findHoles(row));
  const nodes = flatten([grammar.parse(text)]);
  const calls = readInvocations(text, nodes, readCalls(text, nodes));
  return readTraits(calls).entersShell ? program : undefined;
}

function endOf(rows: readonly string[], from: number, program: string): number {
  let last = from - 1;
  for (let row = from; row < rows.length; row += 1) {
    const text = rows[row] ?? '';
    if (isSilent(text)) {
      continue;
    }
    // The middle of a sentence looks like anything.
    const before = rows.slice(Math.max(from, row - LONGEST), row);
    if (!isTypedInto(text, program) && isComplete(before, program, text)) {
      break;
    }
    last = row;
    if (LEAVES.test(text)) {
      break;
    }
  }
  return last;
}

function isSilent(row: string): boolean {
  return /^\s*(?:#.*)?$/.test(row);
}

function isTypedInto(row: string, program: string): boolean {
  if (PYTHON.has(program)) {
    // A row with its prompt is no row that could be typed.
    if (/^\s*(?:>>>|\.\.\.)/.test(row)) return false;
    if (PYTHON_ROW.test(row)) return true;
  }
  return LEAVES.test(row) || /^\s*(?:\\|--|\.)/.test(row) || (isSql(program) && SQL_WORD.test(row))
    ? true
    : !looksLikeCommandLine(row);
}

function isSql(program: string): boolean {
  return !BY_ROW.has(program) && !BY_BRACKETS.has(program) && !PYTHON.has(program);
}

// Each sentence ends with its mark, a command of the client's own (`\dt`) with its line; comments go with what they stand above.
function cut(rows: readonly string[], { startRow, endRow, program }: ClientRows): ClientRows[] {
  const found: ClientRows[] = [];
  let first: number | undefined;
  for (let row = startRow; row <= endRow; row += 1) {
    if (first === undefined && isSilent(rows[row] ?? '')) {
      continue;
    }
    first ??= row;
    const isWhole = row === endRow || row - first >= LONGEST;
    if (isWhole || isComplete(rows.slice(first, row + 1), program, rows[row + 1] ?? '')) {
      found.push({ startRow: first, endRow: row, program });
      first = undefined;
    }
  }
  return found;
}

/** Whether the rows are a sentence, with `next` behind them. */
function isComplete(rows: readonly string[], program: string, next: string): boolean {
  const text = rows.filter(row => !/^\s*(?:--|#|$)/.test(row)).join('\n');
  const last = rows.at(-1) ?? '';
  if (text === '') {
    return rows.every(isSilent);
  }
  if (BY_ROW.has(program)) {
    return true;
  }
  if (BY_BRACKETS.has(program)) {
    return hasClosed(text);
  }
  if (PYTHON.has(program)) {
    return hasClosed(text) && (!OPENS_BLOCK.test(text) || last.trim() === '' || endsBlock(last, next));
  }
  return (
    /;\s*(?:--.*)?$|\\(?:g|G|gx|gset|gexec|watch)\b[^\n]*$/.test(text) ||
    LEAVES.test(last) ||
    (/^\s*[\\.]\S/.test(text) && !text.includes('\n'))
  );
}

/** True if a row of python's ends the indented ones before it, although no row that holds nothing stands between. */
function endsBlock(last: string, next: string): boolean {
  return /^\s+\S/.test(last) && /^(?!(?:else|elif|except|finally)\b)[^\s#]/.test(next);
}

function hasClosed(text: string): boolean {
  return (text.match(/[([{]/g) ?? []).length <= (text.match(/[)\]}]/g) ?? []).length;
}

/** The text with blanks in place of what is typed into a client, so that a shell's grammar reads only what is a shell's. */
export function withoutRows(text: string, typed: readonly ClientRows[]): string {
  if (typed.length === 0) {
    return text;
  }
  const rows = text.split('\n');
  for (const { startRow, endRow } of typed) {
    for (let row = startRow; row <= endRow; row += 1) {
      rows[row] = ' '.repeat(rows[row]?.length ?? 0);
    }
  }
  return rows.join('\n');
}

/** Statements with the rows joined that are typed into a client as one. */
export function joinRows(segments: readonly Segment[], typed: readonly ClientRows[]): readonly Segment[] {
  if (typed.length === 0) {
    return segments;
  }
  const isTyped = ({ startRow }: Segment): boolean =>
    typed.some(rows => rows.startRow <= startRow && startRow <= rows.endRow);
  const joined = typed.map(({ startRow, endRow }): Segment => ({ startRow, endRow, roots: [] }));
  return [...segments.filter(segment => !isTyped(segment)), ...joined].sort(
    (a, b) => a.startRow - b.startRow,
  );
}
