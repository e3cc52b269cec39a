import { expect, test } from 'vitest';
import type { Action } from '../../../src/core/audit/entry.ts';
import { detailOf } from '../../../src/core/review/detail.ts';
import { historyOf } from '../../../src/core/review/history.ts';
import { build, happened, linesOf, named } from './lines.ts';

const { started, begun, exited, ended } = happened;
const edited: Action = {
  type: 'command.edited',
  step: build,
  stepDigest: '',
  stmt: 0,
  originalDigest: '',
  editDigest: 'e1',
  cmd: 'echo built twice',
  diff: '',
  endless: false,
  reason: 'the target was renamed',
  by: 'person',
};

test('an edited command is an override that needs a look, and shows what the runbook has', () => {
  const run = { ...begun(build, 'a1'), cmd: 'echo built twice', edit: 'e1' } as Action;
  const log = linesOf([started(build), edited, run, exited('a1', 0), ended(build)]);
  const { events, attempts } = historyOf(log, named, { signed: Infinity, from: Infinity });
  expect(events.map(({ kind, tags }) => [kind, tags])).toEqual([
    ['began', []],
    ['edited', ['overrides', 'edits']],
    ['passed', []],
  ]);
  const attempt = attempts.get('a1');
  expect(attempt && detailOf(attempt, { tail: [], output: 'none' })).toMatchObject({
    text: 'echo built twice',
    written: 'echo built',
    outcome: 'exited',
    code: 0,
  });
});

test('a command as the runbook has it shows nothing beside it', () => {
  const log = linesOf([started(build), begun(build, 'a1'), exited('a1', 3)]);
  const attempt = historyOf(log, named, { signed: 0, from: 1 }).attempts.get('a1');
  const detail = attempt && detailOf(attempt, { tail: ['x'], output: 'changed' });
  expect(detail).toMatchObject({ outcome: 'exited', code: 3, output: 'changed', tail: ['x'] });
  expect(detail).not.toHaveProperty('written');
});
