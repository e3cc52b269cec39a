import { reachOf } from '../../core/run/change/adoption.ts';
import type { RunState } from '../../core/run/state.ts';
import type { Notice } from '../../core/run/view/view.ts';
import type { RunText } from './runText.ts';

/** That the file holds another text than the run's, with what that is about as far as the run has come. */
export function changeNotice({ today }: RunText, state: RunState): readonly Notice[] {
  if (today === undefined || state.closed !== undefined) return [];
  return [{ kind: 'runbook-changed', digest: today.sha256, ...reachOf(today.change, state) }];
}
