import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Journal } from '../../../../src/adapters/audit/journal/journal.ts';
import { receiptsOf } from '../../../../src/adapters/audit/receipts.ts';
import { readRun } from '../../../../src/adapters/audit/runFolder.ts';
import { codeOf, note } from './handling.ts';
import { Machine, attempt, done, linesOf, objectFiles, segmentPath, started } from '../kit.ts';
import { read } from '../forge.ts';

test('a run’s folder is what docs/audit-log.md says', async () => {
  const machine = new Machine();
  const journal = await machine.create({ slug: 'Deploy: the DB!' });
  expect(journal.run).toMatch(/^\d{8}T\d{6}Z-deploy-the-db-[a-z2-7]{13}$/);
  expect(journal.folder).toBe(join(machine.state, 'runs', journal.run.slice(0, 4), journal.run));
  expect(fs.readFileSync(join(machine.state, '.gitattributes'), 'utf8')).toBe(
    '* -text merge=binary\nobjects/** -diff\n',
  );
  expect(segmentPath(journal.folder)).toMatch(/\/00-alice-[0-9a-f]{4}\.jsonl$/);
  const [open, sig, runbook] = linesOf(journal.path).map(read);
  expect(open).toMatchObject({
    type: 'open',
    seq: 0,
    prev: '0'.repeat(64),
    fmt: 'handrail-log/1',
    role: 'operator',
  });
  expect(sig).toMatchObject({ type: 'sig', by: 'user', ns: 'log.v1@handrail' });
  expect(sig).not.toHaveProperty('t');
  expect(runbook).toMatchObject({ type: 'object', role: 'runbook' });
  expect(open?.['runbook']).toMatchObject({ path: 'deploy.md', object: runbook?.['sha256'] });
  journal.close();
});

test('append gives back what a reader reads', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  const long = 'ü'.repeat(3000);
  const appended = [
    journal.append(note('plain')),
    journal.append(note('two\n\tlines')),
    journal.append(note('\u001b[31mred\u200b \ud83d\ude00')),
    journal.append(note(long)),
    journal.append({ type: 'context', host: 'h', user: 'u', cwd: '/a\u0007b', git: null, kube: null }),
    journal.append(started('a1', 'printf "\u202e"\r\n')),
    journal.append({ type: 'input.set', name: 'X', kind: 'text', value: 'a\nb', source: 'typed' }),
    journal.append({
      type: 'record.filled',
      step: 's1',
      by: 'person',
      values: [{ name: 'n', value: 'v\u0000' }],
    }),
  ];
  journal.close();
  const { entries } = await readRun(journal.folder);
  const recorded = entries.filter(({ type }) => !['open', 'sig', 'object'].includes(type));
  expect(recorded).toEqual(appended);
  expect(appended.map(entry => entry.type === 'note' && entry.text)).toContain(long);
  const inLine = linesOf(journal.path)
    .map(read)
    .map(line => [line['type'], line['text'] !== undefined, line['textObject'] !== undefined]);
  expect(inLine.filter(([type]) => type === 'note')).toEqual([
    ['note', true, false],
    ['note', true, false],
    ['note', false, true],
    ['note', false, true],
  ]);
  const context = recorded.find(({ type }) => type === 'context');
  const next = entries[entries.findIndex(entry => entry === context) + 1];
  expect(recorded.find(({ type }) => type === 'attempt.started')).toMatchObject({
    context: entries.find(entry => entry.seq === (context?.seq ?? 0) + 1)?.prev,
  });
  expect(next).toBeDefined();
});

test('an action too long for a line loses nothing', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  const values = Array.from({ length: 400 }, (_, index) => ({ name: `n${index}`, value: 'x'.repeat(500) }));
  journal.append({ type: 'record.filled', step: 's1', by: 'person', values });
  await journal.seal(done);
  journal.close();
  const { entries } = await readRun(journal.folder);
  expect(entries.find(({ type }) => type === 'record.filled')).toMatchObject({ values });
  expect((await machine.verify(journal.folder)).exit).toBe(0);
});

test('output is kept byte by byte, in parts of at most 1 MiB', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  const bytes = Buffer.alloc(
    2_500_000,
    Uint8Array.from({ length: 256 }, (_, index) => index),
  );
  await attempt(journal, 'a1', bytes);
  await attempt(journal, 'a2', '');
  await journal.seal(done);
  journal.close();
  const record = await readRun(journal.folder);
  expect(Buffer.concat([...record.output('a1')]).equals(bytes)).toBe(true);
  expect([...record.output('a2')]).toEqual([]);
  expect(Math.max(...objectFiles(journal.folder).map(path => fs.statSync(path).size))).toBeLessThanOrEqual(
    1_048_576,
  );
  const [first, second] = record.entries.flatMap(entry =>
    entry.type === 'attempt.finished' ? entry.outputs : [],
  );
  expect(first).toMatchObject({ parts: 3, bytes: 2_500_000, kept: 2_500_000, truncated: false });
  expect(second).toMatchObject({ parts: 0, bytes: 0, kept: 0 });
  expect((await machine.verify(journal.folder)).exit).toBe(0);
});

