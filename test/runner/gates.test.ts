import { expect, test } from 'vitest';
import type { ApprovalUsed } from '../../src/core/audit/gates/approval.ts';
import type { Action } from '../../src/core/audit/entry.ts';
import type { Gate } from '../../src/core/run/gates/gate.ts';
import {
  gatesAfter,
  type Answered,
  type Asked,
  type GateRecord,
} from '../../src/core/run/gates/approvals.ts';
import { emptyRun, placeHere } from '../../src/core/run/state.ts';
import { openGates, refuseGate } from '../../src/runner/people/gates.ts';
import { laidOf } from '../core/run/log.ts';

const expires = 1_000_000;
const command = { step: 's1', stmt: 0, digest: 'd1' };

const ref = { seg: 1, lines: 2, head: '0'.repeat(64) };
const gate: Gate = {
  gate: 'g1',
  steps: [],
  role: 'approver',
  quorum: 1,
  lastsMs: expires,
  from: 'front-matter',
  text: 'Ask Bob.',
  breakGlass: false,
};

const bob: Answered = { decision: 'granted', principal: 'bob@corp', key: 'k', ref, at: 1 };
const ada: Answered = {
  ...bob,
  principal: 'ada@corp',
  key: 'l',
  ref: { seg: 2, lines: 2, head: '1'.repeat(64) },
};

const request: Asked = {
  ...gate,
  step: 's1',
  stepDigest: 'd',
  plan: 'p',
  nonce: 'n1',
  expires,
  covers: [command],
  place: placeHere(emptyRun),
  at: 0,
  spent: [],
  answers: [],
};

function used(...answers: readonly Answered[]): ApprovalUsed {
  return { type: 'approval.used', gate: 'g1', nonce: 'n1', refs: answers.map(answer => answer.ref) };
}

/** A walk that stands at the gate with these answers, and what it records. */
function walkAt(
  now: number,
  { answers, quorum = 1 }: { readonly answers: readonly Answered[]; readonly quorum?: number },
): Parameters<typeof openGates>[0] & { readonly recorded: Action[] } {
  const recorded: Action[] = [];
  const asked: GateRecord = { gate, request: { ...request, quorum, answers } };
  return {
    state: { ...emptyRun, gates: new Map([['g1', asked]]) },
    text: laidOf('# Release\n'),
    facts: { host: 'h', user: 'u', cwd: '/' },
    now: () => now,
    record: entry => recorded.push(entry),
    recorded,
  };
}

interface TimeCase {
  readonly before: number;
  readonly opens: boolean;
}

// The command's line gets its own time, which is later: verification compares that one.
test.each<TimeCase>([
  { before: 60_000, opens: true },
  { before: 1001, opens: true },
  { before: 999, opens: false },
  { before: 0, opens: false },
  { before: -1, opens: false },
])('an approval that ends in $before ms opens its gate: $opens', ({ before, opens }) => {
  const walk = walkAt(expires - before, { answers: [bob] });
  expect(refuseGate(walk, command)?.because.standing).toBe(opens ? undefined : 'expired');
  expect(openGates(walk, command)).toEqual(opens ? { approvals: ['n1'] } : undefined);
  expect(walk.recorded).toEqual(opens ? [used(bob)] : []);
});

interface ShortCase {
  readonly name: string;
  readonly answers: readonly Answered[];
  readonly quorum?: number;
  /** Whose answers it rests on; none where it stays closed. */
  readonly rests?: readonly Answered[];
  readonly standing?: 'expired' | 'waiting';
}

const now = expires - 60_000;
const short = (answer: Answered, left: number): Answered => ({ ...answer, expires: now + left });

test.each<ShortCase>([
  { name: 'more time than is left of it', answers: [short(bob, 5000)], rests: [short(bob, 5000)] },
  { name: 'less', answers: [short(bob, -5000)], standing: 'expired' },
  { name: 'less than a command needs to begin', answers: [short(bob, 999)], standing: 'expired' },
  { name: 'more than was asked for', answers: [short(bob, 90_000)], rests: [short(bob, 90_000)] },
  { name: 'less, where another is enough', answers: [short(bob, -1), ada], rests: [ada] },
  { name: 'a little, where another is enough', answers: [short(bob, 5000), ada], rests: [ada] },
  { name: 'less, where both are needed', answers: [short(bob, -1), ada], quorum: 2, standing: 'expired' },
  { name: 'enough, and nobody else has answered', answers: [ada], quorum: 2, standing: 'waiting' },
  { name: 'no time that can be read', answers: [{ ...bob, expires: 'soon' }], rests: [{ ...bob }] },
])('an approver who gives $name', ({ answers, quorum = 1, rests, standing }) => {
  const walk = walkAt(now, { answers, quorum });
  expect(refuseGate(walk, command)?.because.standing).toBe(standing);
  expect(openGates(walk, command)).toEqual(rests === undefined ? undefined : { approvals: ['n1'] });
  expect(walk.recorded).toEqual(rests === undefined ? [] : [used(...rests)]);
});

test('from its use on, an approval ends with the shortest answer that it rests on', () => {
  const asked: GateRecord = { gate, request: { ...request, answers: [short(bob, 5000)] } };
  const frame = { run: 'r', seg: 0, seq: 9, prev: '', t: now, m: 0 };
  const gates = gatesAfter(new Map([['g1', asked]]), { ...used(bob), ...frame }, { at: now, place: '' });
  const state = { ...emptyRun, gates };
  expect(refuseGate({ ...walkAt(now + 3900, { answers: [] }), state }, command)).toBeUndefined();
  expect(refuseGate({ ...walkAt(now + 4100, { answers: [] }), state }, command)?.because.standing).toBe(
    'expired',
  );
});
