import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resumeRun } from '../../../src/adapters/audit/journal/run.ts';
import { Machine, attempt, done, objectFiles, segmentPath } from './kit.ts';

// The lines of docs/audit-log.md that verify a log by hand, run as they stand there.

const page = fs.readFileSync(join(import.meta.dirname, '../../../docs/audit-log.md'), 'utf8');
const blocks = new Map(
  [...page.matchAll(/<!-- test: (\w+) -->\s*```bash\n([\s\S]*?)```/g)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
);
const tools = ['ssh-keygen', 'jq', 'sha256sum'].filter(tool => spawnSync('which', [tool]).status !== 0);

function run(
  name: string,
  at: { readonly folder: string; readonly machine: Machine },
): { ok: boolean; text: string } {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-o', 'pipefail', '-c', blocks.get(name) ?? 'false'],
    {
      cwd: at.folder,
      encoding: 'utf8',
      env: { ...process.env, ALLOWED: at.machine.signers, ATTEMPT: 'a1' },
    },
  );
  const text = stdout + stderr;
  return { ok: status === 0 && !/broken|FAILED|not verify|Could not/i.test(text), text };
}

async function twoParts(machine: Machine): Promise<string> {
  const first = await machine.create();
  await attempt(first, 'a1', 'line one\nünïcode\u001b[0m\n');
  first.append({ type: 'note', step: 's1', text: 'several\nlines of €' });
  first.checkpoint('step');
  first.close();
  const { journal } = await resumeRun(first.folder, machine.options());
  journal.checkpoint('stop');
  await journal.seal(done);
  journal.close();
  return journal.folder;
}

test.skipIf(tools.length > 0)(
  `by hand: the documented lines accept a good log (needs ssh-keygen, jq, sha256sum)`,
  async () => {
    const machine = new Machine();
    const folder = await twoParts(machine);
    expect([...blocks.keys()].sort()).toEqual(['chain', 'objects', 'output', 'session', 'user']);
    for (const name of ['chain', 'objects'])
      expect([name, run(name, { folder, machine })]).toEqual([name, { ok: true, text: '' }]);
    const good = (name: string): number =>
      run(name, { folder, machine }).text.match(/^Good "/gm)?.length ?? 0;
    expect([good('user'), good('session')]).toEqual([3, 2]);
    expect(run('output', { folder, machine }).text).toBe('line one\nünïcode\u001b[0m\n');
  },
);

test.skipIf(tools.length > 0)('by hand: the documented lines find what was changed', async () => {
  const machine = new Machine();
  const folder = await twoParts(machine);
  const path = segmentPath(folder);
  const text = fs.readFileSync(path, 'utf8');
  fs.writeFileSync(path, text.replace('several', 'Several'));
  expect(run('chain', { folder, machine })).toMatchObject({ ok: false });
  fs.writeFileSync(path, text.replace('"who":"alice', '"who":"malice'));
  expect(run('user', { folder, machine })).toMatchObject({ ok: false });
  fs.writeFileSync(path, text.replace('"why":"step"', '"why":"idle"'));
  expect(run('session', { folder, machine })).toMatchObject({ ok: false });
  fs.writeFileSync(path, text);
  fs.appendFileSync(objectFiles(folder)[0] ?? '', 'x');
  expect(run('objects', { folder, machine })).toMatchObject({ ok: false });
});

test('every code and every entry type is in the specification', () => {
  const source = (name: string): string =>
    fs.readFileSync(join(import.meta.dirname, '../../../src/core/audit', name), 'utf8');
  const codes = [...source('finding.ts').matchAll(/^ {2}\| '([A-Z_0-9]+)'/gm)].map(([, code]) => code);
  const types = ['entry.ts', 'step.ts', 'change.ts', 'handover/handover.ts'].flatMap(name =>
    [...source(name).matchAll(/type: '([a-z.]+)'/g)].map(([, type]) => type),
  );
  expect(codes.length).toBeGreaterThan(30);
  expect(types.length).toBeGreaterThan(20);
  expect([...codes, ...types].filter(name => !page.includes(`\`${name ?? ''}\``))).toEqual([]);
});

test('git leaves a log alone: no conversion of line ends, no merge line by line', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  await journal.seal(done);
  journal.close();
  const cwd = join(machine.home, 'work');
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd, encoding: 'utf8', env: { ...process.env, HOME: machine.home } });
  git('init', '-q');
  git('config', 'core.autocrlf', 'true');
  git('config', 'user.name', 'a');
  git('config', 'user.email', 'a@b');
  git('add', '-A');
  git('commit', '-qm', 'log');
  const path = segmentPath(journal.folder);
  fs.rmSync(path);
  git('checkout', '-q', '--', '.');
  expect((await machine.verify(journal.folder)).exit).toBe(0);
  expect(git('ls-files')).not.toContain('objects/');
  expect(git('check-attr', 'merge', 'text', '--', path)).toContain('merge: binary');
});
