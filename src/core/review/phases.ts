import type { Planned } from '../runbook/runbook.ts';
import type { EventKind, RunEvent } from './event.ts';
import type { Named } from './steps.ts';

/** The planned and actual time of a phase, and how its steps ended. */
export interface PhaseTime {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly planned?: Planned;
  /** From the first beginning to the last end of its steps; absent if nothing was settled in it. */
  readonly durationMs?: number;
  readonly steps: readonly StepTime[];
}

/** How a step ended the last time. */
export interface StepTime {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: EventKind;
  readonly durationMs?: number;
  /** The last attempt of each of its commands, by the command's index. */
  readonly attempts: Readonly<Record<number, string>>;
}

const settling: ReadonlySet<EventKind> = new Set([
  'ticked',
  'filled',
  'passed',
  'byHand',
  'copied',
  'failed',
  'skipped',
  'started',
]);

interface Span {
  from: number;
  to: number;
  readonly steps: Map<string, StepTime>;
}

/** Times by phase, in the runbook's order. Untouched phases are included only if a time was planned. */
export function phasesOf(
  named: Named,
  events: readonly RunEvent[],
  indexOf: (attempt: string) => number,
): readonly PhaseTime[] {
  const spans = new Map<string, Span>();
  for (const event of events) {
    const { step, kind, since, durationMs = 0 } = event;
    if (step === undefined || !settling.has(kind)) continue;
    const phase = step.phase ?? '';
    const span = spans.get(phase) ?? { from: Infinity, to: 0, steps: new Map<string, StepTime>() };
    span.from = Math.min(span.from, since - durationMs);
    span.to = Math.max(span.to, since);
    span.steps.set(step.id, stepTime(event, indexOf));
    spans.set(phase, span);
  }
  return named.page.phases.flatMap(({ id, number, title, planned, role }) => {
    const span = spans.get(id);
    const due = planned !== undefined && role === 'path';
    if (span === undefined && !due) return [];
    return [
      {
        id,
        number,
        title,
        ...(planned === undefined ? {} : { planned }),
        ...(span === undefined ? {} : { durationMs: span.to - span.from }),
        steps: span === undefined ? [] : [...span.steps.values()],
      },
    ];
  });
}

function stepTime(
  { step, kind, durationMs, attempts = [] }: RunEvent,
  indexOf: (attempt: string) => number,
): StepTime {
  return {
    id: step?.id ?? '',
    number: step?.number ?? '',
    title: step?.title ?? '',
    kind,
    ...(durationMs === undefined || attempts.length === 0 ? {} : { durationMs }),
    attempts: Object.fromEntries(attempts.map(id => [indexOf(id), id])),
  };
}
