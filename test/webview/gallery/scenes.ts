import type { LiveView } from '../../../src/core/cluster/live.ts';
import type { RunView } from '../../../src/core/run/view/view.ts';
import { clusters } from '../fixtures/cluster.ts';
import { views } from '../fixtures/views.ts';

/** One picture of the walker. */
export interface Picture {
  readonly name: string;
  /** What a person is to see in it. */
  readonly about: string;
  readonly view: RunView;
  /** What the cluster says beside it. */
  readonly live?: LiveView;
  /** The step in question at the top of the window, else the head of the page. */
  readonly at: 'step' | 'top';
}

function picture(name: string, about: string, view: RunView): Picture {
  return { name, about, view, at: 'step' };
}

function head(name: string, about: string, view: RunView): Picture {
  return { name, about, view, at: 'top' };
}

/** Every state of a step that the walker knows. */
export const stepStates: readonly Picture[] = [
  picture('ready', 'Ready', views.ready),
  picture('values', 'Blocked: it needs values', views.values),
  picture('context', 'Blocked: another context', views.elsewhere),
  picture('approval', 'Blocked: it needs approval', views.gateNeeded),
  picture('asked', 'Blocked: approval was asked for', views.gateAsked),
  picture('problem', 'Blocked: it cannot run as it stands', views.problem),
  picture('guarded', 'Ready, and guarded', views.guarded),
  picture('running', 'Running', views.running),
  picture('judge', 'Waiting for a person', views.judge),
  picture('passed', 'Passed', views.editedPassed),
  picture('failed', 'Failed', views.failed),
  picture('skipped', 'Skipped, and checks that are settled', views.tasks),
  head('by-hand', 'Done by hand', views.settled),
  picture('unknown', 'Outcome unknown', views.unknown),
  picture('superseded', 'Not on this path', views.branched),
];

/** The worst moments that the walker can show. */
export const moments: readonly Picture[] = [
  picture('hangs', 'The step hangs', views.hangs),
  picture('force', 'It does not end when it is asked to', views.stopping),
  head('away', 'VS Code was away', views.notices),
  head('ran-on', 'VS Code was away, and a command ran on', views.ranOn),
  head('moved', 'The context changed while a command runs', views.moved),
  picture('held', 'The context changed under the step', views.heldElsewhere),
  head('changed', 'The runbook was edited meanwhile', views.changed),
  picture('timed-out', 'It took too long', views.timedOut),
  picture('not-found', 'A command was not found', views.notFound),
  picture('masked', 'A secret in the output', views.masked),
  picture('refused', 'The approval was refused', views.gateRefused),
  picture('flood', '500 MB of output', views.flood),
  head('not-recording', 'The log cannot be written', views.notRecording),
  head('without-room', 'The log cannot be written, and a command runs', views.withoutRoom),
  { ...head('offline', 'The laptop is offline', views.ready), live: clusters.unreachable },
  head('offered', 'The run is offered to somebody', views.offered),
  head('handed', 'Handed over to whoever looks', views.handed),
  head('left-running', 'Something is left running', views.backgroundClosing),
];
