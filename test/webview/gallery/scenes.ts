import type { LiveView } from '../../../src/core/cluster/live.ts';
import type { Page, RunView } from '../../../src/core/run/view/view.ts';
import type { Reply } from '../../../src/protocol/event.ts';
import type { HostMessage } from '../../../src/protocol/host.ts';
import { clusters } from '../fixtures/cluster.ts';
import { views } from '../fixtures/views.ts';
import {
  atLimits,
  gatesAhead,
  inBranch,
  jobs,
  namedErrors,
  otherShell,
  pageWithBranch,
  pageWithLimits,
  triedBefore,
} from './telling.ts';

/** One picture of the walker. */
export interface Picture {
  readonly name: string;
  /** What a person is to see in it. */
  readonly about: string;
  readonly view: RunView;
  /** What the cluster says beside it. */
  readonly live?: LiveView;
  /** What else the host has said. */
  readonly told?: readonly HostMessage[];
  /** What the run answered to the main action of the open step. */
  readonly refused?: Extract<Reply, { readonly ok: false }>;
  /** The runbook, where it is not the one that all others share. */
  readonly page?: Page;
  /** What is typed before, by the names of its fields. */
  readonly typed?: Readonly<Record<string, string>>;
  /** What is unfolded before, by a selector. */
  readonly unfolded?: string;
  /** The step in question at the top of the window, else the head of the page or its end. */
  readonly at: 'step' | 'top' | 'end';
}

function picture(name: string, about: string, view: RunView): Picture {
  return { name, about, view, at: 'step' };
}

function head(name: string, about: string, view: RunView): Picture {
  return { name, about, view, at: 'top' };
}

function end(name: string, about: string, view: RunView): Picture {
  return { name, about, view, at: 'end' };
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
  picture('record', 'Readings to fill in', views.record),
  picture('template', 'A text to fill in and copy', views.template),
  picture('manual', 'Done by a person', views.manual),
  picture('script', 'A script that is saved', views.script),
  { ...picture('earlier', 'Failed, and tried before', triedBefore), unfolded: '.hr-fold:has(.hr-earlier)' },
  picture('errors', 'Failed, with its errors marked', namedErrors),
  picture('other-shell', 'Failed, and its shell was replaced', otherShell),
  {
    ...picture('mistyped', 'Guarded, and another name was typed', views.guarded),
    typed: { 'Guarded because of': 'ordres' },
  },
  {
    ...picture('beyond', 'Readings, one of them outside of its limit', views.record),
    typed: { 'Error rate': '0.2', 'P95 latency': '140' },
  },
  {
    ...picture('limits', 'Tasks that name a limit', atLimits),
    page: pageWithLimits,
    typed: { 'Read now, P95 latency': '240' },
  },
  picture('counting', 'A wait that is counted down', views.counting),
];

const verified: HostMessage = {
  type: 'verdict',
  result: 'verified',
  message: '128 entries, signed by elif@corp, in the order in which they were written.',
};

/** From the first look to the end of a run. */
export const wayPoints: readonly Picture[] = [
  head('first', 'First open: a value and a tool are missing', views.firstOpen),
  head('first-ready', 'First open: nothing is left to do before', views.firstReady),
  head('first-gates', 'First open: commands will wait for approvals', gatesAhead),
  head('rehearsed', 'A rehearsal: nothing runs', { ...views.ready, rehearsal: true }),
  head('first-elsewhere', 'First open: commands would act elsewhere', views.firstElsewhere),
  head('resumed', 'Resumed: where things stand', {
    ...views.ready,
    resumed: { awayMs: 55 * 60_000, session: 'restored' },
  }),
  head('taken-over', 'Resumed: taken over from somebody', {
    ...views.ready,
    resumed: { awayMs: 4 * 60_000, session: 'new', takenOver: true },
  }),
  {
    ...head('unreachable', 'The runner cannot be reached', views.ready),
    told: [{ type: 'link', state: 'lost' }],
  },
  {
    ...head('connecting', 'The runner is being reached', views.ready),
    told: [{ type: 'link', state: 'connecting' }],
  },
  end('settled', 'All steps are settled', views.settled),
  end('optional', 'What is left may be left', views.optional),
  head('seal-unsigned', 'The run is closed, and its key did not sign that', views.sealUnsigned),
  end('closed', 'The run is closed', views.closed),
  { ...end('verified', 'The run is closed, and its log verified', views.closed), told: [verified] },
  // Last, since the page keeps it until something else is asked.
  {
    ...picture('refused-request', 'What was asked for was refused', views.ready),
    refused: { ok: false, code: 'out-of-date', message: 'The command has changed since you saw it.' },
  },
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
  head('gone', 'The runbook was renamed, moved or deleted meanwhile', views.gone),
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
  { ...picture('branch-inside', 'A branch inside of a phase was taken', inBranch), page: pageWithBranch },
  head('jobs', 'What commands left running, stopped and ended', jobs),
  head('left-running', 'Something is left running', views.backgroundClosing),
];
