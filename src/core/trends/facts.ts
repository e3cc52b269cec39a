import type { Open, Recorded, Seal } from '../audit/entry.ts';

/** How often a step came to each end in one run, and how long its last pass took. */
export interface StepFacts {
  readonly failed: number;
  readonly skipped: number;
  readonly edited: number;
  /** Absent where it never passed by running. */
  readonly ms?: number;
}

/** What one run adds to what is told of many, as its lines say, believed without a signature. */
export interface RunFacts {
  readonly run: string;
  /** Path of the runbook, as the log names it, and the digest of its text. */
  readonly runbook: string;
  readonly text: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly lastAt: number;
  readonly result: 'done' | 'aborted' | 'open';
  /** Closed as done, and nothing in it failed, was skipped, done by hand or edited. */
  readonly clean: boolean;
  readonly steps: Readonly<Record<string, StepFacts>>;
}

const none: StepFacts = { failed: 0, skipped: 0, edited: 0 };

/** Folds a run's entries; undefined where they begin no run. */
export function factsOf(entries: readonly Recorded[]): RunFacts | undefined {
  const open = entries.find((entry): entry is Recorded<Open> => entry.type === 'open');
  if (open === undefined) return undefined;
  const seal = entries.findLast((entry): entry is Recorded<Seal> => entry.type === 'seal');
  const steps = stepsOf(entries);
  const startedAt = open.t ?? 0;
  const { failed = 0, skipped = 0, byHand = 0 } = seal?.counts ?? {};
  const troubled = [...steps.values()].some(one => one.failed + one.skipped + one.edited > 0);
  return {
    run: open.run,
    runbook: open.runbook.path,
    text: entries.findLast(entry => entry.type === 'runbook.adopted')?.to ?? open.runbook.sha256,
    startedAt,
    lastAt: entries.findLast(entry => entry.t !== undefined)?.t ?? startedAt,
    result: seal?.result ?? 'open',
    clean: seal?.result === 'done' && failed + skipped + byHand === 0 && !troubled,
    steps: Object.fromEntries(steps),
  };
}

function stepsOf(entries: readonly Recorded[]): ReadonlyMap<string, StepFacts> {
  const steps = new Map<string, StepFacts>();
  const begun = new Map<string, number>();
  const change = (step: string, part: (before: StepFacts) => Partial<StepFacts>): void => {
    const before = steps.get(step) ?? none;
    steps.set(step, { ...before, ...part(before) });
  };
  for (const entry of entries) {
    switch (entry.type) {
      case 'step.started':
        begun.set(entry.step, entry.t ?? 0);
        break;
      case 'step.failed':
        change(entry.step, ({ failed }) => ({ failed: failed + 1 }));
        break;
      case 'step.skipped':
        change(entry.step, ({ skipped }) => ({ skipped: skipped + 1 }));
        break;
      case 'command.edited':
        change(entry.step, ({ edited }) => ({ edited: edited + 1 }));
        break;
      case 'step.finished': {
        const from = begun.get(entry.step);
        const ms =
          entry.how === 'run' && from !== undefined ? Math.max(0, (entry.t ?? from) - from) : undefined;
        change(entry.step, () => (ms === undefined ? {} : { ms }));
        break;
      }
      default:
    }
  }
  return steps;
}
