import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/project.ts';
import { cases } from './handoverCases.ts';
import { HandoverRun } from './handoverRun.ts';

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
  const script = join(root, 'docs/verify.py');
  const ran = promisify(execFile)('python3', [script, folder, '--signers', machine.signers]);
  return await ran.then(
    () => 0,
    (error: unknown) => (error instanceof Error && 'code' in error ? Number(error.code) : -1),
  );
}
