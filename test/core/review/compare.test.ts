import { describe, expect, test } from 'vitest';
import { changedLines } from '../../../src/core/review/changed.ts';
import { comparePhases } from '../../../src/core/review/compare.ts';
import type { PhaseTime, StepTime } from '../../../src/core/review/phases.ts';
import { usualOf } from '../../../src/core/review/usual.ts';

const step = (number: string, part: Partial<StepTime> = {}): StepTime => ({
  id: `id-${number}`,
  number,
  title: 'Replay',
  kind: 'passed',
  attempts: {},
  ...part,
});

const phase = (steps: readonly StepTime[], part: Partial<PhaseTime> = {}): PhaseTime => ({
  id: 'p1',
  number: '1',
  title: 'Prove',
  steps,
  ...part,
});

const differing = (here: readonly StepTime[], there: readonly StepTime[]): readonly object[] =>
  comparePhases([phase(here)], [phase(there)], (a, b) => a !== b)[0]?.differs ?? [];

describe('two runs beside each other', () => {
  test.each<[string, readonly StepTime[], readonly StepTime[], readonly object[]]>([
    ['the same', [step('1.1', { durationMs: 40_000 })], [step('1.1', { durationMs: 41_000 })], []],
    [
      'another end',
      [step('1.1', { kind: 'skipped' })],
      [step('1.1')],
      [{ what: 'state', here: 'skipped', there: 'passed' }],
    ],
    [
      'slower',
      [step('1.1', { durationMs: 60_000 })],
      [step('1.1', { durationMs: 40_000 })],
      [{ what: 'time', ms: 20_000 }],
    ],
    ['slower by a second', [step('1.1', { durationMs: 2000 })], [step('1.1', { durationMs: 1000 })], []],
    [
      'slower by less than a tenth',
      [step('1.1', { durationMs: 105_000 })],
      [step('1.1', { durationMs: 100_000 })],
      [],
    ],
    [
      'another output',
      [step('1.1', { attempts: { 0: 'a' } })],
      [step('1.1', { attempts: { 0: 'b' } })],
      [{ what: 'output', attempt: 'a', other: 'b' }],
    ],
    [
      'a step of one only',
      [step('1.1')],
      [step('1.2')],
      [
        { step: '1.1 Replay', what: 'notThere' },
        { step: '1.2 Replay', what: 'notHere' },
      ],
    ],
    ['a step whose text was edited', [step('1.1', { id: 'new' })], [step('1.1', { id: 'old' })], []],
  ])('%s', (_name, ...[here, there, expected]) => {
    expect(differing(here, there)).toMatchObject(expected);
    expect(differing(here, there)).toHaveLength(expected.length);
  });

  test('a phase that only the other run has comes last', () => {
    const phases = comparePhases(
      [phase([])],
      [phase([], { durationMs: 5 }), phase([], { id: 'p2' })],
      () => false,
    );
    expect(phases).toMatchObject([{ id: 'p1', there: 5, differs: [] }, { id: 'p2' }]);
  });
});

test('what is normal is the middle of what passed', () => {
  const run = (ms: number, kind: StepTime['kind'] = 'passed'): readonly PhaseTime[] => [
    phase([step('1.1', { kind, durationMs: ms })], { durationMs: ms * 2 }),
  ];
  expect(usualOf([run(10), run(40), run(20), run(9999, 'failed')])).toEqual({
    runs: 4,
    steps: { 'id-1.1': 20 },
    phases: { p1: 60 },
  });
  expect(usualOf([])).toEqual({ runs: 0, steps: {}, phases: {} });
});

test.each<[string, string, number]>([
  ['a\nb\nc', 'a\nb\nc', 0],
  ['a\nb\nc', 'a\nx\nc', 1],
  ['a\nb', 'a\nb\nc', 1],
  ['a\r\nb', 'a\nb', 0],
  ['a\nb\nc\nd', 'a\nc\nd\ne', 2],
  ['', 'a\nb', 2],
  [
    Array.from({ length: 5000 }, (_, n) => `a${n}`).join('\n'),
    Array.from({ length: 4000 }, (_, n) => `b${n}`).join('\n'),
    5000,
  ],
])('lines that changed, case %#', (before, after, lines) => {
  expect(changedLines(before, after)).toBe(lines);
});
