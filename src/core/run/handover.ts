import type { OpenItem } from '../audit/handover/handover.ts';
import type { Recorded } from '../audit/entry.ts';
import type { Plan } from './plan.ts';
import type { Unseen } from './offer.ts';
import { standing } from './view/progress.ts';
import { recordOf, type RunState } from './state.ts';

/** What whoever takes over has to settle, in the order of the runbook. */
export function openItems(plan: Plan, state: RunState): readonly OpenItem[] {
  return [...plan.steps.values()].flatMap((planned): readonly OpenItem[] => {
    const step = planned.step.id;
    switch (standing(planned, recordOf(state, step))) {
      case 'failed':
        return [{ step, state: 'failed' }];
      case 'unknown':
        return [{ step, state: 'unknown' }];
      case 'judge':
        return [{ step, state: 'judge' }];
      case 'paused':
      case 'running':
        return [{ step, state: 'begun' }];
      default:
        return [];
    }
  });
}

/** What needs a look of the entries since a person last walked the run; all of them for one who never did. */
export function unseenBy(
  entries: readonly Recorded[],
  isOwn: (signer: string) => boolean,
): readonly Unseen[] {
  const last = entries.findLast(entry => entry.type === 'open' && isOwn(entry.signer));
  const owners = new Map<string, string>();
  for (const entry of entries) if (entry.type === 'attempt.started') owners.set(entry.attemptId, entry.step);
  return entries.flatMap(entry => {
    if (last !== undefined && entry.seg <= last.seg) return [];
    return oddOf(entry, owners).map(odd => ({ ...odd, at: entry.t ?? 0 }));
  });
}

function oddOf(entry: Recorded, owners: ReadonlyMap<string, string>): readonly Omit<Unseen, 'at'>[] {
  switch (entry.type) {
    case 'step.failed':
      return [{ kind: 'failed', step: entry.step, text: entry.reason }];
    case 'step.skipped':
      return [{ kind: 'skipped', step: entry.step, text: entry.reason }];
    case 'step.finished':
      return entry.how === 'hand' && entry.reason !== undefined
        ? [{ kind: 'byHand', step: entry.step, text: entry.reason }]
        : [];
    case 'branch.entered':
      return [{ kind: 'branch', section: entry.section, text: entry.reason }];
    case 'command.edited':
      return [{ kind: 'edited', step: entry.step, text: entry.reason }];
    case 'approval.overridden':
      return [{ kind: 'brokeGlass', text: entry.reason }];
    case 'runbook.adopted':
      return [{ kind: 'newText', text: entry.reason }];
    case 'attempt.finished':
      return entry.outcome === 'lost' ? unknown(owners.get(entry.attemptId)) : [];
    case 'recovered':
      return entry.danglingAttempts.flatMap(id => unknown(owners.get(id)));
    default:
      return [];
  }
}

function unknown(step: string | undefined): readonly Omit<Unseen, 'at'>[] {
  return [{ kind: 'unknown', ...(step === undefined ? {} : { step }), text: '' }];
}
