import type { Recorded } from '../audit/entry.ts';
import type { Plan } from '../run/plan.ts';

/** Something that was done otherwise than the runbook says, on somebody's word. */
export interface Override {
  readonly kind: 'edited-command';
  /** ms since the epoch. */
  readonly at: number;
  /** Place of the decision in the log. */
  readonly seg: number;
  readonly seq: number;
  readonly by: string;
  readonly reason: string;
  /** What was changed, as `diff -u` writes it; empty where its object is missing. */
  readonly diff: string;
  readonly step: string;
  readonly title: string;
  /** Which command of the step, from 1. */
  readonly command: number;
  /** How often the text ran. */
  readonly attempts: number;
}

/** What was overridden, in order; `contentOf` gives the text of an object. */
export function overridesOf(
  plan: Plan,
  entries: readonly Recorded[],
  contentOf: (digest: string) => string | undefined,
): readonly Override[] {
  let operator = '';
  return entries.flatMap((entry): readonly Override[] => {
    if (entry.type === 'open') operator = entry.who;
    if (entry.type !== 'command.edited') return [];
    const { step, stmt, seg, seq, t = 0, reason, diff, editDigest } = entry;
    return [
      {
        kind: 'edited-command',
        at: t,
        seg,
        seq,
        by: operator,
        reason,
        diff: contentOf(diff) ?? '',
        step,
        title: plan.steps.get(step)?.step.title ?? step,
        command: stmt + 1,
        attempts: entries.filter(
          other =>
            other.type === 'attempt.started' &&
            other.step === step &&
            other.stmt === stmt &&
            other.edit === editDigest,
        ).length,
      },
    ];
  });
}
