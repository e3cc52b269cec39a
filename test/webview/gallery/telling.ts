import { limitIn } from '../../../src/core/run/expectation/limitInWords.ts';
import type { Block, Page, RunView, StepView } from '../../../src/core/run/view/view.ts';
import { inBackground } from '../fixtures/background.ts';
import { minute, now, step } from '../fixtures/base.ts';
import { page } from '../fixtures/page.ts';
import { card, command } from '../fixtures/parts.ts';
import { atSecond, failedSecond, running, withStep } from '../fixtures/running.ts';
import { views } from '../fixtures/views.ts';

// What stands on a page only now and then, each once: for the gallery alone.

/** The replay as it failed, with more to tell of its second command. */
function failedWith(more: Partial<typeof failedSecond>): RunView {
  return withStep(
    'replay',
    step('failed', { attempt: 3, commands: atSecond({ ...failedSecond, ...more }) }),
    {
      now: views.failed.now,
    },
  );
}

export const triedBefore = failedWith({
  earlier: [
    { attemptId: 'a0', startedAt: now - 9 * minute, durationMs: 3000, outcome: { kind: 'exited', exit: 2 } },
    { attemptId: 'a1', startedAt: now - 6 * minute, durationMs: 391_000, outcome: { kind: 'stopped' } },
  ],
});

export const otherShell = failedWith({
  shell: [
    { kind: 'replaced', event: 'lost', from: 'before' },
    { kind: 'missing', names: ['TOKEN', 'REPLAY_TOKEN'] },
    { kind: 'gone', gone: '/srv/releases/2026/orders-engine/build', cwd: '/srv/releases/2026/orders-engine' },
    { kind: 'jobs' },
  ],
});

export const namedErrors = failedWith({
  output: {
    lines: 44,
    bytes: 4000,
    masked: 0,
    tail: [
      'replaying 40 orders',
      'ERROR order 8814: fee 0.12, blue 0.10',
      'connection refused by green-2',
      '2 orders failed',
    ],
  },
});

export const jobs: RunView = { ...running(), background: inBackground };

/** A page that holds other things in one of its phases. */
function pageWith(phase: string, blocks: readonly Block[]): Page {
  return { ...page, phases: page.phases.map(one => (one.id === phase ? { ...one, blocks } : one)) };
}

const commands = [
  command('kubectl rollout undo deployment/orders-green', 92, { title: 'Back to the image before' }),
];

/** Another way to go stands inside of a phase of the path. */
export const pageWithBranch = pageWith('move', [
  ...(page.phases.find(({ id }) => id === 'move')?.blocks ?? []).slice(0, 1),
  { type: 'heading', id: 'undo', level: 3, title: 'If the error rate rises', line: 90, role: 'rollback' },
  { type: 'prose', line: 91, html: '<p>Only while blue still runs with four replicas.</p>' },
  {
    type: 'card',
    card: card('undo', '3.2', { kind: 'commands', title: 'Undo the rollout', role: 'rollback', commands }),
  },
]);

const undone: StepView = step('ready', { commands: [{ state: 'waiting', text: commands[0]?.text ?? '' }] });

export const inBranch: RunView = {
  ...views.branched,
  steps: { ...views.branched.steps, undo: undone },
  branches: ['undo'],
  replacedBy: 'undo',
  now: { kind: 'ready', step: 'undo' },
};

const limits = ['Error rate < 1% on every pod', 'P95 latency ≤ 200 ms', 'On-call knows'];

/** Tasks of which two name a limit. */
export const pageWithLimits = pageWith('before', [
  {
    type: 'card',
    card: card('limit-0', '1.1', {
      kind: 'check',
      title: 'Green is healthy',
      tasks: limits.map((title, i) => {
        const limit = limitIn(title);
        return {
          id: `limit-${i}`,
          html: title,
          title,
          line: 11 + i,
          depth: 0,
          required: true,
          ...(limit === undefined ? {} : { limit }),
        };
      }),
    }),
  },
]);

export const atLimits: RunView = {
  ...views.tasks,
  steps: {
    ...views.tasks.steps,
    'limit-0': step('passed', { by: 'Elif Kaya', at: now - minute, reason: '0.2' }),
    'limit-1': step('ready'),
    'limit-2': step('ready'),
  },
  now: { kind: 'ready', step: 'limit-1' },
};

export const gatesAhead: RunView = {
  ...views.firstReady,
  preflight: {
    tools: [],
    gates: [
      { role: 'cto', quorum: 1, steps: [], text: 'CTO' },
      {
        role: 'release-approver',
        quorum: 2,
        steps: ['switch', 'replay'],
        text: 'Two release approvers agree',
      },
    ],
  },
};
