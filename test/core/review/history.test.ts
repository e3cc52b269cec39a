import { describe, expect, test } from 'vitest';
import type { Action, Entry, Recorded } from '../../../src/core/audit/entry.ts';
import { countsOf, needsLook, type RunEvent } from '../../../src/core/review/event.ts';
import { historyOf } from '../../../src/core/review/history.ts';
import type { LogLine } from '../../../src/core/review/line.ts';
import { select } from '../../../src/core/review/select.ts';
import { nameSteps } from '../../../src/core/review/steps.ts';
import { laidOf } from '../run/log.ts';
import { backup, build, happened, linesOf, named, tell } from './lines.ts';

const { started, ended, failed, skipped, begun, exited, lost, judged, ticked, entered, reopened, sealed } =
  happened;

function told(actions: readonly (Action | Entry)[]): readonly RunEvent[] {
  return historyOf(linesOf(actions), named, { signed: Infinity, from: Infinity }).events;
}

const context = (kube: string): Action => ({
  type: 'context',
  host: 'ops-7',
  user: 'kim',
  cwd: '/w',
  git: null,
  kube: { context: kube, namespace: 'orders' },
});

interface Case {
  readonly name: string;
  readonly log: readonly (Action | Entry)[];
  /** Of the events behind the first, which says that the run began. */
  readonly shows: readonly Partial<RunEvent>[];
}

const cases: readonly Case[] = [
  {
    name: 'a step that passed is one event with what was run for it',
    log: [
      started(build),
      begun(build, 'a1'),
      exited('a1', 0),
      begun(build, 'a2', 1),
      exited('a2', 0),
      ended(build),
    ],
    shows: [{ kind: 'passed', durationMs: 5000, attempts: ['a1', 'a2'], tags: [], entry: 7 }],
  },
  {
    name: 'a failure names its command and its exit code, and the retry its number',
    log: [
      started(build),
      begun(build, 'a1', 1),
      exited('a1', 7),
      failed(build),
      started(build, 2),
      begun(build, 'a2', 1),
      exited('a2', 0),
      ended(build),
    ],
    shows: [
      { kind: 'failed', tags: ['failures'], facts: { command: 2, commands: 2, outcome: 'exited', code: 7 } },
      { kind: 'passed', facts: { attempt: 2 }, attempts: ['a2'] },
    ],
  },
  {
    name: 'skipped, done by hand and taken back need a look',
    log: [skipped(build), ended(tell, 'hand'), reopened(tell)],
    shows: [
      { kind: 'skipped', text: 'why', tags: ['skips'] },
      { kind: 'byHand', tags: ['byHand'] },
      { kind: 'reopened', odd: true },
    ],
  },
  {
    name: 'a person who overrules a rule, and only they',
    log: [
      started(build),
      begun(build, 'a1'),
      exited('a1', 0),
      { ...judged(build, 'a1', 'differs'), by: 'rule' } as Action,
      { ...judged(build, 'a1', 'met'), text: 'the new wording' } as Action,
      ended(build),
    ],
    shows: [{ kind: 'accepted', tags: ['overrides'], text: 'the new wording' }, { kind: 'passed' }],
  },
  {
    name: 'what a rule or a person decided as expected belongs to its command',
    log: [started(build), begun(build, 'a1'), exited('a1', 0), judged(build, 'a1', 'met'), ended(build)],
    shows: [{ kind: 'passed' }],
  },
  {
    name: 'a crash leaves a gap and an outcome that nobody knows, until somebody settles it',
    log: [
      started(build),
      begun(build, 'a1'),
      lost('a1'),
      { ...judged(build, 'a1', 'met'), decision: 'finished', text: 'saw it in the cluster' } as Action,
      ended(build),
    ],
    shows: [
      { kind: 'interrupted', tags: ['gaps'], facts: { torn: 0, commands: 1 } },
      { kind: 'unknown', tags: ['unknowns'], facts: { command: 1, commands: 2 } },
      { kind: 'settled', tags: ['unknowns'], facts: { decision: 'finished' } },
      { kind: 'passed' },
    ],
  },
  {
    name: 'a step that was begun and never settled comes last',
    log: [started(build), begun(build, 'a1'), ticked(backup)],
    shows: [{ kind: 'ticked' }, { kind: 'started', tags: ['unknowns'], attempts: ['a1'], entry: 2 }],
  },
  {
    name: 'another context than the runbook declares',
    log: [context('prod-eu1'), context('staging-eu1')],
    shows: [
      { kind: 'place', tags: [] },
      {
        kind: 'wrongPlace',
        tags: ['places'],
        text: 'The kube context is staging-eu1. This runbook needs prod-eu1.',
      },
    ],
  },
  {
    name: 'branches, waits and an aborted run',
    log: [
      entered('rollback'),
      { type: 'wait', step: build, plannedMs: 60_000, waitedMs: 5000 },
      { type: 'wait', step: build, plannedMs: 60_000, waitedMs: 60_000 },
      { ...sealed(), result: 'aborted', reason: 'wrong release' } as Action,
    ],
    shows: [
      { kind: 'branch', tags: ['branches'], text: 'it broke' },
      { kind: 'cutShort', tags: ['skips'] },
      { kind: 'waited', tags: [] },
      { kind: 'aborted', tags: ['failures'], text: 'wrong release' },
    ],
  },
];

