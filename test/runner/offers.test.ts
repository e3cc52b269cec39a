import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { watchOffer } from '../../src/runner/people/offers.ts';

test('watching an offer survives when its folder vanishes and comes back as something else', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const folder = mkdtempSync(join(tmpdir(), 'hr-offer-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, '0001.jsonl'), 'no log\n');
  const settled = vi.fn();
  const onRejection = vi.fn();
  process.on('unhandledRejection', onRejection);
  onTestFinished(() => void process.off('unhandledRejection', onRejection));
  const stop = watchOffer({ log: { isOpen: false } }, folder, settled);
  rmSync(folder, { recursive: true });
  await vi.advanceTimersByTimeAsync(3000);
  writeFileSync(folder, 'a file now');
  await vi.advanceTimersByTimeAsync(3000);
  stop();
  vi.useRealTimers();
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(onRejection).not.toHaveBeenCalled();
  expect(settled).not.toHaveBeenCalled();
});
