import { execa, execaSync } from 'execa';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { readRun } from '../../../../src/adapters/audit/runFolder.ts';
import { Machine, done } from '../kit.ts';

// The system refuses while a real writer writes: calls that fail under strace, and a disk that is full. Whatever was called recorded is
// there afterwards, and the log goes on and verifies.

const writer = join(import.meta.dirname, 'writer.ts');

const can = (command: string, ...args: readonly string[]): boolean =>
  execaSync(command, args, { reject: false }).exitCode === 0;
const traces = can('strace', '-f', '-e', 'inject=fdatasync:error=EIO:when=9', 'true');
const mounts = can('unshare', '-rm', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', '/mnt');

/** Goes on with a run after its writer ended, and looks for what it had said. */
async function goOn(machine: Machine, folder: string, said: readonly string[]): Promise<void> {
  const { journal, record } = await resumeRun(folder, machine.options());
  const notes = new Set(record.entries.flatMap(entry => (entry.type === 'note' ? [entry.text] : [])));
  expect(said.filter(line => line.startsWith('note ') && !notes.has(line))).toEqual([]);
  await journal.seal(done);
  journal.close();
  expect(await machine.verify(folder)).toMatchObject({ exit: 0, findings: [] });
  expect((await readRun(folder)).dangling).toEqual([]);
}

interface Fault {
  readonly name: string;
  /** strace's words for it, about the segment's own file. */
  readonly injects: readonly string[];
}

test.skipIf(!traces).for<Fault>([
  { name: 'no room for the line that opens a segment', injects: ['write:error=ENOSPC:when=1'] },
  { name: 'no room for a line, once', injects: ['write:error=ENOSPC:when=6'] },
  {
    name: 'no room from a line on, and what was written cannot be taken back',
    injects: ['write:error=ENOSPC:when=9+', 'ftruncate:error=EIO'],
  },
  { name: 'a line cannot be made durable', injects: ['fdatasync:error=EIO:when=4+'] },
])('$name', async ({ injects }) => {
  const machine = new Machine();
  const first = await machine.create();
  first.close();
  const next = first.path.replace(/00-(?=[^/]*$)/, '01-');
  const faults = injects.flatMap(one => ['-e', `inject=${one}`]);
  const { stdout, exitCode } = await execa(
    'strace',
    [
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-P',
      next,
      ...faults,
      process.execPath,
      writer,
      machine.home,
      first.folder,
    ],
    { reject: false, timeout: 200_000 },
  );
  expect(exitCode).not.toBe(0);
  await goOn(machine, first.folder, stdout.split('\n'));
});

test.skipIf(!mounts)('a disk that becomes full', async () => {
  const machine = new Machine();
  const { home } = machine;
  const [work, kept] = [join(home, 'work'), join(home, 'kept')];
  const script =
    'mount -t tmpfs -o size=1400k tmpfs "$1" && mkdir "$1/.handrail" && { "$2" "$3" "$4"; cp -a "$1" "$5"; exit 7; }';
  const args = ['-rm', 'bash', '-c', script, 'full', work, process.execPath, writer, home, kept];
  const { stdout, stderr, exitCode } = await execa('unshare', args, { reject: false, timeout: 200_000 });
  expect([exitCode, stderr]).toEqual([7, expect.stringMatching(/no space|full/i)]);
  fs.rmSync(work, { recursive: true });
  fs.renameSync(kept, work);
  const [folder = '', ...said] = stdout.split('\n');
  await goOn(machine, folder.replace('folder ', ''), said);
});
