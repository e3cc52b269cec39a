import type { Recorded } from '../audit/entry.ts';
import { planOf, type Plan } from '../run/plan.ts';
import type { Runbook } from '../runbook/runbook.ts';

/** The plans of all texts that a run has used. */
export interface Plans {
  /** In order; the last is that of the text in force at the end. */
  readonly all: readonly Plan[];
  readonly last: Plan;
  /** The plan of the text that was in force at an entry. */
  at(entry: Recorded): Plan;
}

/** Follows a run through its texts; `adopted` holds those that were taken later, by their objects. */
export function plansOf(
  runbook: Runbook,
  entries: readonly Recorded[],
  adopted: ReadonlyMap<string, Runbook>,
): Plans {
  const first = planOf(runbook);
  const all = [first];
  const inForce = new Map<Recorded, Plan>();
  let last = first;
  for (const entry of entries) {
    inForce.set(entry, last);
    const taken = entry.type === 'runbook.adopted' ? adopted.get(entry.object) : undefined;
    if (taken === undefined) continue;
    last = planOf(taken);
    all.push(last);
  }
  return { all, last, at: entry => inForce.get(entry) ?? last };
}
