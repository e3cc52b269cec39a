import { performance } from 'node:perf_hooks';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { Reader } from '../../src/extension/review/reader.ts';
import { Machine, done, temporaryFolder } from '../adapters/audit/kit.ts';

test('a long log is verified while the thread that asks has nothing to do', { timeout: 60_000 }, async () => {
  const machine = new Machine();
  const journal = await machine.create();
  for (let note = 0; note < 30_000; note++)
    journal.append({ type: 'note', step: 's1', text: `note ${note}` }, { durable: false });
  await journal.seal(done);
  journal.close();
  const script = join(temporaryFolder(), 'review.cjs');
  writeFileSync(script, `import(${JSON.stringify(join(root, 'src/extension/review/worker.ts'))});\n`);
  const reader = new Reader(script);
  onTestFinished(() => reader.dispose());
  // The thread has to start first, which is the loader's work.
  await reader.ask('siblings', { folder: journal.folder });
  const before = performance.eventLoopUtilization();
  const verdict = await reader.ask('verify', { folder: journal.folder });
  const { utilization } = performance.eventLoopUtilization(before);
  expect(verdict).toMatchObject({ run: journal.run, entries: 30_005 });
  expect([0, 3]).toContain(verdict.exit);
  // Verified here, it would be busy all the time.
  expect(utilization).toBeLessThan(0.5);
});
