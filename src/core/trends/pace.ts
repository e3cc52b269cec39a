import { shortDigest, type RunFacts, type StepFacts } from './facts.ts';
import { spreadOf } from './spread.ts';

/** From so many earlier runs on, something is said to be usual. */
export const fewest = 3;

/** A text's steps and phases, as far as earlier runs can be told to have had the same. */
export interface Shape {
  /** `digest` is the SHA-256 of a step's text, 64 hex digits. */
  readonly steps: readonly { readonly id: string; readonly digest: string }[];
  /** Of each phase, the steps that count. */
  readonly phases: readonly { readonly id: string; readonly steps: readonly string[] }[];
}

/** How a step went in earlier runs that had the same text of it. */
export interface StepPace {
  /** In how many of them its commands were begun, passed, and failed at least once. */
  readonly ran: number;
  readonly passed: number;
  readonly failed: number;
  /** What its commands usually take; absent if too few passed. */
  readonly ms?: number;
}

/** What is usual in a runbook, by the ids of its steps and phases. Where too few runs are known, there is nothing. */
export interface Pace {
  readonly steps: Readonly<Record<string, StepPace>>;
  /** From the first beginning to the last end in a phase, in ms. */
  readonly phases: Readonly<Record<string, number>>;
}

/** What closed runs show to be usual for a text; a step or phase counts only where its text was the same. */
export function paceOf(runs: readonly RunFacts[], { steps, phases }: Shape): Pace {
  const closed = runs.filter(({ result }) => result !== 'open');
  const digests = new Map(steps.map(({ id, digest }) => [id, shortDigest(digest)]));
  const isSame = (id: string, { digest }: StepFacts): boolean =>
    digest === undefined || digest === digests.get(id);
  return {
    steps: named(steps, ({ id }) => stepPace(closed.map(run => sameStep(run, id, isSame)))),
    phases: named(phases, phase => phaseTime(closed.map(run => spanOf(run, phase.steps, isSame)))),
  };
}

type Same = (id: string, facts: StepFacts) => boolean;

function named<P extends { readonly id: string }, T>(
  parts: readonly P[],
  value: (part: P) => T | undefined,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    parts.flatMap(part => {
      const found = value(part);
      return found === undefined ? [] : [[part.id, found]];
    }),
  );
}

function sameStep({ steps }: RunFacts, id: string, isSame: Same): StepFacts | undefined {
  const facts = steps[id];
  return facts !== undefined && isSame(id, facts) ? facts : undefined;
}

function stepPace(found: readonly (StepFacts | undefined)[]): StepPace | undefined {
  const ran = found.filter(facts => facts?.ran === true);
  if (ran.length < fewest) return undefined;
  const times = ran.flatMap(facts => facts?.ms ?? []);
  const usual = times.length < fewest ? undefined : spreadOf(times)?.middle;
  return {
    ran: ran.length,
    passed: times.length,
    failed: ran.filter(facts => (facts?.failed ?? 0) > 0).length,
    ...(usual === undefined ? {} : { ms: usual }),
  };
}

function phaseTime(found: readonly (number | undefined)[]): number | undefined {
  const times = found.filter(ms => ms !== undefined);
  return times.length < fewest ? undefined : spreadOf(times)?.middle;
}

/** Undefined if the phase was not done as a whole: what was left out or skipped made it shorter. */
function spanOf({ steps }: RunFacts, ids: readonly string[], isSame: Same): number | undefined {
  let [from, to] = [Infinity, -Infinity];
  for (const id of ids) {
    const facts = steps[id];
    if (facts?.to === undefined || facts.skipped > 0 || !isSame(id, facts)) return undefined;
    from = Math.min(from, facts.from ?? facts.to);
    to = Math.max(to, facts.to);
  }
  return to < from ? undefined : to - from;
}
