import type { CommandEdited, Reopened, RunbookAdopted } from '../audit/change.ts';
import type { Recorded } from '../audit/entry.ts';
import type { Plans } from './plans.ts';

/** A deviation from the runbook the run began with, decided by a person. */
export type Override = EditedCommand | NewText;

interface Decided {
  /** ms since the epoch. */
  readonly at: number;
  /** Place of the decision in the log. */
  readonly seg: number;
  readonly seq: number;
  readonly by: string;
  readonly reason: string;
  /** What was changed, as `diff -u` writes it; empty if its object is missing. */
  readonly diff: string;
}

export interface EditedCommand extends Decided {
  readonly kind: 'edited-command';
  readonly step: string;
  readonly title: string;
  /** Which command of the step, from 1. */
  readonly command: number;
  /** How often the text ran. */
  readonly attempts: number;
}

export interface NewText extends Decided {
  readonly kind: 'new-text';
  /** SHA-256 of the text before and of the new one. */
  readonly from: string;
  readonly to: string;
  /** What had been done and was open again, since it says something else now. */
  readonly reopened: readonly (Reopened & { readonly title: string })[];
}

interface Log {
  readonly plans: Plans;
  readonly entries: readonly Recorded[];
  /** The text of an object. */
  readonly contentOf: (digest: string) => string | undefined;
}

/** What was overridden, in order. */
export function overridesOf(log: Log): readonly Override[] {
  let by = '';
  return log.entries.flatMap((entry): readonly Override[] => {
    if (entry.type === 'open') by = entry.who;
    if (entry.type === 'command.edited') return [edited(log, entry, by)];
    return entry.type === 'runbook.adopted' ? [adopted(log, entry, by)] : [];
  });
}

function edited(log: Log, entry: Recorded<CommandEdited>, by: string): EditedCommand {
  const { step, stmt, editDigest } = entry;
  return {
    kind: 'edited-command',
    ...decided(log, entry, by),
    step,
    title: titleOf(log, entry, step),
    command: stmt + 1,
    attempts: log.entries.filter(
      other =>
        other.type === 'attempt.started' &&
        other.step === step &&
        other.stmt === stmt &&
        other.edit === editDigest,
    ).length,
  };
}

function adopted(log: Log, entry: Recorded<RunbookAdopted>, by: string): NewText {
  const { from, to, reopened } = entry;
  return {
    kind: 'new-text',
    ...decided(log, entry, by),
    from,
    to,
    reopened: reopened.map(({ step, was }) => ({ step, was, title: titleOf(log, entry, was) })),
  };
}

function decided(log: Log, entry: Recorded<CommandEdited | RunbookAdopted>, by: string): Decided {
  const { t = 0, seg, seq, reason, diff } = entry;
  return { at: t, seg, seq, by, reason, diff: log.contentOf(diff) ?? '' };
}

function titleOf({ plans }: Log, entry: Recorded, step: string): string {
  return plans.at(entry).steps.get(step)?.step.title ?? step;
}
