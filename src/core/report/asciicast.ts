import { formatVerdict } from '../audit/wording.ts';
import type { Verdict } from '../audit/verdict.ts';
import type { Timing } from '../output/timing.ts';
import { howToCheck } from './checking.ts';

/** One attempt as a recording: what it printed, and when, as far as the log tells. */
export interface Recording {
  readonly title: string;
  readonly command: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly durationMs?: number;
  readonly exit?: number;
  /** How it ended, in words. */
  readonly ending: string;
  readonly chunks: Iterable<Uint8Array>;
  /** Absent in logs of before it was recorded, and of outputs that a crash cut off. */
  readonly timing?: Timing;
  /** Why parts of the output are gone. */
  readonly gone?: string;
  readonly verdict: Verdict;
}

/** The size a session begins with; the log does not hold it. */
const term = { cols: 120, rows: 30, type: 'xterm-256color' };

/** A recording as asciicast v3 (docs.asciinema.org/manual/asciicast/v3), line by line; verdict and doubts are comments of it. */
export function* toAsciicast(recording: Recording): Generator<string, void, void> {
  const { title, command, startedAt, durationMs, exit } = recording;
  yield line({ version: 3, term, timestamp: Math.floor(startedAt / 1000), command, title });
  for (const text of commentsOf(recording)) yield `# ${plain(text)}\n`;
  let last = 0;
  for (const { ms, text } of frames(recording)) {
    if (text === '') continue;
    yield line([seconds(ms - last), 'o', text]);
    last = ms;
  }
  // Only an exit code is an exit event; another ending is a comment above.
  if (exit !== undefined) yield line([seconds(Math.max(0, (durationMs ?? last) - last)), 'x', String(exit)]);
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const seconds = (ms: number): number => Math.round(ms) / 1000;
/** One line without control characters, which a comment would pass on to a terminal. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();

function commentsOf({ timing, gone, ending, verdict }: Recording): readonly string[] {
  return [
    `The command ended: ${ending}.`,
    timing === undefined
      ? 'The log does not say when each part was printed, so all of it comes at once, at the beginning; the pauses are not known.'
      : `Times are as the log has them, to ${timing.grainMs} ms.`,
    ...(gone === undefined ? [] : [`Parts of the output are not here: ${gone}.`]),
    'The size of the terminal is not in the log.',
    ...formatVerdict(verdict).trimEnd().split('\n'),
    ...howToCheck,
  ];
}

interface Frame {
  readonly ms: number;
  readonly text: string;
}

/** The output in the pieces that came together; characters that a piece cuts in two come with the next. */
function* frames({ chunks, timing }: Recording): Generator<Frame, void, void> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const pairs = timing?.pairs ?? [];
  let [at, next] = [0, 0];
  let ms = pairs[0]?.[1] ?? 0;
  let text = '';
  for (const chunk of chunks) {
    for (let from = 0; from < chunk.length;) {
      while (next < pairs.length && (pairs[next]?.[0] ?? 0) <= at) {
        yield { ms, text };
        [ms, text] = [pairs[next]?.[1] ?? ms, ''];
        next += 1;
      }
      const until = Math.min(chunk.length, from + (pairs[next]?.[0] ?? Infinity) - at);
      text += decoder.decode(chunk.subarray(from, until), { stream: true });
      at += until - from;
      from = until;
    }
  }
  yield { ms, text: text + decoder.decode() };
}