describe('the events of a run', () => {
  test.each(cases)('$name', ({ log, shows }) => {
    const [first, ...events] = told(log);
    expect(first).toMatchObject({ kind: 'began', by: 'kim@example.org' });
    expect(events).toMatchObject(shows);
  });

  test('a step has the number and the line that the walker shows', () => {
    expect(
      told([ticked(backup), skipped(build)])
        .slice(1)
        .map(({ step }) => step),
    ).toMatchObject([
      { number: '1.1', title: 'Backup is fresh', line: 8 },
      { number: '2.1', title: 'Build' },
    ]);
  });

  test('a clock that goes back is told, with by how much', () => {
    const lines = linesOf([ticked(backup), ticked(backup, false)]);
    const late = lines.map(one =>
      one.number === 3 ? { ...one, entry: { ...one.entry, t: 100 } as Recorded } : one,
    );
    const { events } = historyOf(late, named, { signed: Infinity, from: Infinity });
    expect(events.map(({ kind }) => kind)).toEqual(['began', 'ticked', 'clock', 'unticked']);
    expect(events[2]).toMatchObject({ facts: { ms: 1900 }, tags: ['gaps'] });
  });

  test('lines that are no entries are told too', () => {
    const lines: readonly LogLine[] = [
      ...linesOf([]),
      { number: 2, file: '00-a.jsonl', line: 2 },
      { number: 3, file: '00-a.jsonl', line: 3, type: 'gate.opened', at: 5000 },
    ];
    const { events } = historyOf(lines, named, { signed: 1, from: 2 });
    expect(events.map(({ kind, trust }) => [kind, trust])).toEqual([
      ['began', 'held'],
      ['unreadable', 'broken'],
      ['other', 'broken'],
    ]);
  });
});

describe('readings', () => {
  const text = `# Check\n\n| Reading | Limit | Value |\n|---|---|---|\n| Lag | < 10 s | ____ |\n| Errors | < 1 % | ____ |\n`;
  const { plan, ids } = laidOf(text);
  const readings = nameSteps(plan.runbook);

  test.each([
    { lag: '3 s', errors: '0.2 %', beyond: undefined },
    { lag: '42 s', errors: '0.2 %', beyond: 'Lag · Value (< 10 s)' },
    { lag: '42 s', errors: '7 %', beyond: 'Lag · Value (< 10 s), Errors · Value (< 1 %)' },
    { lag: 'high', errors: '', beyond: undefined },
  ])('$lag and $errors are outside of $beyond, and need a look where they are', ({ lag, errors, beyond }) => {
    const values = [
      { name: 'Lag · Value', value: lag },
      { name: 'Errors · Value', value: errors },
    ];
    const lines = linesOf([{ type: 'record.filled', step: ids[0] ?? '', values, by: 'person' }]);
    const [, event] = historyOf(lines, readings, { signed: Infinity, from: Infinity }).events;
    expect(event?.kind).toBe('filled');
    expect(event?.facts?.['beyond']).toBe(beyond);
    expect(event !== undefined && needsLook(event)).toBe(beyond !== undefined);
  });

  test.each([
    { task: 'P95 latency < 200 ms', note: '180', beyond: undefined },
    { task: 'P95 latency < 200 ms', note: '240', beyond: '240 (< 200 ms)' },
    { task: 'P95 latency < 200 ms', note: '240 ms. peak at noon', beyond: '240 ms (< 200 ms)' },
    { task: 'No more than 3 pods restarted', note: '3', beyond: undefined },
    { task: 'No more than 3 pods restarted', note: '4', beyond: '4 (≤ 3)' },
    { task: 'P95 latency < 200 ms', note: 'peak at noon', beyond: undefined },
    { task: 'P95 latency < 200 ms', note: undefined, beyond: undefined },
    { task: 'Escalate if latency > 200 ms', note: '180', beyond: undefined },
    { task: 'Wait at least 10 minutes', note: '5', beyond: undefined },
    { task: 'On-call knows', note: '240', beyond: undefined },
  ])('"$task" signed with $note is outside of $beyond', ({ task, note, beyond }) => {
    const laid = laidOf(`# Check\n\n- [ ] ${task}\n`);
    const lines = linesOf([
      {
        type: 'check.set',
        step: laid.ids[0] ?? '',
        checked: true,
        by: 'person',
        ...(note === undefined ? {} : { text: note }),
      },
    ]);
    const checks = nameSteps(laid.plan.runbook);
    const [, event] = historyOf(lines, checks, { signed: Infinity, from: Infinity }).events;
    expect(event?.kind).toBe('ticked');
    expect(event?.facts?.['beyond']).toBe(beyond);
    expect(event !== undefined && needsLook(event)).toBe(beyond !== undefined);
  });
});

describe('filters', () => {
  const events = told([skipped(build), ticked(backup), failed(build), ended(tell, 'hand'), reopened(tell)]);

  test('count what they show', () => {
    const counts = countsOf(events);
    expect(counts).toMatchObject({ all: 6, look: 4, failures: 1, skips: 1, byHand: 1, overrides: 0 });
    for (const [filter, count] of Object.entries(counts))
      expect([filter, select(events, filter as 'all', undefined).length]).toEqual([filter, count]);
  });

  test('what needs a look is what has a reason', () => {
    expect(events.filter(needsLook).map(({ kind }) => kind)).toEqual([
      'skipped',
      'failed',
      'byHand',
      'reopened',
    ]);
  });

  test('a break shows what stands around it', () => {
    const shown = select(events, 'break', 3).map(({ id }) => id);
    expect(shown).toEqual([1, 2, 3, 4, 5]);
    expect(select(events, 'break', undefined)).toEqual([]);
  });
});
