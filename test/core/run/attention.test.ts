import { expect, test } from 'vitest';
import { attentionOf, type Attention } from '../../../src/core/run/view/attention.ts';
import type { Now, RunView, StepView } from '../../../src/core/run/view/view.ts';
import { views } from '../../webview/fixtures/views.ts';

interface Case {
  readonly name: string;
  readonly before: Now;
  readonly after: Now;
  /** What the step that ran is afterwards. */
  readonly step?: Partial<StepView>;
  readonly gets: Attention | undefined;
}

const step = 'replay';
const running: Now = { kind: 'running', step, since: 1 };
const ready: Now = { kind: 'ready', step: 'readings' };

const cases: readonly Case[] = [
  { name: 'nothing new', before: ready, after: ready, gets: undefined },
  { name: 'a step that begins', before: ready, after: running, gets: undefined },
  {
    name: 'a failure',
    before: running,
    after: { kind: 'failed', step, since: 2 },
    gets: { kind: 'failed', step },
  },
  {
    name: 'a judgement',
    before: running,
    after: { kind: 'judge', step, since: 2 },
    gets: { kind: 'judge', step },
  },
  {
    name: 'an unknown outcome',
    before: ready,
    after: { kind: 'unknown', step, since: 2 },
    gets: { kind: 'unknown', step },
  },
  {
    name: 'the same failure once more',
    before: { kind: 'failed', step, since: 2 },
    after: { kind: 'failed', step, since: 2 },
    gets: undefined,
  },
  {
    name: 'a failure of the retry',
    before: { kind: 'failed', step, since: 2 },
    after: { kind: 'failed', step, since: 9 },
    gets: { kind: 'failed', step },
  },
  {
    name: 'a step that passed soon',
    before: running,
    after: ready,
    step: { state: 'passed', durationMs: 60_000 },
    gets: undefined,
  },
  {
    name: 'a step that passed after long',
    before: running,
    after: ready,
    step: { state: 'passed', durationMs: 60_001 },
    gets: { kind: 'passed', step },
  },
  {
    name: 'a long step that was skipped',
    before: running,
    after: ready,
    step: { state: 'skipped', durationMs: 90_000 },
    gets: undefined,
  },
  {
    name: 'a log that fails',
    before: running,
    after: { kind: 'not-recording', reason: 'full' },
    gets: { kind: 'not-recording' },
  },
  {
    name: 'a log that still fails',
    before: { kind: 'not-recording', reason: 'full' },
    after: { kind: 'not-recording', reason: 'still full' },
    gets: undefined,
  },
];

test.each(cases)('$name', ({ before, after, step: changed = {}, gets }: Case) => {
  const old = views.ready.steps[step];
  if (old === undefined) throw new Error('the fixture has no such step');
  const next: RunView = {
    ...views.ready,
    now: after,
    steps: { ...views.ready.steps, [step]: { ...old, ...changed } },
  };
  expect(attentionOf({ ...views.ready, now: before }, next)).toEqual(gets);
});
