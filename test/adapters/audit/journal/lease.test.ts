import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { note } from './handling.ts';
import { Machine, done } from '../kit.ts';

describe('one writer at a time', () => {
  test('a run that is open cannot be resumed', async () => {
    const machine = new Machine();
    const journal = await machine.create();
    await expect(resumeRun(journal.folder, machine.options())).rejects.toMatchObject({
      code: 'in-use',
      facts: { holder: { process: process.pid, host: hostname() } },
    });
    journal.close();
    const { journal: next } = await resumeRun(journal.folder, machine.options());
    next.close();
  });

  test('what is sealed and signed holds nobody up, though its writer is still there', async () => {
    const machine = new Machine();
    const journal = await machine.create();
    expect((await journal.seal(done)).signed).toBe(true);
    expect(fs.existsSync(join(journal.folder, 'writer.lock'))).toBe(false);
    journal.close();
  });

  test('a lock of a process that is gone does not stand in the way', async () => {
    const machine = new Machine();
    const journal = await machine.create();
    const lock = join(journal.folder, 'writer.lock');
    const holder = fs.readFileSync(lock, 'utf8');
    journal.close();
    for (const stale of [
      holder.replace(/"pid":\d+/, '"pid":4194000'),
      holder.replace(/"start":"\d+"/, '"start":"1"'),
      'nonsense',
    ]) {
      fs.writeFileSync(lock, stale);
      const { journal: next } = await resumeRun(journal.folder, machine.options());
      next.close();
    }
    expect(fs.existsSync(lock)).toBe(false);
  });

  test('what is no lock stands in the way, and is said', async () => {
    const machine = new Machine();
    const journal = await machine.create();
    journal.close();
    const lock = join(journal.folder, 'writer.lock');
    const others: readonly (() => void)[] = [
      () => fs.mkdirSync(lock),
      () => execFileSync('mkfifo', [lock]),
      () => fs.symlinkSync('/dev/zero', lock),
    ];
    for (const put of others) {
      put();
      await expect(resumeRun(journal.folder, machine.options())).rejects.toThrow(/cannot be a lock/);
      fs.rmSync(lock, { recursive: true });
    }
  });

  test('a sealed run and a folder without a run cannot be resumed', async () => {
    const machine = new Machine();
    const journal = await machine.create();
    await journal.seal(done);
    journal.close();
    await expect(resumeRun(journal.folder, machine.options())).rejects.toMatchObject({ code: 'sealed' });
    const empty = fs.mkdtempSync(join(machine.home, 'empty-'));
    await expect(resumeRun(empty, machine.options())).rejects.toMatchObject({ code: 'not-a-run' });
  });

  test('a log that was changed cannot be resumed', async () => {
    const machine = new Machine();
    const journal = await machine.create();
    journal.append(note('looks fine'));
    journal.append(note('next'));
    journal.close();
    fs.writeFileSync(journal.path, fs.readFileSync(journal.path, 'utf8').replace('fine', 'good'));
    await expect(resumeRun(journal.folder, machine.options())).rejects.toMatchObject({ code: 'not-a-run' });
  });
});
