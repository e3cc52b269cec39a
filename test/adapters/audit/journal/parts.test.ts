import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../../src/core/audit/line/frame.ts';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { newSessionKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import { readRun } from '../../../../src/adapters/audit/runFolder.ts';
import { verifyRun } from '../../../../src/adapters/audit/verify.ts';
import { read, rechain, resign, write } from '../forge.ts';
import { Machine, attempt, done, linesOf, segmentPath } from '../kit.ts';
import { edited, scene } from '../scene.ts';

describe('several parts', () => {
  async function two(): Promise<{ machine: Machine; folder: string }> {
    const machine = new Machine();
    const first = await machine.create();
    first.append({ type: 'note', step: 's1', text: 'first' });
    first.close();
    const { journal } = await resumeRun(first.folder, machine.options());
    await journal.seal(done);
    journal.close();
    return { machine, folder: first.folder };
  }

  test('as they were written', async () => {
    const { machine, folder } = await two();
    expect(await machine.verify(folder)).toMatchObject({ exit: 0, findings: [] });
  });

  test('the files renamed so that they sort the other way round', async () => {
    const { machine, folder } = await two();
    fs.renameSync(segmentPath(folder, 0), join(folder, '09-z.jsonl'));
    expect(await machine.verify(folder)).toMatchObject({ exit: 0, findings: [] });
    expect((await readRun(folder)).entries.map(({ seg }) => seg)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
  });

  test('the first part deleted', async () => {
    const { machine, folder } = await two();
    fs.rmSync(segmentPath(folder, 0));
    expect(await machine.verify(folder)).toMatchObject({ exit: 1, worst: { code: 'MISSING_SEGMENT' } });
  });

  test('the last part deleted', async () => {
    const { machine, folder } = await two();
    fs.rmSync(segmentPath(folder, 1));
    expect(await machine.verify(folder)).toMatchObject({ exit: 2, worst: { code: 'UNSIGNED_TAIL' } });
  });

  test('the tail of the first part cut', async () => {
    const { machine, folder } = await two();
    const path = segmentPath(folder, 0);
    fs.writeFileSync(
      path,
      linesOf(path)
        .slice(0, -1)
        .map(line => `${line}\n`)
        .join(''),
    );
    expect(await machine.verify(folder)).toMatchObject({ exit: 1, worst: { code: 'TRUNCATED' } });
  });

  test('the first part goes on after the second was opened', async () => {
    const { machine, folder } = await two();
    const path = segmentPath(folder, 0);
    const lines = linesOf(path).map(read);
    fs.writeFileSync(path, write(rechain([...lines, { ...lines.at(-1) }])));
    expect(await machine.verify(folder)).toMatchObject({ exit: 1, worst: { code: 'FORK' } });
  });

  test('bytes behind the first part', async () => {
    const { machine, folder } = await two();
    fs.appendFileSync(segmentPath(folder, 0), 'x');
    expect(await machine.verify(folder)).toMatchObject({ exit: 1, worst: { code: 'TRAILING_BYTES' } });
  });

  test('the unsigned tail of the first part, changed and chained anew', async () => {
    const { machine, folder } = await two();
    const path = segmentPath(folder, 0);
    const lines = linesOf(path).map(read);
    fs.writeFileSync(
      path,
      write(rechain(lines.map(line => (line['type'] === 'note' ? { ...line, text: 'changed' } : line)))),
    );
    expect(await machine.verify(folder)).toMatchObject({ exit: 1, worst: { code: 'REWRITTEN' } });
  });

  test('two continuations of one place', async () => {
    const machine = new Machine();
    const first = await machine.create();
    first.close();
    const copy = join(machine.home, 'copy', basename(first.folder));
    fs.cpSync(first.folder, copy, { recursive: true });
    for (const folder of [first.folder, copy]) {
      const { journal } = await resumeRun(folder, machine.options());
      await journal.seal(done);
      journal.close();
    }
    fs.copyFileSync(segmentPath(copy, 1), join(first.folder, '01-other-0000.jsonl'));
    expect(await machine.verify(first.folder)).toMatchObject({ exit: 1, worst: { code: 'FORK' } });
    fs.renameSync(join(first.folder, '01-other-0000.jsonl'), join(first.folder, '02-other-0000.jsonl'));
    expect(await machine.verify(first.folder)).toMatchObject({ exit: 1 });
  });
});

describe('what this machine saw', () => {
  const verify = (
    machine: Machine,
    folder: string,
    require: 'RECEIPTS'[] = [],
  ): ReturnType<typeof verifyRun> =>
    verifyRun(folder, { signers: machine.signers, privateFolder: machine.privateFolder, require });

  test('an untouched log agrees with the receipts', async () => {
    const { machine, folder } = await scene();
    expect((await verify(machine, folder, ['RECEIPTS'])).exit).toBe(0);
  });

  test('rolled back to an older copy', async () => {
    const { machine, folder, path, lines } = await scene();
    fs.writeFileSync(path, write(lines.slice(0, 3)));
    expect(await verify(machine, folder)).toMatchObject({ exit: 2 });
    const verdict = await verify(machine, folder, ['RECEIPTS']);
    expect(verdict).toMatchObject({ exit: 1, worst: { code: 'ROLLBACK' } });
  });

  test('rebuilt with the operator’s stolen key', async () => {
    const { machine, folder, path, lines } = await scene();
    fs.writeFileSync(
      path,
      write(await resign(edited(lines), { user: machine.signer, session: newSessionKey() })),
    );
    expect((await machine.verify(folder)).exit).toBe(0);
    expect(await verify(machine, folder, ['RECEIPTS'])).toMatchObject({
      exit: 1,
      worst: { code: 'SPLIT_VIEW' },
    });
  });

  test('a run that came before is gone', async () => {
    const machine = new Machine();
    const folders: string[] = [];
    for (let runs = 0; runs < 2; runs++) {
      const journal = await machine.create();
      await journal.seal(done);
      journal.close();
      folders.push(journal.folder);
    }
    const [first = '', second = ''] = folders;
    expect((await machine.verify(second)).findings).toEqual([]);
    fs.rmSync(first, { recursive: true });
    expect(await machine.verify(second)).toMatchObject({ exit: 0, findings: [{ code: 'MISSING_RUN' }] });
  });
});

test('an output deleted on purpose, with a signed entry that says so', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  await attempt(journal, 'a1', 'a secret that slipped through\n');
  const output = linesOf(journal.path)
    .map(read)
    .find(line => line['role'] === 'output');
  const sha256 = textOf(output ?? {}, 'sha256');
  fs.rmSync(join(journal.folder, 'objects', sha256.slice(0, 2), sha256));
  journal.append({ type: 'redaction', sha256, reason: 'held a secret', by: 'alice@corp' });
  await journal.seal(done);
  journal.close();
  expect(await machine.verify(journal.folder)).toMatchObject({
    exit: 0,
    findings: [{ code: 'REDACTED', weight: 'note' }],
  });
});
