// What other shells and background jobs do stays out of a statement's.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanEnvironment } from '../../../src/adapters/session/environment.ts';
import { openHarness, withSession } from './harness.ts';

test('what somebody typed into another shell is not in its history', async () => {
  const home = mkdtempSync(join(tmpdir(), 'hr-home-'));
  writeFileSync(join(home, '.bash_history'), 'login --password hunter2\n');
  const environment = cleanEnvironment({ PATH: process.env['PATH'], HOME: home });
  try {
    await withSession({ environment }, async ({ run }) => {
      expect((await run('history; echo "${HISTFILE-none}"; env | grep -c HISTFILE')).output).toBe(
        'none\n0\n',
      );
    })();
  } finally {
    rmSync(home, { recursive: true });
  }
});

test('output of a background job is complete while statements end, and never mistaken for the directory', async () => {
  const parts: Buffer[] = [];
  const harness = await openHarness({ output: (_attemptId, bytes) => void parts.push(Buffer.from(bytes)) });
  try {
    // What a notice of their end shows of their text is neither a line nor the end.
    const writer = '(for ((i = 0; i < 10000; i++)); do echo "${a}ine"; done; echo "${b}ver")';
    await harness.run(`a=l b=o; ${writer} & ${writer} & ${writer} &`);
    const places = new Set<string>();
    const told = (text: RegExp): number => Buffer.concat(parts).toString('latin1').match(text)?.length ?? 0;
    while (told(/over/g) < 3) places.add((await harness.run(':')).cwd);
    expect([...places]).toEqual([harness.folder]);
    expect(told(/line\r\n/g)).toBe(30_000);
  } finally {
    await harness.close();
  }
});
