import type { RunEvent } from '../../core/review/event.ts';
import { folded, placeOf } from '../../core/review/folded.ts';
import { haystackOf } from '../../core/review/haystack.ts';
import { OutputRows } from './outputRows.ts';
import type { ReviewedRun } from './reviewedRun.ts';

/** A place of a run that holds a text: an event, or a row of the output of one. */
export interface Found {
  readonly event: RunEvent;
  readonly output?: { readonly attempt: string; readonly row: number; readonly text: string };
}

/** Places of one output that are shown at most: whoever wants them all opens it. */
const mostInOutput = 20;

/** Looks through a run, first what its entries say, then its outputs one after the other; for as long as somebody takes more. */
export async function* searchRun(
  run: ReviewedRun,
  text: string,
): AsyncGenerator<readonly Found[], void, void> {
  const { events, attempts } = run.review;
  const wanted = folded(text);
  yield events.filter(event => haystackOf(event, attempts).includes(wanted)).map(event => ({ event }));
  for (const event of events) {
    for (const attempt of event.attempts ?? []) {
      // An output that is told of twice, as the failure and as its unknown end, is looked through once.
      if (events.find(one => one.attempts?.includes(attempt) === true) !== event) continue;
      yield* searchOutput(run, event, { attempt, text });
    }
  }
}

async function* searchOutput(
  run: ReviewedRun,
  event: RunEvent,
  { attempt, text }: { readonly attempt: string; readonly text: string },
): AsyncGenerator<readonly Found[], void, void> {
  const parts = run.output(attempt);
  if (parts.digests.length === 0) return;
  const rows = new OutputRows(parts);
  const counting = rows.count(() => undefined);
  let left = mostInOutput;
  for await (const found of rows.search(text)) {
    const shown = found.slice(0, left);
    left -= shown.length;
    yield shown.map(one => ({ event, output: { attempt, row: one.row, text: around(one.text, text) } }));
    if (left === 0) break;
  }
  await counting;
}

/** Characters of a row that are shown around what was found. */
const context = 80;

function around(row: string, text: string): string {
  const found = placeOf(text, row) ?? { start: 0, end: 0 };
  const start = Math.max(0, found.start - context);
  const end = found.end + context;
  return `${start > 0 ? '…' : ''}${row.slice(start, end)}${end < row.length ? '…' : ''}`;
}
