// The end of everything at each line of a log, before it, in it and behind it: nothing that was shown as done is missing on disk,
// nothing ran that the log does not name, what nobody knows is said to be unknown, and the run goes on to a log that verifies.
import { existsSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import { readRun } from '../../src/adapters/audit/runFolder.ts';
import type { Recorded } from '../../src/core/audit/entry.ts';
import { emptyRun, replay, type RunState } from '../../src/core/run/state.ts';
import type { Request } from '../../src/protocol/request.ts';
import { Machine } from '../adapters/audit/kit.ts';
import { Dying, type Moment } from './model/dying.ts';
import type { Fate } from './model/model.ts';
import { Swift } from './model/swift.ts';
import { fence } from './place.ts';

beforeAll(() => {
  if (existsSync('/dev/shm')) vi.stubEnv('TMPDIR', '/dev/shm');
});

// With everything of which an entry is written.
const markdown = [
  '# Boundaries',
  '## Work',
  '- [ ] Look',
  'One.',
  fence('./act one <target>\n\n./act two\n# Expected: "fine"'),
  'Two.',
  fence('./act asked\n# Expected: the service looks healthy'),
  'Three.',
  fence('./act breaks'),
  'Fill it in:\n\n| Name | Value |\n|---|---|\n| Ticket | ____ |',
  'Wait 5 minutes.',
  fence('./act "${#API_TOKEN}"'),
  '## Rollback',
  fence('./act back'),
].join('\n\n');

type Ask = (ids: readonly string[]) => Request;

/** Everything that a person can do which leaves an entry, in an order that allows it. */
const script: readonly (readonly [ask: Ask, fates?: readonly Fate[]])[] = [
  [() => ({ type: 'input.set', name: 'target', value: 'blue\u200b' })],
  [() => ({ type: 'input.set', name: 'API_TOKEN', value: 'hunter22' })],
  [([look = '']) => ({ type: 'check.set', step: look, checked: true })],
  [([look = '']) => ({ type: 'note', step: look, text: 'seen\u202e' })],
  [([, one = '']) => ({ type: 'run.step', step: one, revision: 1e6 }), ['ok', 'ok']],
  [([, , two = '']) => ({ type: 'run.step', step: two, revision: 1e6 }), ['ok']],
  [([, , two = '']) => ({ type: 'judge', step: two, decision: 'met' })],
  [([, , two = '']) => ({ type: 'step.reopen', step: two, reason: 'once more' })],
  [([, , two = '']) => ({ type: 'step.skip', step: two, reason: 'not again' })],
  [([, , , three = '']) => ({ type: 'run.step', step: three, revision: 1e6 }), ['fails']],
  [ids => ({ type: 'branch.enter', section: 'rollback', reason: `of ${ids.length}` })],
  [ids => ({ type: 'run.step', step: ids.at(-1) ?? '', revision: 1e6 }), ['ok']],
  [() => ({ type: 'close', result: 'done' })],
];

/** Asks everything until the disk is gone; whatever is asked afterwards is refused, and nothing more is run. */
async function perform(swift: Swift, io: Dying): Promise<void> {
  for (const [ask, fates = []] of script) {
    swift.meet(fates);
    const ran = swift.ran().length;
    const wasDead = io.dead;
    const reply = await swift.ask(ask(swift.steps));
    await swift.rest();
    if (!wasDead && !io.dead)
      expect([ask(swift.steps).type, reply]).toEqual([expect.any(String), { ok: true }]);
    if (!wasDead) continue;
    expect(reply).toMatchObject({ ok: false, code: 'not-recording' });
    expect(swift.ran().length).toBe(ran);
  }
}

/** What a state says, with what is not known to have ended as lost. */
function told({ steps, values, branches, closed }: RunState): unknown {
  const records = [...steps].map(([id, record]) => {
    const attempts = Object.values(record.attempts).map(attempt => ({
      ...attempt,
      outcome: attempt.outcome ?? { kind: 'lost' },
    }));
    return [id, { ...record, attempts }];
  });
  return { records, values: [...values], branches, closed: closed?.result };
}

const startedIn = (entries: readonly Recorded[]): number =>
  entries.filter(({ type }) => type === 'attempt.started').length;

async function check(machine: Machine, at: number, moment: Moment): Promise<string | undefined> {
  const io = new Dying(at, moment);
  const swift = new Swift(machine, { markdown, trusted: true }, { io });
  await swift.open();
  try {
    await perform(swift, io);
    if (!io.dead) return undefined;
    const where = `${moment} line ${at}, ${io.entry}`;
    if (swift.folder === undefined) return where;
    const { entries } = await readRun(swift.folder);
    const untold = moment === 'after' ? (io.entry === 'seal' ? 2 : 1) : 0;
    const acknowledged = entries.slice(0, entries.length - untold);
    expect(told(swift.walk.state), where).toEqual(told(replay(emptyRun, acknowledged)));
    // An attempt is on disk before the shell sees a byte of it.
    const unrun = startedIn(entries) - swift.ran().length;
    expect(unrun, where).toBe(moment === 'after' && io.entry === 'attempt.started' ? 1 : 0);
    await expectGoesOn(machine, swift, where);
    return where;
  } finally {
    swift.end();
  }
}

/** The run can be gone on with, says what is unknown, and comes to a log that verifies. */
async function expectGoesOn(machine: Machine, swift: Swift, where: string): Promise<void> {
  const folder = swift.folder ?? '';
  const before = await readRun(folder);
  if (before.sealed) {
    expect(await machine.verify(folder), where).toMatchObject({ exit: 0, findings: [] });
    return;
  }
  expect((await machine.verify(folder)).exit, where).toBe(2);
  await swift.crash();
  expect((await swift.record())?.dangling, where).toEqual([]);
  const commands = Object.values(swift.view().steps).flatMap(step => step.commands);
  const unknown = commands.filter(({ state }) => state === 'unknown').map(({ attemptId }) => attemptId);
  expect(unknown, where).toEqual(before.dangling);
  expect(commands.filter(({ state }) => state === 'running')).toEqual([]);
  expect(await swift.ask({ type: 'close', result: 'aborted', reason: 'enough of it' })).toEqual({ ok: true });
  expect(await machine.verify(folder), where).toMatchObject({ exit: 0, findings: [] });
}

test('a disk that is full at any line, and has room again', { timeout: 300_000 }, async () => {
  const machine = new Machine();
  for (let at = 1, met = true; met; at++) {
    const io = new Dying(at, 'full');
    const swift = new Swift(machine, { markdown, trusted: true }, { io });
    await swift.open();
    try {
      await perform(swift, io);
      met = io.dead;
      if (met) await expectRecovers(machine, swift, io);
    } finally {
      swift.end();
    }
  }
});

/** Nothing is done while the log cannot be written; the first thing that is asked afterwards is recorded in the same log. */
async function expectRecovers(machine: Machine, swift: Swift, io: Dying): Promise<void> {
  const where = `line ${io.lines}, ${io.entry}`;
  const [look = ''] = swift.steps;
  expect(swift.view().recording.ok, where).toBe(false);
  io.makeRoom();
  expect(await swift.ask({ type: 'note', step: look, text: 'room again' }), where).toEqual({ ok: true });
  expect(swift.view().recording.ok, where).toBe(true);
  const [folded, held] = await swift.states();
  expect(held, where).toEqual(folded);
  const commands = Object.values(swift.view().steps).flatMap(step => step.commands);
  const unknown = commands.filter(({ state }) => state === 'unknown').map(({ attemptId }) => attemptId);
  expect(unknown, where).toEqual((await swift.record())?.dangling);
  expect(await swift.ask({ type: 'close', result: 'aborted', reason: 'enough of it' }), where).toEqual({
    ok: true,
  });
  expect(await machine.verify(swift.folder ?? ''), where).toMatchObject({ exit: 0, findings: [] });
}

test.each<Moment>(['before', 'half', 'after'])('the end %s any line', { timeout: 300_000 }, async moment => {
  const machine = new Machine();
  const reached: string[] = [];
  for (let at = 1; ; at++) {
    const where = await check(machine, at, moment);
    if (where === undefined) break;
    reached.push(where.replace(/.*, /, ''));
  }
  // Every type of entry that an operator's log holds was met.
  expect([...new Set(reached)].sort()).toEqual([
    'attempt.finished',
    'attempt.started',
    'branch.entered',
    'check.set',
    'checkpoint',
    'context',
    'input.set',
    'judged',
    'note',
    'object',
    'open',
    'seal',
    'session.ended',
    'sig',
    'step.failed',
    'step.finished',
    'step.reopened',
    'step.skipped',
    'step.started',
  ]);
});
