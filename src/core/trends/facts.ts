import type { Open, Recorded, Seal, StepFinished } from '../audit/entry.ts';
import { Elapsed, notWalked, walkedOn } from '../run/elapsed.ts';
import type { StepStarted } from '../audit/step.ts';

/** How often a step came to each end in one run, and how long its last pass took. */
export interface StepFacts {
  readonly failed: number;
  readonly skipped: number;
  readonly edited: number;
  /** Of the text that was last begun or settled, shortened; absent if the log names none. */
  readonly digest?: string;
  /** True if its commands were begun. */
  readonly ran?: true;
  /** What its commands took in all; absent if it never passed by running. */
  readonly ms?: number;
  /** From when to when it was done, in ms since the run began; absent if it never was. */
  readonly from?: number;
  readonly to?: number;
}

/** Enough of a digest to tell one text of a step from another. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 16);
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
  /** How long it was walked; where clocks differ, what each of them saw pass. */
  readonly tookMs: number;
  readonly result: 'done' | 'aborted' | 'open';
  /** Closed as done, and nothing in it failed, was skipped, done by hand or edited. */
  readonly clean: boolean;
  readonly steps: Readonly<Record<string, StepFacts>>;
}

const none: StepFacts = { failed: 0, skipped: 0, edited: 0 };

/** Folds a run's entries, which are taken one by one; undefined if they begin no run. */
export function factsOf(entries: Iterable<Recorded>): RunFacts | undefined {
  let open: Recorded<Open> | undefined;
  let seal: Recorded<Seal> | undefined;
  let text: string | undefined;
  let lastAt: number | undefined;
  let walked = notWalked;
  const elapsed = new Elapsed();
  const teller = new StepTeller();
  for (const entry of entries) {
    if (entry.type === 'open') open ??= entry;
    if (entry.type === 'seal') seal = entry;
    if (entry.type === 'runbook.adopted') text = entry.to;
    lastAt = entry.t ?? lastAt;
    walked = walkedOn(walked, entry);
    teller.take(entry, elapsed.at(entry.t));
  }
  if (open === undefined) return undefined;
  const steps = [...teller.steps.values()];
  const { failed = 0, skipped = 0, byHand = 0 } = seal?.counts ?? {};
  const troubled = steps.some(one => one.failed + one.skipped + one.edited > 0);
  return {
    run: open.run,
    runbook: open.runbook.path,
    text: text ?? open.runbook.sha256,
    startedAt: open.t ?? 0,
    lastAt: lastAt ?? open.t ?? 0,
    tookMs: walked.tookMs,
    result: seal?.result ?? 'open',
    clean: seal?.result === 'done' && failed + skipped + byHand === 0 && !troubled,
    steps: Object.fromEntries(teller.steps),
  };
}

/** What a run's entries say of its steps, one after the other. */
class StepTeller {
  readonly steps = new Map<string, StepFacts>();
  /** ms since the run began, of the entry that is taken, and of when each step was last begun. */
  #now = 0;
  readonly #begun = new Map<string, number>();
  /** What the commands of a step took since it was last begun. */
  readonly #ran = new Map<string, number>();
  readonly #attempts = new Map<string, string>();

  take(entry: Recorded, now: number): void {
    this.#now = now;
    switch (entry.type) {
      case 'step.started':
        this.#begin(entry);
        break;
      case 'attempt.started':
        this.#attempts.set(entry.attemptId, entry.step);
        break;
      case 'attempt.finished': {
        const step = this.#attempts.get(entry.attemptId);
        if (step !== undefined) this.#ran.set(step, (this.#ran.get(step) ?? 0) + entry.durMs);
        break;
      }
      case 'step.failed':
        this.#change(entry.step, ({ failed }) => ({ failed: failed + 1, ...this.#until(entry) }));
        break;
      case 'step.skipped':
        this.#change(entry.step, ({ skipped }) => ({ skipped: skipped + 1 }));
        break;
      case 'command.edited':
        this.#change(entry.step, ({ edited }) => ({ edited: edited + 1 }));
        break;
      case 'step.finished':
        this.#finish(entry);
        break;
      case 'check.set':
      case 'record.filled':
        this.#change(entry.step, () => this.#until(entry));
        break;
      default:
    }
  }

  #begin(entry: Recorded<StepStarted>): void {
    this.#begun.set(entry.step, this.#now);
    this.#ran.delete(entry.step);
    this.#change(entry.step, () => ({ ran: true, ...digestOf(entry) }));
  }

  #finish(entry: Recorded<StepFinished>): void {
    const { step, how } = entry;
    const from = this.#begun.get(step);
    const wall = from === undefined ? undefined : this.#now - from;
    // A person may have thought about it in between, which is no command's time.
    const ms = how === 'run' ? (this.#ran.get(step) ?? wall) : undefined;
    this.#change(step, () => ({
      ...digestOf(entry),
      ...(ms === undefined ? {} : { ms }),
      ...this.#until(entry),
    }));
  }

  #until({ step }: { readonly step: string }): Partial<StepFacts> {
    const to = this.#now;
    const begun = this.#begun.get(step) ?? to;
    return { from: Math.min(begun, this.steps.get(step)?.from ?? begun), to };
  }

  #change(step: string, part: (before: StepFacts) => Partial<StepFacts>): void {
    const before = this.steps.get(step) ?? none;
    this.steps.set(step, { ...before, ...part(before) });
  }
}

function digestOf({ stepDigest }: { readonly stepDigest: string }): Partial<StepFacts> {
  return stepDigest === '' ? {} : { digest: shortDigest(stepDigest) };
}
