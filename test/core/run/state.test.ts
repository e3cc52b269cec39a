import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import type { Action, Entry } from '../../../src/core/audit/entry.ts';
import { toSettle } from '../../../src/core/run/view/progress.ts';
import { project } from '../../../src/core/run/view/project.ts';
import { refuse, refuseClose, type Intent, type Moment } from '../../../src/core/run/refuse.ts';
import { emptyRun, recordOf, replay } from '../../../src/core/run/state.ts';
import type { Now, StepState } from '../../../src/core/run/view/view.ts';
import { happened as did, laidOf, live, recorded, stateOf } from './log.ts';

const laid = laidOf(
  [
    '# T',
    '## Go',
    '```bash',
    'echo one',
    '# Expected: a thing that reads well',
    'echo two',
    '```',
    '- [ ] look',
    '',
    'Text.',
    '',
    '```bash',
    'echo <pod> $REGION',
    '```',
    '## Rollback',
    '```bash',
    'echo back',
    '```',
    '## Broken',
    '```bash',
    'if true; then',
    '```',
    '',
  ].join('\n'),
);
const [run = '', look = '', fill = '', back = '', broken = ''] = laid.ids;
const rollback = laid.plan.steps.get(back)?.sections.at(-1) ?? '';
const held = new Set(['pod', 'REGION']);

type Log = readonly (Action | Entry)[];

const passed: Log = [
  did.started(run),
  did.begun(run, 'a'),
  did.exited('a', 0),
  did.judged(run, 'a', 'met'),
  did.begun(run, 'b', 1),
  did.exited('b', 0),
  did.ended(run),
];
const failing: Log = [did.started(run), did.begun(run, 'a'), did.exited('a', 1), did.failed(run)];
const judging: Log = [did.started(run), did.begun(run, 'a'), did.exited('a', 0)];
const running: Log = [did.started(run), did.begun(run, 'a')];

const states: readonly (readonly [name: string, log: Log, step: string, StepState, Now['kind']])[] = [
  ['nothing done', [], run, 'ready', 'ready'],
  ['a coming task', [], look, 'waiting', 'ready'],
  ['values are missing', [...passed, did.ticked(look)], fill, 'blocked', 'values'],
  ['a text that cannot run', [], broken, 'blocked', 'ready'],
  ['under way', running, run, 'running', 'running'],
  ['waits for a judgement', judging, run, 'judge', 'judge'],
  ['passed', passed, run, 'passed', 'ready'],
  ['failed', failing, run, 'failed', 'failed'],
  ['a failure blocks what comes', failing, fill, 'blocked', 'failed'],
  ['a failure does not block its rollback', [...failing, did.entered(rollback)], back, 'ready', 'ready'],
  ['the failure itself still shows', [...failing, did.entered(rollback)], run, 'failed', 'ready'],
  ['skipped', [did.skipped(run)], run, 'skipped', 'ready'],
  ['done by hand', [did.ended(run, 'hand')], run, 'by-hand', 'ready'],
  ['ticked', [did.ticked(look)], look, 'by-hand', 'ready'],
  ['ticked and taken back', [did.ticked(look), did.ticked(look, false)], look, 'waiting', 'ready'],
  ['outcome unknown', [...running, did.lost('a')], run, 'unknown', 'unknown'],
  ['path replaced', [did.entered(rollback)], look, 'superseded', 'ready'],
  ['path replaced, values are missing', [did.entered(rollback)], fill, 'superseded', 'ready'],
  ['taken back', [...passed, did.reopened(run)], run, 'ready', 'ready'],
  [
    'rollback done',
    [
      ...failing,
      did.entered(rollback),
      did.started(back),
      did.begun(back, 'z'),
      did.exited('z', 0),
      did.ended(back),
    ],
    back,
    'passed',
    'settled',
  ],
  ['closed', [...passed, did.sealed()], run, 'passed', 'closed'],
];

test.each(states.map(each => [each[0], each] as const))('%s', (name, [, log, step, state, now]) => {
  const attempt = name === 'under way' ? { running: { attemptId: 'a' } } : {};
  const view = project(laid, stateOf(log), { ...live, ...attempt });
  expect(view.steps[step]?.state).toBe(state);
  expect(view.now.kind).toBe(now);
});

