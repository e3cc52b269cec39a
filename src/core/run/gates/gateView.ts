import { agreed, gatesAt, standingOf, type GateView } from './approvals.ts';
import type { Planned } from '../plan.ts';
import { statementStates } from '../view/progress.ts';
import { placeHere, recordOf, type RunState } from '../state.ts';

/** The gates that hold a step's next command back; none where nothing waits for anybody. */
export function gateViews(
  planned: Planned,
  state: RunState,
  { now, running }: { readonly now: number; readonly running: string | undefined },
): readonly GateView[] {
  const step = planned.step.id;
  const gates = gatesAt(state.gates, step);
  if (planned.statements.length === 0 || gates.length === 0) return [];
  const states = statementStates(planned, recordOf(state, step), running);
  const stmt = Math.max(
    0,
    states.findIndex(one => one !== 'passed'),
  );
  return gates.flatMap((record): readonly GateView[] => {
    const standing = standingOf(record, { step, stmt, place: placeHere(state), now });
    if (standing.kind === 'granted') return [];
    const { role, quorum, breakGlass } = record.gate;
    const { request } = record;
    const asked = standing.kind === 'needed' ? undefined : request;
    const names = asked === undefined ? [] : agreed(asked, now).map(({ principal }) => principal);
    return [
      {
        role,
        quorum,
        have: names.length,
        standing: standing.kind,
        ...(names.length === 0 ? {} : { agreed: names }),
        ...(breakGlass ? { breakGlass } : {}),
        ...(standing.kind === 'refused' ? { by: standing.by, reason: standing.reason, at: standing.at } : {}),
        ...(asked === undefined ? {} : { expires: asked.expires }),
      },
    ];
  });
}
