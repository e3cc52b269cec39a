import type { PhaseTime } from './phases.ts';

/** The usual time of steps and phases in ms, by id: the median of earlier runs that were closed as done. */
export interface Usual {
  readonly runs: number;
  readonly steps: Readonly<Record<string, number>>;
  readonly phases: Readonly<Record<string, number>>;
}

/** The usual times, from earlier runs of a runbook. */
export function usualOf(runs: readonly (readonly PhaseTime[])[]): Usual {
  const steps = new Map<string, number[]>();
  const phases = new Map<string, number[]>();
  for (const phase of runs.flat()) {
    if (phase.durationMs !== undefined) push(phases, phase.id, phase.durationMs);
    for (const { id, kind, durationMs } of phase.steps)
      if (kind === 'passed' && durationMs !== undefined) push(steps, id, durationMs);
  }
  return { runs: runs.length, steps: middles(steps), phases: middles(phases) };
}

function push(times: Map<string, number[]>, id: string, ms: number): void {
  const known = times.get(id);
  if (known === undefined) times.set(id, [ms]);
  else known.push(ms);
}

function middles(times: ReadonlyMap<string, readonly number[]>): Readonly<Record<string, number>> {
  return Object.fromEntries([...times].map(([id, all]) => [id, median(all)]));
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return Math.round((low + high) / 2);
}