test('two equal outputs are two different objects', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  await attempt(journal, 'a1', 'yes\n');
  await attempt(journal, 'a2', 'yes\n');
  journal.close();
  const { objects } = await readRun(journal.folder);
  expect(new Set(objects.map(({ sha256 }) => sha256)).size).toBe(objects.length);
});

test('receipts of what was signed are kept outside the repository', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  journal.checkpoint('step');
  const [receipt] = receiptsOf(machine.privateFolder, journal.run);
  expect(receipt).toMatchObject({ seg: 0, lines: linesOf(journal.path).length });
  journal.close();
});

test('nothing can be recorded behind a seal', async () => {
  const journal = await new Machine().create();
  await journal.seal(done);
  expect(codeOf(() => journal.append(note('late')))).toBe('sealed');
  expect(codeOf(() => journal.checkpoint('stop'))).toBe('sealed');
  journal.close();
});

test('a key that does not sign leaves the tail unsigned; a later signature covers it', async () => {
  const machine = new Machine();
  let away = true;
  const sign: typeof machine.signer.sign = (message, namespace) =>
    away ? Promise.reject(new Error('agent away')) : machine.signer.sign(message, namespace);
  const journal = await machine.create({ signer: { ...machine.signer, sign } });
  expect(journal.unsigned).toBe(2);
  journal.append(note('x'));
  journal.checkpoint('step');
  expect(await machine.verify(journal.folder)).toMatchObject({
    exit: 2,
    worst: { code: 'UNSIGNED_TAIL', line: 1 },
  });
  expect(await journal.seal(done)).toMatchObject({ signed: false });
  // The session key signed over the seal, but no user signature makes the session key count yet.
  expect(await machine.verify(journal.folder)).toMatchObject({ exit: 2, worst: { code: 'UNSIGNED_TAIL' } });
  away = false;
  expect(await journal.signSeal()).toBe(true);
  expect(await machine.verify(journal.folder)).toMatchObject({ exit: 0, findings: [] });
  journal.close();
});

test('a signature that is missing is asked for again between statements', async () => {
  const machine = new Machine();
  let away = true;
  const sign: typeof machine.signer.sign = (message, namespace) =>
    away ? Promise.reject(new Error('agent away')) : machine.signer.sign(message, namespace);
  const journal = await machine.create({ signer: { ...machine.signer, sign } });
  journal.checkpoint('step');
  await journal.maintain();
  away = false;
  await journal.maintain();
  await new Promise(setImmediate);
  journal.append(note('x'));
  journal.checkpoint('stop');
  journal.close();
  expect(await machine.verify(journal.folder)).toMatchObject({ exit: 2, findings: [{ code: 'NOT_SEALED' }] });
});

test('rotation goes on in a new segment', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  journal.append(note('first'));
  await journal.rotate();
  journal.append(note('second'));
  await journal.maintain();
  await journal.seal(done);
  journal.close();
  expect(await machine.verify(journal.folder)).toMatchObject({ exit: 0, findings: [] });
  const { entries, segments } = await readRun(journal.folder);
  expect(segments.map(({ seg }) => seg)).toEqual([0, 1]);
  expect(entries.flatMap(entry => (entry.type === 'note' ? [entry.text] : []))).toEqual(['first', 'second']);
});

describe('a log that somebody else touches', () => {
  test.for<{ name: string; harm: (journal: Journal) => void; code: string }>([
    { name: 'deleted', harm: ({ path }) => fs.rmSync(path), code: 'log-vanished' },
    { name: 'moved', harm: ({ path }) => fs.renameSync(path, `${path}.old`), code: 'log-vanished' },
    {
      name: 'folder deleted',
      harm: ({ folder }) => fs.rmSync(folder, { recursive: true }),
      code: 'log-vanished',
    },
    { name: 'replaced by a copy', harm: ({ path }) => replace(path), code: 'log-vanished' },
    { name: 'cut', harm: ({ path }) => fs.truncateSync(path, 10), code: 'log-changed' },
    { name: 'written to', harm: ({ path }) => fs.appendFileSync(path, 'x'), code: 'log-changed' },
  ])('$name', async ({ harm, code }) => {
    const journal = await new Machine().create();
    harm(journal);
    expect(codeOf(() => journal.append(note('x')))).toBe(code);
    expect(codeOf(() => journal.append(note('x')))).toBe(code);
    journal.close();
  });

  function replace(path: string): void {
    fs.copyFileSync(path, `${path}.new`);
    fs.renameSync(`${path}.new`, path);
  }
});
