import type { RunView } from '../../../src/core/run/view.ts';
import { minute, step } from '../fixtures/base.ts';
import { replay, running, withStep } from '../fixtures/running.ts';
import { views } from '../fixtures/views.ts';

/** One picture of the walker. */
export interface Picture {
  readonly name: string;
  /** What a person is to see in it. */
  readonly about: string;
  readonly view: RunView;
  /** The step in question at the top of the window, else the head of the page. */
  readonly at: 'step' | 'top';
}

function picture(name: string, about: string, view: RunView): Picture {
  return { name, about, view, at: 'step' };
}

function head(name: string, about: string, view: RunView): Picture {
  return { name, about, view, at: 'top' };
}

const wrongContext = withStep(
  'replay',
  step('blocked', {
    commands: replay,
    blocked: {
      kind: 'context',
      message: 'You are in staging-eu1. This step needs prod-eu1. Nothing was run.',
    },
  }),
  { now: { kind: 'ready', step: 'replay' } },
);

const flood = {
  lines: 6_200_000,
  bytes: 524_288_000,
  masked: 2,
  tail: Array.from({ length: 40 }, (_, line) => `order ${6_199_960 + line} replayed, fee 0.1${line % 10}`),
};

/** Every state of a step that the walker knows. */
export const stepStates: readonly Picture[] = [
  picture('ready', 'Ready', views.ready),
  picture('values', 'Blocked: it needs values', views.values),
  picture('context', 'Blocked: another context', wrongContext),
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
  picture('hangs', 'The step hangs', running({ limitMs: 15 * minute })),
  picture('force', 'It does not end when it is asked to', views.stopping),
  head('away', 'VS Code was away', views.notices),
  head('changed', 'The runbook was edited meanwhile', views.changed),
  picture('timed-out', 'It took too long', views.timedOut),
  picture('flood', '500 MB of output, with secrets in it', running({ output: flood })),
  head('not-recording', 'The log cannot be written', views.notRecording),
  head('left-running', 'Something is left running', views.backgroundClosing),
];
