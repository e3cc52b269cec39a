import type { JsonObject, LineProblem } from './canonical.ts';
import type { Open, Recorded } from '../entry.ts';
import type { FindingCode } from '../finding.ts';

// What every line carries, and where it says it belongs.

export interface Problem {
  readonly code: FindingCode;
  readonly sentence: string;
}

const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const digest = /^[0-9a-f]{64}$/;

/** A text member of a line, or the empty text. */
export function textOf(value: JsonObject, key: string): string {
  const member = value[key];
  return typeof member === 'string' ? member : '';
}

export function envelopeProblem(value: JsonObject): Problem | undefined {
  const { run, seg, seq, prev, type, t, m } = value;
  const texts =
    typeof run === 'string' && typeof type === 'string' && typeof prev === 'string' && digest.test(prev);
  const times = type === 'sig' || (isCount(t) && isCount(m));
  if (texts && isCount(seg) && isCount(seq) && times) return undefined;
  return { code: 'BAD_ENTRY', sentence: 'it lacks what every line carries' };
}

/** Whether a line belongs at this place: `lines` were read before it, to `head`; `open` is the first. */
export function orderProblem(
  value: JsonObject,
  at: { readonly lines: number; readonly head: string; readonly open: Recorded<Open> | undefined },
): Problem | undefined {
  const { run, seg, seq, prev, type } = value;
  if (at.lines === 0 && type !== 'open') {
    return { code: 'SEQ', sentence: 'it is not the line that opens a log: lines before it are missing' };
  }
  if (seq !== at.lines) {
    const sentence = `it says it is entry ${JSON.stringify(seq)} where entry ${at.lines} belongs: lines were removed, added or moved`;
    return { code: 'SEQ', sentence };
  }
  // A second line that does not follow the first shows that one of the two was changed, not that it is foreign.
  if (at.open === undefined || (at.lines === 1 && prev !== at.head)) return undefined;
  if (run !== at.open.run) return { code: 'FOREIGN_ENTRY', sentence: 'it belongs to another run' };
  if (seg !== at.open.seg)
    return { code: 'FOREIGN_ENTRY', sentence: 'it belongs to another part of the run' };
  return type === 'open'
    ? { code: 'BAD_ENTRY', sentence: 'a log is opened once, in its first line' }
    : undefined;
}

/** What is wrong with a line, and where its bytes show it, what made it so: most often nobody meant to. */
export function formSentence(problem: LineProblem, bytes: Uint8Array): string {
  if (problem !== 'NOT_CANONICAL') return formSentences[problem];
  if (bytes.length === 1) return 'it is empty';
  if (bytes.at(-2) === 0x0d)
    return 'it ends with CR LF: its line ends were converted, as git does with core.autocrlf';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return 'it begins with a byte order mark: an editor saved it anew';
  return formSentences.NOT_CANONICAL;
}

const formSentences: Readonly<Record<LineProblem, string>> = {
  TOO_LONG: 'it is longer than a line may be',
  BAD_UTF8: 'it is not UTF-8',
  NOT_CANONICAL: 'it is not in the one form a line of the log has',
  BAD_KEY: 'it has a field name the log cannot have',
  BAD_NUMBER: 'it has a number that is not an integer',
  BAD_STRING: 'it has characters that cannot be seen',
  TOO_DEEP: 'it is nested too deeply',
};
