import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { readRun } from '../../../../src/adapters/audit/runFolder.ts';
import type { Io } from '../../../../src/adapters/audit/journal/segmentFile.ts';
import { codeOf, note } from './handling.ts';
import { Machine, attempt, done, segmentPath, started } from '../kit.ts';

describe('a disk that fails', () => {
  const failure = (code: string): Error => Object.assign(new Error(code), { code });
  /** Writes `left` bytes, then fails; counts only what comes after it was armed. */
  const disk = (): Io & { left: number; truncate: boolean; sync: boolean } => {
    const state = {
      left: Infinity,
      truncate: true,
      sync: true,
      writeSync: ((fd: number, bytes: Uint8Array, at: number) => {
        if (state.left <= 0) throw failure('ENOSPC');
        const length = Math.min(bytes.length - at, state.left);
        state.left -= length;
        return fs.writeSync(fd, bytes, at, length);
      }) as typeof fs.writeSync,
      ftruncateSync: (fd: number, length?: number) => {
        if (!state.truncate) throw failure('EIO');
        fs.ftruncateSync(fd, length);
      },
      fdatasyncSync: (fd: number) => {
        if (!state.sync) throw failure('EIO');
        fs.fdatasyncSync(fd);
      },
    };
    return state;
  };

  test('short writes are written to their end', async () => {
    const io = disk();
    const machine = new Machine();
    const journal = await machine.create({
      io: {
        ...io,
        writeSync: ((fd: number, bytes: Uint8Array, at: number) =>
          fs.writeSync(fd, bytes, at, Math.min(7, bytes.length - at))) as typeof fs.writeSync,
      },
    });
    journal.append(note('x'));
    await journal.seal(done);
    journal.close();
    expect((await machine.verify(journal.folder)).exit).toBe(0);
  });

  test('a full disk records nothing of the entry, and the log goes on when there is room', async () => {
    const io = disk();
    const machine = new Machine();
    const journal = await machine.create({ io });
    const size = fs.statSync(journal.path).size;
    io.left = 100;
    expect(codeOf(() => journal.append(note('lost')))).toBe('disk-full');
    expect(fs.statSync(journal.path).size).toBe(size);
    io.left = Infinity;
    journal.append(note('kept'));
    await journal.seal(done);
    journal.close();
    expect(await machine.verify(journal.folder)).toMatchObject({ exit: 0, findings: [] });
    expect(fs.readFileSync(journal.path, 'utf8')).not.toContain('lost');
  });

  test('a line that can be neither finished nor taken back ends the segment; resuming goes on', async () => {
    const io = disk();
    const machine = new Machine();
    const journal = await machine.create({ io });
    Object.assign(io, { left: 100, truncate: false });
    expect(codeOf(() => journal.append(note('torn')))).toBe('write-failed');
    io.left = Infinity;
    expect(codeOf(() => journal.append(note('never')))).toBe('write-failed');
    journal.close();
    const { journal: next } = await resumeRun(journal.folder, machine.options());
    await next.seal(done);
    next.close();
    expect(await machine.verify(journal.folder)).toMatchObject({ exit: 0, findings: [] });
    const recovered = (await readRun(journal.folder)).entries.find(({ type }) => type === 'recovered');
    expect(recovered).toMatchObject({ tornBytes: 100, danglingAttempts: [] });
  });

  test('a failed sync ends the segment', async () => {
    const io = disk();
    const journal = await new Machine().create({ io });
    io.sync = false;
    expect(codeOf(() => journal.append(note('x')))).toBe('write-failed');
    io.sync = true;
    expect(codeOf(() => journal.append(note('x')))).toBe('write-failed');
    journal.close();
  });

  test('a crash at any byte of an append recovers to a log that verifies', async () => {
    const machine = new Machine();
    const journal = await machine.create();
    await attempt(journal, 'a1', 'hello\n');
    journal.checkpoint('step');
    journal.append(started('a2'));
    const before = fs.statSync(journal.path).size;
    journal.append(note('the last line'));
    journal.close();
    const bytes = fs.readFileSync(journal.path);
    for (let length = before; length <= bytes.length; length += 5) {
      const folder = join(machine.home, 'crash', String(length), 'runs', '2026', journal.run);
      fs.cpSync(journal.folder, folder, { recursive: true });
      fs.truncateSync(segmentPath(folder), length);
      const { journal: next, record } = await resumeRun(folder, machine.options());
      expect(record.dangling).toEqual(['a2']);
      await next.seal(done);
      next.close();
      const verdict = await machine.verify(folder);
      expect([length, verdict.exit, verdict.findings]).toEqual([length, 0, []]);
      const after = await readRun(folder);
      expect(after.dangling).toEqual([]);
      expect(after.entries.find(({ type }) => type === 'recovered')).toMatchObject({
        danglingAttempts: ['a2'],
      });
    }
  });

  test('a crash while a segment is opened', async () => {
    const machine = new Machine();
    const first = await machine.create();
    first.append(note('first'));
    first.close();
    const { journal: second } = await resumeRun(first.folder, machine.options());
    second.close();
    for (const length of [0, 40]) {
      fs.truncateSync(second.path, length);
      const { journal: third } = await resumeRun(first.folder, machine.options());
      third.close();
      fs.renameSync(third.path, `${third.path}.kept`);
      const folder = join(machine.home, 'crash', String(length), 'runs', '2026', first.run);
      fs.cpSync(first.folder, folder, { recursive: true });
      fs.renameSync(
        join(folder, `${third.path.slice(first.folder.length + 1)}.kept`),
        join(folder, third.path.slice(first.folder.length + 1)),
      );
      const { journal: fourth } = await resumeRun(folder, machine.options());
      await fourth.seal(done);
      fourth.close();
      const verdict = await machine.verify(folder);
      expect([length, verdict.exit, verdict.findings]).toEqual([length, 0, []]);
    }
  });
});
