import { expect, test } from 'vitest';
import type { Action } from '../../src/core/audit/entry.ts';
import type { Gate } from '../../src/core/run/gate.ts';
import type { GateRecord } from '../../src/core/run/approvals.ts';
import { emptyRun, placeHere } from '../../src/core/run/state.ts';
import { openGates, refuseGate } from '../../src/runner/gates.ts';
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

const record: GateRecord = {
  gate,
  request: {
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
    answers: [{ decision: 'granted', principal: 'bob@corp', key: 'k', ref, at: 1 }],
  },
};

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
  const recorded: Action[] = [];
  const walk = {
    state: { ...emptyRun, gates: new Map([['g1', record]]) },
    text: laidOf('# Release\n'),
    facts: { host: 'h', user: 'u', cwd: '/' },
    now: () => expires - before,
    record: (entry: Action) => recorded.push(entry),
  };
  expect(refuseGate(walk, command)?.because.standing).toBe(opens ? undefined : 'expired');
  expect(openGates(walk, command)).toEqual(opens ? { approvals: ['n1'] } : undefined);
  expect(recorded).toEqual(opens ? [{ type: 'approval.used', gate: 'g1', nonce: 'n1', refs: [ref] }] : []);
});
