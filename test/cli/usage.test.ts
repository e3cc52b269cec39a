import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli, provideDist } from '../built.ts';
import { Place } from './handrail.ts';

// What the command line says of itself, to whoever types it for the first time or wrongly.

const place = new Place();

beforeAll(provideDist);

afterAll(() => {
  place[Symbol.dispose]();
});

test('the list of commands stands in two columns, and each command tells its own use', async () => {
  const { exit, stdout } = await place.run(['--help']);
  expect(exit).toBe(0);
  const rows = stdout.split('\n').filter(line => /^ {2}\S/.test(line));
  const columns = rows.map(row => /^ {2}\S.*? {2,}/.exec(row)?.[0].length);
  expect(rows.length).toBeGreaterThan(10);
  expect(new Set(columns).size).toBe(1);
  const names = rows.map(row => /\S+/.exec(row)?.[0] ?? '');
  const helped = await Promise.all(names.map(async name => place.run([name, '--help'])));
  expect(helped.map(({ exit: ended, stdout: told }) => [ended, told.split(' ', 3).slice(0, 3)])).toEqual(
    names.map(name => [0, ['Usage:', 'handrail', name]]),
  );
});

interface Wrong {
  readonly args: readonly string[];
  readonly says: RegExp;
}

const wrongs: readonly Wrong[] = [
  { args: [], says: /^Usage: handrail COMMAND\n/ },
  { args: ['frobnicate'], says: /^handrail: There is no command frobnicate\.\n\nUsage: handrail COMMAND\n/ },
  { args: ['verfiy'], says: /^handrail: There is no command verfiy\. Did you mean verify\?\n\nUsage: / },
  {
    args: ['constructor'],
    says: /^handrail: There is no command constructor\.\n\nUsage: /,
  },
  { args: ['runs', '--jsno'], says: /^handrail: Unknown option '--jsno'\. Did you mean --json\?\n\nUsage: / },
  {
    args: ['run', 'a.md', '--timeout', '-5'],
    says: /^handrail: Option '--timeout' argument is ambiguous\.\n\nUsage: handrail run/,
  },
  { args: ['parse'], says: /^handrail: [^\n]+\.\n\nUsage: handrail parse/ },
];

test.each(wrongs)('wrong use: handrail $args', async ({ args, says }) => {
  const { exit, stdout, stderr } = await place.run(args);
  expect([exit, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(says);
});

test('a directory that was removed under the shell is no bug of ours', async () => {
  const gone = ['mkdir gone', 'cd gone', 'rmdir ../gone', `exec "${process.execPath}" "${cli}" runs`].join(
    ' && ',
  );
  const { exitCode, stderr } = await execa('sh', ['-c', gone], { cwd: place.work, reject: false });
  expect([exitCode, stderr]).toEqual([
    5,
    'handrail: The current directory is gone. Go to one that is there.',
  ]);
});

test('standard input is a runbook too, read once, and what never ends is none', async () => {
  const piped = await execa(process.execPath, [cli, 'run', '-'], {
    cwd: place.work,
    env: { HOME: place.home },
    input: '# D\n\n```bash\necho piped\n```\n\n- [ ] look\n',
    reject: false,
  });
  expect(piped.stdout).toContain('\npiped\n');
  expect(piped.stderr).not.toContain('/dev/stdin');
  const again = ['--resume', place.last, '--adopt', 'a mended text'];
  const other = await execa(process.execPath, [cli, 'run', ...again], {
    cwd: place.work,
    env: { HOME: place.home },
    input: '# D\n\n```bash\necho other\n```\n',
    reject: false,
  });
  expect(other.stderr).toContain('/dev/stdin gives its text once.');
  const endless = await place.run(['run', '/dev/zero']);
  expect([endless.exit, endless.stderr]).toEqual([5, expect.stringContaining('/dev/zero does not end.')]);
});
