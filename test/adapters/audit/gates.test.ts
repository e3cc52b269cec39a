import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/project.ts';
import type { FindingCode } from '../../../src/core/audit/finding.ts';
import { bob, bobsOther, carol, GateRun, stranger } from './gateRun.ts';

// Somebody who writes their own log can write anything into it. What was not approved is found from the files alone, by both verifiers.

interface Case {
  readonly name: string;
  readonly begin?: { readonly quorum?: number; readonly breakGlass?: boolean };
  readonly does: (run: GateRun) => void | Promise<void>;
  /** Once it is closed. */
  readonly then?: (run: GateRun) => void | Promise<void>;
  readonly exit: number;
  readonly finds?: FindingCode;
}

const hour = 3_600_000;

/** The honest way, up to where the gate is open. */
async function opened(run: GateRun): Promise<string> {
  const nonce = run.ask();
  run.use(nonce, await run.answer(nonce, bob));
  return nonce;
}

const answersOf = (run: GateRun): readonly string[] =>
  fs.readdirSync(run.folder).filter(name => name.startsWith('answer-'));

const cases: readonly Case[] = [
  { name: 'an honest run', exit: 0, does: async run => run.run('migrate', [await opened(run)]) },
  {
    name: 'a gate that nobody went through',
    exit: 0,
    does: run => {
      run.ask();
      run.run('something else', [], 's9');
    },
  },
  {
    name: 'two people, each with a key',
    begin: { quorum: 2 },
    exit: 1,
    finds: 'GATE_PASSED',
    does: async run => {
      // Bob has two keys and is one person all the same.
      const nonce = run.ask({ quorum: 2 });
      run.use(nonce, await run.answer(nonce, bob), await run.answer(nonce, bobsOther));
      run.run('migrate', [nonce]);
    },
  },
  { name: 'no approval at all', exit: 1, finds: 'GATE_PASSED', does: run => run.run('migrate', []) },
  {
    name: 'a request that nobody answered',
    exit: 1,
    finds: 'GATE_PASSED',
    does: run => {
      const nonce = run.ask();
      run.use(nonce);
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'fewer people asked than the gate wants',
    begin: { quorum: 2 },
    exit: 1,
    finds: 'GATE_PASSED',
    does: async run => run.run('migrate', [await opened(run)]),
  },
  {
    name: 'another text',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => run.run('migrate --force', [await opened(run)]),
  },
  {
    name: 'another step',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => run.run('migrate', [await opened(run)], 's2'),
  },
  {
    name: 'another cluster',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => {
      const nonce = await opened(run);
      run.place('other');
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'a second run of the command',
    exit: 1,
    finds: 'APPROVAL_USED_TWICE',
    does: async run => {
      const nonce = await opened(run);
      run.run('migrate', [nonce]);
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'an approval opened twice',
    exit: 1,
    finds: 'APPROVAL_USED_TWICE',
    does: async run => {
      const nonce = run.ask();
      const ref = await run.answer(nonce, bob);
      run.use(nonce, ref);
      run.use(nonce, ref);
    },
  },
  {
    name: 'an answer used for a second request',
    exit: 1,
    finds: 'APPROVAL_USED_TWICE',
    does: async run => {
      const first = run.ask();
      const ref = await run.answer(first, bob);
      run.use(first, ref);
      const second = run.ask();
      run.use(second, ref);
      run.run('migrate', [second]);
    },
  },
  {
    name: 'an answer to another request',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => {
      const ref = await run.answer(run.ask(), bob);
      const second = run.ask();
      run.use(second, ref);
      run.run('migrate', [second]);
    },
  },
  {
    name: 'an approval opened after its end',
    exit: 1,
    finds: 'APPROVAL_EXPIRED',
    does: async run => {
      const nonce = run.ask();
      const ref = await run.answer(nonce, bob);
      run.at += 2 * hour;
      run.use(nonce, ref);
    },
  },
  {
    name: 'a command after the end of its approval',
    exit: 1,
    finds: 'APPROVAL_EXPIRED',
    does: async run => {
      const nonce = await opened(run);
      run.at += 2 * hour;
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'the operator approves with the same key',
    exit: 1,
    finds: 'SELF_APPROVED',
    does: async run => {
      const nonce = run.ask();
      run.use(nonce, await run.answer(nonce, run.machine));
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'somebody without the role approves',
    exit: 3,
    finds: 'NOT_IN_ROLE',
    does: async run => {
      const nonce = run.ask();
      run.use(nonce, await run.answer(nonce, carol));
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'a key that nobody knows approves',
    exit: 3,
    finds: 'UNTRUSTED_KEY',
    does: async run => {
      const nonce = run.ask();
      run.use(nonce, await run.answer(nonce, stranger));
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'a refusal used as an approval',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => {
      const nonce = run.ask();
      run.use(nonce, await run.answer(nonce, bob, { decision: 'denied', reason: 'wait for the replay' }));
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'an approval of something that was refused',
    exit: 1,
    finds: 'GATE_PASSED',
    does: async run => {
      const nonce = run.ask();
      const ref = await run.answer(nonce, bob, { decision: 'denied', reason: 'no' });
      const who = { principal: 'bob@corp', key: bob.key.publicKey };
      run.journal.append({ type: 'approval.answered', nonce, decision: 'denied', ref, ...who });
      run.use(nonce, await run.answer(nonce, bobsOther));
    },
  },
  {
    name: 'the answer is deleted',
    exit: 1,
    finds: 'MISSING_SEGMENT',
    does: async run => run.run('migrate', [await opened(run)]),
    then: run => {
      for (const name of answersOf(run)) fs.rmSync(join(run.folder, name));
    },
  },
  {
    name: 'the answer is changed',
    exit: 1,
    finds: 'CHAIN_BREAK',
    does: async run => run.run('migrate', [await opened(run)]),
    then: run => {
      const [name = ''] = answersOf(run);
      const path = join(run.folder, name);
      fs.writeFileSync(path, fs.readFileSync(path, 'utf8').replaceAll('migrate: dba', 'migrate: dbb'));
    },
  },
  {
    name: 'an answer of another run',
    exit: 1,
    finds: 'RUN_MISMATCH',
    does: run => run.run('something else', [], 's9'),
    then: async run => {
      const other = await new GateRun().begin();
      await other.answer(other.ask(), bob);
      for (const name of answersOf(other)) fs.copyFileSync(join(other.folder, name), join(run.folder, name));
      other.journal.close();
    },
  },
  {
    name: 'going on without an approval where the policy allows it',
    begin: { breakGlass: true },
    exit: 0,
    finds: 'BREAK_GLASS',
    does: run => {
      const nonce = run.ask();
      const reason = 'the database is on fire';
      run.journal.append({ type: 'approval.overridden', gate: 'migrate: dba', nonce, reason, by: 'person' });
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'going on without an approval where the policy does not',
    exit: 1,
    finds: 'GATE_PASSED',
    does: run => {
      const nonce = run.ask();
      run.journal.append({
        type: 'approval.overridden',
        gate: 'migrate: dba',
        nonce,
        reason: 'hurry',
        by: 'person',
      });
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'the version of the roster that lets the approver in is taken back',
    exit: 3,
    finds: 'ROSTER_ALTERED',
    does: async run => run.run('migrate', [await opened(run)]),
    then: run => fs.writeFileSync(run.roster, `${fs.readFileSync(run.roster, 'utf8')}{}\n`),
  },
];

test.each(cases)('$name: exit $exit', async ({ begin, does, then, exit, finds }) => {
  const run = await new GateRun().begin(begin);
  await does(run);
  await run.close();
  await then?.(run);
  const verdict = await run.verify();
  expect([verdict.exit, ...verdict.findings.map(({ code }) => code)]).toEqual(
    expect.arrayContaining([exit, ...(finds === undefined ? [] : [finds])]),
  );
  expect(verdict.exit).toBe(exit);
  expect(await secondExit(run)).toBe(exit);
});

/** What the second verifier says. */
async function secondExit({ folder, signers, roster }: GateRun): Promise<number> {
  const script = join(root, 'docs/verify.py');
  const ran = promisify(execFile)('python3', [script, folder, '--signers', signers, '--roster', roster]);
  return await ran.then(
    () => 0,
    (error: unknown) => (error instanceof Error && 'code' in error ? Number(error.code) : -1),
  );
}
