import type { EventKind } from './event.ts';
import type { PhaseTime, StepTime } from './phases.ts';
import type { ReviewView } from './view.ts';

/** Two runs of one runbook side by side. */
export interface Comparison {
  readonly folder: string;
  /** When the other run began, ms since the epoch; who ran it and how it ended. */
  readonly at: number;
  readonly operators: readonly string[];
  readonly result: ReviewView['result'];
  readonly verified: ReviewView['badge']['result'];
  readonly phases: readonly PhaseDifference[];
}

export interface PhaseDifference {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly here?: number;
  readonly there?: number;
  readonly differs: readonly StepDifference[];
}

/** What is not the same of a step. */
export type StepDifference = { readonly step: string } & (
  | { readonly what: 'notThere' | 'notHere' }
  | { readonly what: 'state'; readonly here: EventKind; readonly there: EventKind }
  | { readonly what: 'time'; readonly ms: number }
  | { readonly what: 'output'; readonly attempt: string; readonly other: string }
);

/** Which outputs of the two runs are not the same, by the attempts. */
export type OutputsDiffer = (here: string, there: string) => boolean;

/** Durations differ where it matters to people: by a tenth, and by 2 s. */
const least = { ms: 2000, share: 0.1 };

/** Compares how two runs went, phase by phase; the runbook's order is that of this run, then what only the other has. */
export function comparePhases(
  here: readonly PhaseTime[],
  there: readonly PhaseTime[],
  outputsDiffer: OutputsDiffer,
): readonly PhaseDifference[] {
  const only = there.filter(({ id }) => !here.some(phase => phase.id === id));
  return [...here, ...only].map(({ id, number, title }) => {
    const mine = here.find(phase => phase.id === id);
    const other = there.find(phase => phase.id === id);
    return {
      id,
      number,
      title,
      ...(mine?.durationMs === undefined ? {} : { here: mine.durationMs }),
      ...(other?.durationMs === undefined ? {} : { there: other.durationMs }),
      differs: compareSteps(mine?.steps ?? [], other?.steps ?? [], outputsDiffer),
    };
  });
}

function compareSteps(
  here: readonly StepTime[],
  there: readonly StepTime[],
  outputsDiffer: OutputsDiffer,
): readonly StepDifference[] {
  const pairs = here.map(step => ({ step, other: twinOf(step, there) }));
  const missing = there.filter(step => !pairs.some(({ other }) => other === step));
  return [
    ...pairs.flatMap(({ step, other }) => {
      return other === undefined
        ? [{ step: nameOf(step), what: 'notThere' as const }]
        : compareStep(step, other, outputsDiffer);
    }),
    ...missing.map(step => ({ step: nameOf(step), what: 'notHere' as const })),
  ];
}

/** The same step in another run; one whose text was edited since has another id, and mostly its number and title still. */
function twinOf(step: StepTime, there: readonly StepTime[]): StepTime | undefined {
  return (
    there.find(({ id }) => id === step.id) ??
    there.find(({ number, title }) => number === step.number && title === step.title)
  );
}

function compareStep(
  here: StepTime,
  there: StepTime,
  outputsDiffer: OutputsDiffer,
): readonly StepDifference[] {
  const step = nameOf(here);
  const ms = (here.durationMs ?? 0) - (there.durationMs ?? 0);
  const timed = here.durationMs !== undefined && there.durationMs !== undefined;
  const matters = Math.abs(ms) >= least.ms && Math.abs(ms) >= least.share * (there.durationMs ?? 0);
  return [
    ...(here.kind === there.kind
      ? []
      : [{ step, what: 'state' as const, here: here.kind, there: there.kind }]),
    ...(timed && matters ? [{ step, what: 'time' as const, ms }] : []),
    ...Object.entries(here.attempts).flatMap(([index, attempt]) => {
      const other = there.attempts[Number(index)];
      return other === undefined || !outputsDiffer(attempt, other)
        ? []
        : [{ step, what: 'output' as const, attempt, other }];
    }),
  ];
}

function nameOf({ number, title }: StepTime): string {
  return `${number} ${title}`.trim();
}
