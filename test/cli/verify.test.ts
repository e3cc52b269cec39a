import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { verifyRun } from '../../src/adapters/audit/verify.ts';
import { provideDist } from '../built.ts';
import { bash, Place, type Options } from './handrail.ts';

beforeAll(provideDist);

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly exit: number;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
  readonly options?: Options;
}

const files = {
  'a.md': `# Title\n\n- [ ] task\n\n${bash('echo <name>')}`,
  'broken.md': '# T\n```bash\necho hi\n',
  'empty.md': '',
};

const cases: readonly Case[] = [
  { name: 'no command', args: [], exit: 2, stderr: /^Usage/ },
  { name: 'an unknown command', args: ['frob'], exit: 2, stderr: /no command frob/ },
  { name: 'a name of an object is no command', args: ['toString'], exit: 2, stderr: /no command/ },
  { name: 'help', args: ['--help'], exit: 0, stdout: /^Usage/ },
  { name: 'help of run', args: ['run', '--help'], exit: 0, stdout: /--resume/ },
  { name: 'version', args: ['--version'], exit: 0, stdout: /^\d+\.\d+\.\d+/ },
  { name: 'parse without a file', args: ['parse'], exit: 2, stderr: /takes one file/ },
  { name: 'parse of two files', args: ['parse', 'a.md', 'a.md'], exit: 2 },
  { name: 'parse of no file', args: ['parse', 'none.md'], exit: 5, stderr: /no file none\.md/ },
  { name: 'parse of a folder', args: ['parse', '.'], exit: 5, stderr: /is a folder/ },
  { name: 'parse for people', args: ['parse', 'a.md'], exit: 0, stdout: /^Title\n.*task.*name, line 6/s },
  { name: 'parse of a broken file', args: ['parse', 'broken.md'], exit: 0, stdout: /Problems:/ },
  {
    name: 'parse of nothing',
    args: ['parse', 'empty.md', '--json'],
    exit: 0,
    stdout: /"handrail-runbook\/1"/,
  },
  { name: 'run without a file', args: ['run'], exit: 2 },
  { name: 'run of two files', args: ['run', 'a.md', 'a.md'], exit: 2 },
  { name: 'run of no file', args: ['run', 'none.md'], exit: 5 },
  { name: 'resume of no run', args: ['run', '--resume', '.'], exit: 5 },
  { name: 'verify without a log', args: ['verify'], exit: 2 },
  { name: 'verify of no run', args: ['verify', '.'], exit: 5 },
  { name: 'verify of what is not there', args: ['verify', 'none'], exit: 5 },
  {
    name: 'verify with a tier nobody knows',
    args: ['verify', '.', '--require', 'GOLD'],
    exit: 2,
    stderr: /tier GOLD/,
  },
];

test.concurrent.each(cases)('$name', async ({ args, options, ...wanted }) => {
  using place = new Place(files);
  const { exit, stdout, stderr } = await place.run(args, options);
  expect(exit, stdout + stderr).toBe(wanted.exit);
  if (wanted.stdout !== undefined) expect(stdout).toMatch(wanted.stdout);
  if (wanted.stderr !== undefined) expect(stderr).toMatch(wanted.stderr);
  expect(place.runs()).toEqual([]);
});

test('the weightiest of several verdicts counts', async () => {
  using place = new Place({ 'good.md': `# D\n${bash('true')}`, 'open.md': '# D\n- [ ] x\n' });
  await place.run(['run', 'good.md']);
  const good = place.last;
  await place.run(['run', 'open.md']);
  const open = place.runs().find(folder => folder !== good) ?? '';
  expect((await place.run(['verify', good])).exit).toBe(0);
  expect((await place.run(['verify', open])).exit).toBe(2);
  expect((await place.run(['verify', good, open])).exit).toBe(2);
  expect((await place.run(['verify', good, join(place.work, 'none'), open])).exit).toBe(5);
  const { stdout } = await place.run(['verify', good, open, '--json']);
  expect((JSON.parse(stdout) as { exit: number }[]).map(({ exit }) => exit)).toEqual([0, 2]);
  const strict = await place.run(['verify', good, '--require', 'COUNTERSIGNED']);
  expect([2, 3]).toContain(strict.exit);
});

test('a changed byte of a log or an output is found', async () => {
  using place = new Place({ 'a.md': `# D\n${bash('echo some output')}` });
  expect((await place.run(['run', 'a.md'])).exit).toBe(0);
  const paths = readdirSync(place.last, { recursive: true, withFileTypes: true })
    .filter(file => file.isFile() && !file.name.endsWith('.lock'))
    .map(file => join(file.parentPath, file.name));
  for (const path of paths) {
    const bytes = readFileSync(path);
    const step = Math.max(1, Math.floor(bytes.length / 40));
    for (let at = 0; at < bytes.length; at += step) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(path, changed);
      const { exit } = await verifyRun(place.last, { require: [] });
      expect(exit, `${path} byte ${at}`).not.toBe(0);
    }
    writeFileSync(path, bytes);
  }
  expect((await place.run(['verify', place.last])).exit).toBe(0);
  // Somebody else, who has not seen it before, and then has.
  const elsewhere = { env: { XDG_STATE_HOME: join(place.folder, 'elsewhere') } };
  for (const exit of [2, 0])
    expect((await place.run(['verify', place.last, '--require', 'RECEIPTS'], elsewhere)).exit).toBe(exit);
});

test('a folder with runs, and a base that holds what is gone here', async () => {
  using place = new Place({ 'a.md': `# D\n${bash('true')}` });
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      cwd: place.work,
      encoding: 'utf8',
    });
  git('init', '-q', '-b', 'main');
  for (let runs = 0; runs < 2; runs += 1) expect((await place.run(['run', 'a.md'])).exit).toBe(0);
  const [first = '', second = ''] = place.runs();
  git('add', '-A');
  git('commit', '-qm', 'runs');
  const good = await place.run(['verify', '--base', 'main']);
  expect([good.exit, good.stderr]).toEqual([0, '']);
  expect(good.stdout).toMatch(
    /^2 runs in .*\n {2}Verified\. .*\n {2}Verified\. .*Compared with 2 logs of main\./s,
  );
  expect((await place.run(['verify', '.', '--require', 'RECEIPTS'])).stdout).toContain(
    'saw 2 of them before',
  );
  rmSync(first, { recursive: true });
  const bad = await place.run(['verify', '--base', 'main']);
  expect([bad.exit, bad.stdout.includes('it was deleted. [RUN_DELETED]')]).toEqual([1, true]);
  expect((await place.run(['verify', '.'])).exit).toBe(2);
  expect((await place.run(['verify', second])).exit).toBe(0);
  const one = await place.run(['verify', second, '--base', 'main', '--json']);
  expect(one.exit).toBe(1);
  expect((JSON.parse(one.stdout) as { exit: number }[]).map(({ exit }) => exit)).toEqual([0, 1]);
  rmSync(join(place.work, '.handrail'), { recursive: true });
  expect((await place.run(['verify', '--base', 'main'])).exit).toBe(1);
  expect((await place.run(['verify', '--base', 'nowhere'])).exit).toBe(5);
});
