import { describe, expect, test } from 'vitest';
import type { Action, Entry } from '../../../src/core/audit/entry.ts';
import { doubtsOf } from '../../../src/core/review/doubt.ts';
import { historyOf } from '../../../src/core/review/history.ts';
import { phasesOf } from '../../../src/core/review/phases.ts';
import { backup, build, happened, linesOf, named, tell } from './lines.ts';

const { started, ended, failed, skipped, begun, exited, ticked, sealed } = happened;

test('phases tell how long they were meant to take and took', () => {
  const log = linesOf([
    ticked(backup),
    started(build),
    begun(build, 'a1'),
    exited('a1', 0),
    ended(build),
    skipped(tell),
  ]);
  const { events } = historyOf(log, named, { signed: Infinity, from: Infinity });
  const phases = phasesOf(named, events, () => 0);
  expect(
    phases.map(({ title, planned, durationMs, steps }) => [
      title,
      planned?.maxMinutes,
      durationMs,
      steps.length,
    ]),
  ).toEqual([
    ['Before', 5, 0, 1],
    ['Work', 10, 4000, 2],
  ]);
  expect(phases[1]?.steps).toMatchObject([
    { number: '2.1', kind: 'passed', durationMs: 3000, attempts: { 0: 'a1' } },
    { number: '2.2', kind: 'skipped' },
  ]);
});

describe('what does not fit in a changed log', () => {
  const whole = [started(build), begun(build, 'a1'), exited('a1', 1), failed(build)];
  const seal = { ...sealed(), counts: { passed: 0, failed: 1, skipped: 0, byHand: 0, checked: 0 } } as Action;

  test.each<[string, readonly (Action | Entry)[], readonly string[]]>([
    ['nothing, in a log that no one changed', [...whole, seal], []],
    [
      'a failure that was turned into a pass',
      [...whole.slice(0, 3), ended(build), seal],
      ['6 sealCounts failed', '6 sealCounts passed'],
    ],
    ['an end without a beginning', [exited('a9', 0)], ['2 neverStarted ']],
    ['a step that failed and never began', [failed(build)], ['2 neverStarted Build']],
    ['a command that ended twice', [...whole, exited('a1', 0)], ['6 endedBefore ']],
    ['a command that began twice', [...whole.slice(0, 2), begun(build, 'a1')], ['4 startedTwice Build']],
  ])('%s', (_name, log, expected) => {
    const doubts = doubtsOf(linesOf(log), step => named.name(step).title);
    expect(
      doubts.map(({ entry, key, holes }) => `${entry} ${key} ${holes['what'] ?? holes['step'] ?? ''}`),
    ).toEqual(expected);
  });
});