test('all states of a step are among the cases', () => {
  const all: readonly StepState[] = [
    'waiting',
    'ready',
    'blocked',
    'running',
    'judge',
    'passed',
    'failed',
    'skipped',
    'by-hand',
    'unknown',
    'superseded',
  ];
  expect([...new Set(states.map(([, , , state]) => state))].sort()).toEqual([...all].sort());
});

test('a failure says which branch answered it, and no count holds what the branch took the place of', () => {
  const view = project(laid, stateOf([...failing, did.entered(rollback)]), live);
  expect(view.steps[run]?.answeredBy).toBe(rollback);
  expect(view.replacedBy).toBe(rollback);
  const none = { passed: 0, byHand: 0, skipped: 0, failed: 0, more: 0 };
  expect(view.tally).toEqual({ ...none, open: 1, answered: 1, aside: 3 });
  const before = project(laid, stateOf(failing), live);
  expect([before.steps[run]?.answeredBy, before.replacedBy]).toEqual([undefined, undefined]);
});

test('what became of the steps adds up, whatever happened', () => {
  for (const [, log] of states) {
    const { tally, total } = project(laid, stateOf(log), live);
    const { passed, byHand, skipped, failed, open } = tally;
    expect(passed + byHand + skipped).toBe(total.settled);
    expect(passed + byHand + skipped + failed + open).toBe(total.total);
  }
});

test('an attempt that nobody runs is unknown, not running', () => {
  expect(project(laid, stateOf(running), live).steps[run]?.state).toBe('unknown');
});

const full = { reason: 'The disk is full.', why: { code: 'disk-full' } } as const;

test('a log that cannot be written, and one that nothing may be run for', () => {
  const recording = { ok: false, entries: 0, unsigned: 0, ...full };
  expect(project(laid, stateOf([]), { ...live, recording }).now).toEqual({
    kind: 'not-recording',
    ...full,
  });
  const untrusted = project(laid, stateOf([]), { ...live, trusted: false });
  expect(untrusted.steps[run]?.blocked).toEqual({ kind: 'trust' });
  expect(untrusted.now.kind).toBe('stuck');
});

test('a secret is set without its value', () => {
  const state = stateOf([did.valued('pod', 'p1'), did.valued('REGION')]);
  const { values } = project(laid, state, { ...live, held });
  expect(values).toEqual([
    { name: 'pod', set: true, source: 'typed', value: 'p1' },
    { name: 'REGION', set: true, source: 'typed' },
  ]);
  expect(project(laid, state, live).values.every(({ set }) => !set)).toBe(true);
});

const refusals: readonly (readonly [Intent, step: string, Log, Partial<Moment>, code: string | undefined])[] =
  [
    ['run', run, [], {}, undefined],
    ['run', run, passed, {}, 'not-allowed'],
    ['run', run, failing, {}, undefined],
    ['run', look, [], {}, 'not-allowed'],
    ['run', 'nowhere', [], {}, 'unknown-step'],
    ['run', fill, [], {}, 'missing-values'],
    ['run', fill, [], { held }, undefined],
    ['run', fill, failing, { held }, 'earlier-step'],
    ['run', back, failing, {}, undefined],
    ['run', back, [...running, did.lost('a')], {}, 'earlier-step'],
    ['run', back, running, { running: 'a' }, 'busy'],
    ['run', broken, [], {}, 'problem'],
    ['run', run, [], { trusted: false }, 'untrusted'],
    ['run', run, [], { notRecording: full }, 'not-recording'],
    ['run', run, [did.sealed()], {}, 'closed'],
    ['run', run, judging, {}, 'not-allowed'],
    ['judge', run, judging, {}, undefined],
    ['judge', run, passed, {}, 'not-allowed'],
    ['settle', run, [...running, did.lost('a')], {}, undefined],
    ['settle', run, failing, {}, 'not-allowed'],
    ['skip', run, failing, {}, undefined],
    ['skip', run, passed, {}, 'not-allowed'],
    ['reopen', run, passed, {}, undefined],
    ['reopen', run, [], {}, 'not-allowed'],
    ['tick', look, [], {}, undefined],
    ['tick', run, [], {}, 'not-allowed'],
    ['fill', look, [], {}, 'not-allowed'],
    ['hand', run, failing, {}, undefined],
    ['hand', run, running, { running: 'a' }, 'not-allowed'],
    ['note', run, passed, {}, undefined],
  ];

