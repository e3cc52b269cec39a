import { expect, test } from 'vitest';
import { cases } from './gateCases.ts';
import { attacks } from './gateAttacks.ts';
import { handovers } from './gateHandovers.ts';
import { misuses } from './gateMisuses.ts';
import { keptCases } from './gateMakers.ts';
import { GateRun } from './gateRun.ts';
import { askSecond } from './second.ts';

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
