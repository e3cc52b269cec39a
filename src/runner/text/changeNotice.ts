import { reachOf } from '../../core/run/change/adoption.ts';
import type { RunState } from '../../core/run/state.ts';
import type { Notice } from '../../core/run/view/view.ts';
import type { RunText } from './runText.ts';

/** That the file is gone, or holds another text than the run's, with what that is about as far as the run has come. */
export function changeNotice({ today, isGone }: RunText, state: RunState): readonly Notice[] {
  if (state.closed !== undefined) return [];
  if (isGone) return [{ kind: 'runbook-gone' }];
  if (today === undefined) return [];
  return [{ kind: 'runbook-changed', digest: today.sha256, ...reachOf(today.change, state) }];
}