const here = { plan: laid.plan, trusted: true, facts: live.facts };

test.each(refusals.map(each => [`${each[0]} ${each[1]}: ${each[4] ?? 'allowed'}`, each] as const))(
  '%s',
  (_, [intent, step, log, more, code]) => {
    const moment = { ...here, state: stateOf(log), held: new Set<string>(), ...more };
    const refused = refuse(intent, step, moment);
    expect(refused?.code).toBe(code);
    if (refused !== undefined) expect(refused.message).toMatch(/\.$/);
    // What the code alone says too little about is told apart for other languages.
    if (code === 'not-allowed' || code === 'problem' || code === 'not-recording')
      expect(refused?.because).toBeDefined();
  },
);

test('a run is closed only when all that counts is settled', () => {
  const moment = (log: Log): Moment => ({ ...here, state: stateOf(log), held });
  const all: Log = [did.skipped(run), did.ticked(look), did.skipped(fill), did.skipped(broken)];
  expect(refuseClose(moment([]))?.code).toBe('not-allowed');
  expect(refuseClose(moment(all))).toBeUndefined();
  expect(refuseClose(moment(all.slice(1)))?.message).toContain('echo one');
  expect(refuseClose({ ...moment(all), running: 'a' })?.code).toBe('busy');
  expect(refuseClose(moment([...failing, did.entered(rollback), did.skipped(back)]))).toBeUndefined();
  expect(
    refuseClose(moment([...running, did.lost('a'), did.entered(rollback), did.skipped(back)]))?.code,
  ).toBe('not-allowed');
});

const step = fc.constantFrom(...laid.ids);
// An attempt belongs to one step.
const attempt = fc.tuple(step, fc.nat(2)).map(([each, at]) => [each, `${each}/${at}`] as const);
const action: fc.Arbitrary<Action | Entry> = fc.oneof(
  step.map(each => did.started(each)),
  step.map(each => did.ended(each)),
  step.map(each => did.failed(each)),
  step.map(each => did.skipped(each)),
  step.map(each => did.reopened(each)),
  step.map(each => did.noted(each)),
  step.map(each => did.ticked(each)),
  fc.tuple(attempt, fc.nat(1)).map(([[each, id], stmt]) => did.begun(each, id, stmt)),
  fc.tuple(attempt, fc.nat(2)).map(([[, id], exit]) => did.exited(id, exit)),
  attempt.map(([each, id]) => did.judged(each, id, 'met')),
  attempt.map(([, id]) => did.lost(id)),
  fc.constant(did.entered(rollback)),
  fc.constant(did.valued('pod', 'x')),
);

test('a log read in two parts gives the state of the whole', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), fc.nat(30), (log, cut) => {
      const entries = recorded(log);
      const parts = replay(replay(emptyRun, entries.slice(0, cut)), entries.slice(cut));
      expect(parts).toEqual(replay(emptyRun, entries));
    }),
  );
});

test('of any log the view holds every step, and what is settled never exceeds what counts', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), log => {
      const state = stateOf(log);
      const view = project(laid, state, live);
      expect(Object.keys(view.steps)).toEqual(laid.ids);
      for (const { settled, total } of [view.total, ...Object.values(view.progress)]) {
        expect(settled).toBeLessThanOrEqual(total);
      }
      expect(view.total.total).toBe(toSettle(laid.plan, state).length);
      if (view.now.kind === 'settled') expect(view.total.settled).toBe(view.total.total);
      if ('step' in view.now) expect(laid.ids).toContain(view.now.step);
      for (const each of laid.ids) expect(recordOf(state, each).attempt).toBeGreaterThanOrEqual(0);
    }),
  );
});
