import { execFileSync, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AuditFailure } from '../../../../src/adapters/audit/failure.ts';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { readRun } from '../../../../src/adapters/audit/runFolder.ts';
import { Machine, attempt, done, temporaryFolder } from '../kit.ts';

/** Starts a writer, kills it after a while, and gives what it had said. */
function killedWriter(home: string, folder: string | undefined): Promise<string[]> {
  const args = [join(import.meta.dirname, 'writer.ts'), home, ...(folder === undefined ? [] : [folder])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  let armed = false;
  return new Promise(resolve => {
    child.stdout.on('data', (data: Buffer) => {
      text += data.toString();
      if (armed) return;
      armed = true;
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 150);
    });
    child.on('close', () => resolve(text.split('\n').slice(0, -1)));
  });
}

test('a writer killed at random moments: nothing it called recorded is missing, and the log verifies', async () => {
  const machine = new Machine();
  const said: string[] = [];
  let folder: string | undefined;
  for (let round = 0; round < 8; round++) {
    const lines = await killedWriter(machine.home, folder);
    folder ??= lines[0]?.replace('folder ', '');
    said.push(...lines.slice(1));
  }
  if (folder === undefined) throw new Error('the writer said nothing');
  const { journal, record } = await resumeRun(folder, machine.options());
  for (const line of said) {
    const [what = '', id = ''] = line.split(' ');
    if (what === 'note')
      expect(record.entries.some(entry => entry.type === 'note' && entry.text === line)).toBe(true);
    else
      expect(record.entries.some(entry => entry.type === 'attempt.finished' && entry.attemptId === id)).toBe(
        true,
      );
  }
  await journal.seal(done);
  journal.close();
  expect(await machine.verify(folder)).toMatchObject({ exit: 0, findings: [] });
  const after = await readRun(folder);
  const started = after.entries.flatMap(entry => (entry.type === 'attempt.started' ? [entry.attemptId] : []));
  const settled = new Set(
    after.entries.flatMap(entry =>
      entry.type === 'attempt.finished'
        ? [entry.attemptId]
        : entry.type === 'recovered'
          ? entry.danglingAttempts
          : [],
    ),
  );
  expect(started.filter(id => !settled.has(id))).toEqual([]);
  expect(fs.readdirSync(join(folder, 'objects')).filter(name => name.endsWith('.partial'))).toEqual([]);
  for (const id of started) {
    const output = Buffer.concat([...after.output(id)]).toString();
    // Whole where the attempt ended, else what had arrived.
    expect(`output of ${id}\n`.repeat(80_000).startsWith(output)).toBe(true);
  }
});

test('what a command had printed when the writer died is in the log after a resume', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  const writer = journal.output('a1');
  journal.append({ ...(await import('../attempt.ts')).started('a1') });
  writer.write(Buffer.from('half of it'));
  await writer.drained();
  journal.close();
  const { journal: next } = await resumeRun(journal.folder, machine.options());
  await next.seal(done);
  next.close();
  // The writer that died in our place is told to let go of its file.
  await expect(writer.end({ masked: 0 })).rejects.toThrow();
  const record = await readRun(journal.folder);
  expect(Buffer.concat([...record.output('a1')]).toString()).toBe('half of it');
  expect(await machine.verify(journal.folder)).toMatchObject({ exit: 0, findings: [] });
});

const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

test.skipIf(!canMount)(
  'a full disk (a small tmpfs; needs root): what was recorded stays, what was not is not, and the log goes on',
  async () => {
    const disk = temporaryFolder();
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk]).status !== 0) return;
    onTestFinished(() => void execFileSync('umount', ['-l', disk]));
    const machine = new Machine();
    const journal = await machine.create({ stateFolder: join(disk, '.handrail') });
    let recorded = 0;
    let failure: unknown;
    while (failure === undefined) {
      try {
        journal.append({ type: 'note', step: 's1', text: `${recorded} ${'x'.repeat(1000)}` });
        recorded++;
      } catch (error) {
        failure = error;
      }
    }
    expect(failure).toBeInstanceOf(AuditFailure);
    expect(failure).toMatchObject({ code: 'disk-full' });
    await expect(attempt(journal, 'a1', 'x'.repeat(600_000))).rejects.toMatchObject({ code: 'disk-full' });
    execFileSync('mount', ['-o', 'remount,size=4m', disk]);
    await attempt(journal, 'a2', 'x'.repeat(600_000));
    await journal.seal(done);
    journal.close();
    expect(await machine.verify(journal.folder)).toMatchObject({ exit: 0, findings: [] });
    const { entries } = await readRun(journal.folder);
    expect(entries.filter(({ type }) => type === 'note').length).toBe(recorded);
  },
);
