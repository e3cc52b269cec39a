import type { AttemptFinished, AttemptStarted, Judged, Recorded } from '../audit/entry.ts';
import type { Plan } from '../run/plan.ts';
import type { LogLine } from './line.ts';

/** One execution of one command, according to the log. */
export interface Attempt {
  readonly id: string;
  readonly step: string;
  /** Index of the command in its step, and how many commands that has. */
  readonly index: number;
  readonly of: number;
  readonly started: Recorded<AttemptStarted>;
  /** Number of the entry that started it. */
  readonly entry: number;
  readonly title?: string;
  /** As the runbook has it, before values were filled in. */
  readonly written?: string;
  readonly expected?: string;
  finished?: Recorded<AttemptFinished>;
  /** Number of the entry that ended it. */
  finishedEntry?: number;
  readonly judged: Recorded<Judged>[];
  /** Nobody saw its end. */
  dangling?: true;
}

/** Every attempt of a log by its id. */
export function attemptBook(lines: readonly LogLine[], plan: Plan): ReadonlyMap<string, Attempt> {
  const book = new Map<string, Attempt>();
  for (const { entry, number } of lines) {
    if (entry === undefined) continue;
    if (entry.type === 'attempt.started') {
      if (!book.has(entry.attemptId)) book.set(entry.attemptId, begun(entry, number, plan));
    } else if (entry.type === 'recovered') {
      for (const id of entry.danglingAttempts) markDangling(book.get(id));
    } else if (entry.type === 'attempt.finished' || entry.type === 'judged') {
      amend(book.get(entry.attemptId), entry, number);
    }
  }
  return book;
}

function begun(started: Recorded<AttemptStarted>, entry: number, plan: Plan): Attempt {
  const planned = plan.steps.get(started.step);
  const statement = planned?.statements[started.stmt];
  const { attemptId: id, step, stmt: index } = started;
  return {
    id,
    step,
    index,
    of: Math.max(planned?.statements.length ?? 0, index + 1),
    started,
    entry,
    ...(statement?.title === undefined ? {} : { title: statement.title }),
    ...(statement === undefined ? {} : { written: statement.text }),
    ...(statement?.expected === undefined ? {} : { expected: statement.expected }),
    judged: [],
  };
}

function markDangling(attempt: Attempt | undefined): void {
  if (attempt !== undefined) attempt.dangling = true;
}

function amend(
  attempt: Attempt | undefined,
  entry: Recorded<AttemptFinished> | Recorded<Judged>,
  number: number,
): void {
  if (attempt === undefined) return;
  if (entry.type === 'judged') attempt.judged.push(entry);
  else {
    attempt.finished ??= entry;
    attempt.finishedEntry ??= number;
  }
}

/** How an attempt ended; `unknown` where nobody saw it. */
export function outcomeOf({ finished }: Attempt): {
  readonly outcome: string;
  readonly code?: string | number;
} {
  if (finished === undefined || finished.outcome === 'lost') return { outcome: 'unknown' };
  const { outcome, exit, signal, reason } = finished;
  switch (outcome) {
    case 'exited':
      return { outcome, code: exit ?? 0 };
    case 'signalled':
      return { outcome, code: signal ?? '' };
    case 'notStarted':
      return { outcome, code: reason ?? '' };
    case 'timedOut':
    case 'stopped':
      return { outcome };
  }
}

/** Bytes that an attempt wrote, and how many of them are kept. */
export function sizesOf({ finished }: Attempt): {
  readonly bytes: number;
  readonly kept: number;
  readonly masked: number;
  readonly truncated: boolean;
} {
  const outputs = finished?.outputs ?? [];
  return {
    bytes: outputs.reduce((sum, one) => sum + one.bytes, 0),
    kept: outputs.reduce((sum, one) => sum + one.kept, 0),
    masked: outputs.reduce((sum, one) => sum + one.masked, 0),
    truncated: outputs.some(({ truncated }) => truncated),
  };
}
