import type { AttemptFinished, AttemptStarted, Judged, Recorded } from '../audit/entry.ts';
import type { Plans } from './plans.ts';

/** One execution of one command. */
export interface AttemptReport {
  readonly id: string;
  /** Which of its step's commands, from 0. */
  readonly statement: number;
  /** Title of the command, where the runbook gives one. */
  readonly title?: string;
  /** As it ran, secrets masked. */
  readonly command: string;
  /** True if it ran in the place of the runbook's command. */
  readonly edited?: true;
  readonly cwd: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** `exited`, `signalled`, `timedOut`, `stopped`, `notStarted`, or `unknown` where nobody saw its end. */
  readonly outcome: string;
  readonly exit?: number;
  readonly signal?: string;
  readonly durationMs?: number;
  readonly expected?: string;
  readonly judged?: { readonly decision: string; readonly by: string };
  /** Bytes the command wrote, and how many secrets were masked in them. */
  readonly bytes: number;
  readonly masked: number;
  /** The end of its output. */
  readonly output: string;
}

interface Found {
  readonly started: Recorded<AttemptStarted>;
  finished?: AttemptFinished;
  judged?: Judged;
}

/** Every attempt of a log by its step's id, in order, including earlier ones of repeated steps. */
export function attemptsOf(
  plans: Plans,
  entries: readonly Recorded[],
  outputOf: (attemptId: string) => string,
): ReadonlyMap<string, readonly AttemptReport[]> {
  const found = new Map<string, Found>();
  for (const entry of entries) {
    if (entry.type === 'attempt.started') found.set(entry.attemptId, { started: entry });
    const one = 'attemptId' in entry ? found.get(entry.attemptId) : undefined;
    if (one !== undefined && entry.type === 'attempt.finished') one.finished = entry;
    if (one !== undefined && entry.type === 'judged') one.judged = entry;
  }
  const byStep = new Map<string, AttemptReport[]>();
  for (const one of found.values()) {
    const { step } = one.started;
    const before = byStep.get(step);
    if (before === undefined) byStep.set(step, [told(one, plans, outputOf)]);
    else before.push(told(one, plans, outputOf));
  }
  return byStep;
}

function told(
  { started, finished, judged }: Found,
  plans: Plans,
  outputOf: (attemptId: string) => string,
): AttemptReport {
  const statement = plans.at(started).steps.get(started.step)?.statements[started.stmt];
  const expected = judged?.expected ?? statement?.expected;
  const outputs = finished?.outputs ?? [];
  return {
    id: started.attemptId,
    statement: started.stmt,
    ...(statement?.title === undefined ? {} : { title: statement.title }),
    command: started.cmd ?? statement?.text ?? '',
    ...(started.edit === undefined ? {} : { edited: true }),
    cwd: started.cwd,
    startedAt: started.t ?? 0,
    outcome: finished === undefined || finished.outcome === 'lost' ? 'unknown' : finished.outcome,
    ...(finished?.exit === undefined ? {} : { exit: finished.exit }),
    ...(finished?.signal === undefined ? {} : { signal: finished.signal }),
    ...(finished === undefined ? {} : { durationMs: finished.durMs }),
    ...(expected === undefined ? {} : { expected }),
    ...(judged === undefined ? {} : { judged: { decision: judged.decision, by: judged.by } }),
    bytes: outputs.reduce((sum, { bytes }) => sum + bytes, 0),
    masked: outputs.reduce((sum, { masked }) => sum + masked, 0),
    output: outputOf(started.attemptId),
  };
}

/** How an attempt ended, in words: "exit code 1", "stopped", "outcome unknown". */
export function outcomeWords({ outcome, exit, signal }: AttemptReport): string {
  switch (outcome) {
    case 'exited':
      return `exit code ${exit ?? 0}`;
    case 'signalled':
      return `ended by ${signal ?? 'a signal'}`;
    case 'timedOut':
      return 'timed out';
    case 'notStarted':
      return 'not started';
    case 'unknown':
      return 'outcome unknown';
    default:
      return outcome;
  }
}
