import { expect, test } from 'vitest';
import { readAnswers } from '../../../../src/adapters/audit/approvals/answers.ts';
import { cases } from './gateCases.ts';
import { attacks } from './gateAttacks.ts';
import { handovers } from './gateHandovers.ts';
import { misuses } from './gateMisuses.ts';
import { keptCases } from './gateMakers.ts';
import { bob, GateRun } from './gateRun.ts';
import { askSecond } from '../secondVerifier/second.ts';

// Somebody who writes their own log can write anything into it. What was not approved is found from the files alone, by both verifiers.

test.each([...cases, ...handovers, ...attacks, ...misuses])(
  '$name: exit $exit',
  async ({ name, begin, does, then, exit, finds }) => {
    const run = await new GateRun().begin(begin);
    await does(run);
    await run.close();
    await then?.(run);
    const verdict = await run.verify();
    expect([verdict.exit, ...verdict.findings.map(({ code }) => code)]).toEqual(
      expect.arrayContaining([exit, ...(finds === undefined ? [] : [finds])]),
    );
    expect(verdict.exit).toBe(exit);
    // Of those in test/vectors the second verifier is asked there.
    if (!keptCases.has(name)) expect(await secondExit(run)).toBe(exit);
  },
);

test.each([
  { gives: 'as much time as was asked for', less: 0 },
  { gives: 'less', less: 3_000_000 },
])(
  'the runner learns of an answer that gives $gives when it ends, as verification does',
  async ({ less }) => {
    const run = await new GateRun().begin();
    const nonce = run.ask();
    const request = run.request(nonce);
    const expires = request.entry.expires - less;
    const ref = await run.answer(nonce, bob, {
      request: { ...request, entry: { ...request.entry, expires } },
    });
    const { answers, problems } = await readAnswers(run.folder, { privateFolder: run.machine.state });
    expect(problems).toEqual([]);
    expect(answers).toMatchObject([{ nonce, ref, decision: 'granted' }]);
    expect(answers[0]?.expires).toBe(less === 0 ? undefined : expires);
    const { expires: ends, ...answered } = { expires: request.entry.expires, ...answers[0], nonce, ref };
    run.journal.append({
      ...answered,
      type: 'approval.answered',
      decision: 'granted',
      principal: 'bob@corp',
      key: bob.key.publicKey,
      expires: ends,
    });
    run.at = expires + 1000;
    run.use(nonce, ref);
    run.run('migrate', [nonce]);
    await run.close();
    const verdict = await run.verify();
    expect(verdict.findings.map(({ code }) => code)).toContain('APPROVAL_EXPIRED');
    expect(await secondExit(run)).toBe(verdict.exit);
  },
);

/** What the second verifier says. */
async function secondExit({ folder, signers, roster, revoked }: GateRun): Promise<number> {
  const lists = [
    '--signers',
    signers,
    '--roster',
    roster,
    ...(revoked === undefined ? [] : ['--revoked', revoked]),
  ];
  return (await askSecond(folder, ...lists)).exit;
}
