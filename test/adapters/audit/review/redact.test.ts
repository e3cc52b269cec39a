import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { redact } from '../../../../src/adapters/audit/review/redact.ts';
import { resumeRun, type WriterOptions } from '../../../../src/adapters/audit/journal/run.ts';
import { readRunNow } from '../../../../src/adapters/audit/runFolder.ts';
import { newSessionKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import { read, rechain, resign, write } from '../forge.ts';
import { Machine, attempt, done, linesOf, objectFiles, loosePath } from '../kit.ts';
import { outputPath, scene, type Scene } from '../scene.ts';
import { askSecond, hasSecond } from '../secondVerifier/second.ts';

/** Both verifiers' exit code; the same, where there is Python. */
async function verified({ machine, folder }: Pick<Scene, 'machine' | 'folder'>): Promise<number> {
  const { exit } = await machine.verify(folder);
  if (hasSecond) {
    const second = await askSecond(folder, '--signers', machine.signers);
    expect(second).toEqual({ exit, words: expect.anything() as unknown });
  }
  return exit;
}

const wish = { object: 'a1', reason: 'it printed a password' };

/** A sealed run whose only output is gone, and said to be. */
async function redacted(): Promise<Scene> {
  const made = await scene();
  await redact(made.folder, wish, made.machine.options());
  return made;
}

describe('deleting an output afterwards', () => {
  test('of a sealed run: the file is gone, both verifiers still hold it, and it is told', async () => {
    const made = await redacted();
    expect(fs.existsSync(outputPath(made))).toBe(false);
    expect(await verified(made)).toBe(0);
    const { findings, tiers } = await made.machine.verify(made.folder);
    expect(findings.map(({ code, weight }) => [code, weight])).toEqual([['REDACTED', 'note']]);
    expect(tiers.find(({ tier }) => tier === 'SEALED')?.state).toBe('proven');
    const record = readRunNow(made.folder);
    expect(record.redactions).toMatchObject([{ reason: wish.reason, by: 'alice@corp' }]);
    expect(record.entries.some(({ type }) => type === 'redaction')).toBe(false);
  });

  test('of an open run, which then goes on', async () => {
    const machine = new Machine();
    const first = await machine.create();
    await attempt(first, 'a1', 'secret\n');
    await attempt(first, 'a2', 'other\n');
    first.checkpoint('step');
    await expect(redact(first.folder, wish, machine.options())).rejects.toMatchObject({ code: 'in-use' });
    first.close();
    await redact(first.folder, wish, machine.options());
    expect(await verified({ machine, folder: first.folder })).toBe(2);
    const { journal } = await resumeRun(first.folder, machine.options());
    await attempt(journal, 'a3', 'more\n');
    await journal.seal(done);
    journal.close();
    expect(await verified({ machine, folder: first.folder })).toBe(0);
    expect(objectFiles(first.folder).some(path => fs.readFileSync(path, 'utf8').includes('secret'))).toBe(
      false,
    );
  });

  test('of a run that a crash tore: what was lost is still described when it goes on', async () => {
    const machine = new Machine();
    const first = await machine.create();
    await attempt(first, 'a1', 'secret\n');
    fs.appendFileSync(first.path, '{"torn');
    first.close();
    await redact(first.folder, wish, machine.options());
    const { journal } = await resumeRun(first.folder, machine.options());
    await journal.seal(done);
    journal.close();
    expect(await verified({ machine, folder: first.folder })).toBe(0);
  });

  test('of several parts, by the digest of one', async () => {
    const machine = new Machine();
    const journal = await machine.create();
    await attempt(journal, 'a1', Buffer.alloc(2_500_000, 'x'));
    await journal.seal(done);
    journal.close();
    const { folder } = journal;
    const [part] = readRunNow(folder).objects.filter(({ role }) => role === 'output');
    expect(
      await redact(folder, { ...wish, object: part?.sha256.slice(0, 12) ?? '' }, machine.options()),
    ).toHaveLength(1);
    expect(await verified({ machine, folder })).toBe(0);
    expect(await redact(folder, wish, machine.options())).toHaveLength(3);
    expect(await verified({ machine, folder })).toBe(0);
    expect([...readRunNow(folder).output('a1')]).toEqual([]);
  });

  interface Refused {
    readonly name: string;
    readonly object?: string;
    readonly before?: (made: Scene) => void;
    readonly options?: (made: Scene) => Partial<WriterOptions>;
    readonly code: string;
  }

  test.for<Refused>([
    { name: 'no such attempt', object: 'a9', code: 'not-a-run' },
    { name: 'too few digits', object: 'abc', code: 'not-a-run' },
    {
      name: 'a log that was changed',
      before: made =>
        fs.writeFileSync(made.path, fs.readFileSync(made.path, 'utf8').replace('looks', 'lookz')),
      code: 'not-a-run',
    },
    {
      name: 'a key that does not sign',
      options: made => ({
        signer: { ...made.machine.signer, sign: () => Promise.reject(new Error('no')) },
      }),
      code: 'not-signed',
    },
    {
      name: 'a key that verification would not believe',
      before: made => {
        const cwd = join(made.machine.home, 'work');
        execFileSync('git', ['init', '-q'], { cwd });
        execFileSync('git', ['config', 'gpg.ssh.allowedSignersFile', made.machine.signers], { cwd });
      },
      options: () => ({ signer: new Machine('mallory').signer }),
      code: 'not-listed',
    },
  ])('refused, and nothing is deleted: $name', async ({ object = 'a1', before, options, code }) => {
    const made = await scene();
    before?.(made);
    const given = { ...made.machine.options(), ...options?.(made) };
    await expect(redact(made.folder, { ...wish, object }, given)).rejects.toMatchObject({ code });
    expect(fs.existsSync(outputPath(made))).toBe(true);
  });

  interface Attack {
    readonly name: string;
    readonly commit: (made: Scene, path: string) => void | Promise<void>;
    readonly exit: number;
  }

  test.for<Attack>([
    { name: 'the part that says so is deleted', commit: (_, path) => fs.rmSync(path), exit: 1 },
    {
      name: 'another reason is put in',
      commit: (_, path) =>
        fs.writeFileSync(path, fs.readFileSync(path, 'utf8').replace('password', 'passport')),
      exit: 1,
    },
    {
      name: 'it is not signed',
      commit: (_, path) => {
        const lines = linesOf(path).map(read);
        fs.writeFileSync(path, write(rechain(lines.filter(line => line['type'] !== 'sig'))));
      },
      exit: 1,
    },
    {
      name: 'a stranger signed it',
      commit: async (_, path) => {
        const keys = { user: new Machine('mallory').signer, session: newSessionKey() };
        fs.writeFileSync(path, write(await resign(linesOf(path).map(read), keys)));
      },
      exit: 1,
    },
    {
      name: 'another object is deleted with it',
      commit: made => {
        for (const path of objectFiles(made.folder)) fs.rmSync(path);
      },
      exit: 1,
    },
    {
      name: 'its end is cut',
      commit: (_, path) =>
        fs.writeFileSync(
          path,
          linesOf(path)
            .slice(0, 2)
            .map(line => `${line}\n`)
            .join(''),
        ),
      exit: 1,
    },
  ])('$name', async ({ commit, exit }) => {
    const made = await redacted();
    await commit(made, loosePath(made.folder));
    expect(await verified(made)).toBe(exit);
  });
});
