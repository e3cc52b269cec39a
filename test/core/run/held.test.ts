import { expect, test } from 'vitest';
import type { Action } from '../../../src/core/audit/entry.ts';
import { demandsOf } from '../../../src/core/run/context.ts';
import { project } from '../../../src/core/run/view/project.ts';
import type { StepView } from '../../../src/core/run/view/view.ts';
import { happened as did, laidOf, live, stateOf } from './log.ts';

const laid = laidOf(
  ['# T', '```bash', 'echo one', '# Expected: a thing that reads well', 'echo two', '```', ''].join('\n'),
);
const [run = ''] = laid.ids;

test('a step that was held since commands would act elsewhere waits, and is ready once they do not', () => {
  const { plan, page } = laid;
  const bound = { plan: { ...plan, demands: demandsOf({ branch: 'main' }) }, page };
  const log = [did.started(run), did.begun(run, 'a'), did.exited('a', 0), did.judged(run, 'a', 'met')];
  const on = (branch: string, happened: readonly Action[]): StepView | undefined => {
    const facts = { ...live.facts, git: { branch, head: '', dirty: false } };
    return project(bound, stateOf(happened), { ...live, facts }).steps[run];
  };
  const held = on('other', log);
  expect(held).toMatchObject({ state: 'blocked', blocked: { kind: 'context' } });
  expect(held?.commands.map(({ state }) => state)).toEqual(['passed', 'waiting']);
  expect(on('main', log)).toMatchObject({ state: 'ready' });
  // Before its first command too: only its begin is in the log then.
  expect(on('other', [did.started(run)])?.state).toBe('blocked');
  expect(on('main', [did.started(run)])?.state).toBe('ready');
});
