import { expect, test } from 'vitest';
import { cases } from './handoverCases.ts';
import { HandoverRun } from './handoverRun.ts';
import { askSecond } from '../secondVerifier/second.ts';

// Who goes on with a run, and who must not: found from the files alone, by both verifiers.

test.each(cases)('$name: exit $exit', async ({ does, exit, finds, says, vector }) => {
  const run = await new HandoverRun().begin();
  await does(run);
  run.leave();
  const verdict = await run.machine.verify(run.folder);
  const told = verdict.findings.map(({ code, sentence }) => `${code} ${sentence}`);
  if (finds !== undefined) expect(told.join('\n')).toContain(finds);
  if (says !== undefined) expect(told.join('\n')).toMatch(says);
  expect([verdict.exit, told]).toEqual([exit, told]);
  // Over vectors, both verifiers are compared anyway.
  if (vector === undefined) expect(await secondExit(run)).toBe(exit);
});

/** What the second verifier says. */
async function secondExit({ folder, machine }: HandoverRun): Promise<number> {
  return (await askSecond(folder, '--signers', machine.signers)).exit;
}
