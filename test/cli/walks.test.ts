import { chmodSync, chownSync, existsSync, globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { bash, Place, systemNode } from './handrail.ts';

beforeAll(provideDist);

describe.concurrent('going on with a run', () => {
  test('after a failure it begins at what failed, and the shell is as it was', async () => {
    const steps = [
      bash('export A=kept', 'cd sub', 'echo one >> ../log'),
      bash('test -e go && echo "$A ${PWD##*/}"'),
    ];
    using place = new Place({ 'a.md': `# D\n${steps.join('')}- [ ] last\n`, 'sub/x': '' });
    expect((await place.run(['run', 'a.md', '--yes'])).exit).toBe(1);
    expect((await place.run(['verify', place.last])).exit).toBe(2);
    place.write('sub/go', '');
    const again = await place.run(['run', '--resume', place.last, '--yes']);
    expect(again.stdout).toContain('\nkept sub\n');
    expect(again.exit, again.stdout).toBe(0);
    expect(place.read('log')).toBe('one\n');
    expect((await place.run(['verify', place.last])).exit).toBe(0);
    expect((await place.run(['run', '--resume', place.last])).exit).toBe(5);
  });

  test('resuming takes missing values, and a value given by name replaces the old one', async () => {
    using place = new Place({ 'a.md': `# D\n${bash('test "$N" = 3', 'echo <who> $N')}` });
    const first = await place.run(['run', 'a.md', '--var', 'N=2']);
    expect(first.exit).toBe(3);
    expect(first.stdout).toContain('who has no value');
    const second = await place.run(['run', '--resume', place.last, '--var', 'who=me']);
    expect(second.exit).toBe(1);
    const third = await place.run(['run', '--resume', place.last, '--var', 'N=3']);
    expect(third.stdout).toContain('\nme 3\n');
    expect(third.exit).toBe(0);
    expect(third.stdout).not.toContain('$ test "$N" = 3\n$ test');
  });

  test('a rollback answers a failure, and the run closes', async () => {
    using place = new Place({
      'a.md': `# D\n## Deploy\n${bash('false')}${bash('echo never')}## Rollback\n${bash('echo back')}`,
    });
    expect((await place.run(['run', 'a.md', '--yes'])).exit).toBe(1);
    const back = await place.run(['run', '--resume', place.last, '--section', 'rollback', '--yes']);
    expect(back.stdout).toContain('\nback\n');
    expect(back.exit, back.stdout).toBe(0);
    expect((await place.run(['verify', place.last])).exit).toBe(0);
  });

  test('steps superseded by a rollback never run after it, nor does the step whose failure it answers', async () => {
    using place = new Place({
      'a.md': `# D\n## Deploy\n${bash('echo tried >> log; false')}${bash('echo forward >> log')}## Rollback\n${bash('test -e go')}`,
    });
    expect((await place.run(['run', 'a.md', '--yes'])).exit).toBe(1);
    const back = ['run', '--resume', place.last, '--section', 'rollback', '--yes'];
    expect((await place.run(back)).exit).toBe(1);
    const path = await place.run(['run', '--resume', place.last, '--yes']);
    expect(path.exit, path.stdout).toBe(3);
    expect(place.read('log')).toBe('tried\n');
    place.write('go', '');
    expect((await place.run(back)).exit).toBe(0);
    expect(place.read('log')).toBe('tried\n');
  });

  test('troubleshooting helps in the middle of a run and leaves it open', async () => {
    using place = new Place({
      'a.md': `# D\n## Deploy\n${bash('test -e fixed')}## Troubleshooting\n${bash('touch fixed')}`,
    });
    expect((await place.run(['run', 'a.md'])).exit).toBe(1);
    const help = await place.run(['run', '--resume', place.last, '--section', 'troubleshooting']);
    expect(help.stdout).toContain('The run is open.');
    expect(help.exit, help.stdout).toBe(0);
    expect((await place.run(['run', '--resume', place.last])).exit).toBe(0);
  });

  test('--only runs one step, --from what follows, and the rest is skipped by name', async () => {
    using place = new Place({
      'a.md': `# D\n${['a', 'b', 'c'].map(name => bash(`touch ${name}`)).join('')}`,
    });
    expect((await place.run(['run', 'a.md', '--only', await stepId(place, 1)])).exit).toBe(0);
    expect(['a', 'b', 'c'].filter(name => place.has(name))).toEqual(['b']);
    expect(place.entries().filter(({ type }) => type === 'step.skipped')).toHaveLength(2);
    expect((await place.run(['run', 'a.md', '--from', await stepId(place, 2)])).exit).toBe(0);
    expect(['a', 'b', 'c'].filter(name => place.has(name))).toEqual(['b', 'c']);
  });
});

async function stepId(place: Place, index: number): Promise<string> {
  const { stdout } = await place.run(['parse', 'a.md', '--json']);
  const runbook = JSON.parse(stdout) as { sections: { steps: { id: string }[] }[] };
  return runbook.sections.flatMap(({ steps }) => steps)[index]?.id ?? '';
}

test('a value that the author does not allow is wrong usage, and nothing runs', async () => {
  const matter = '---\ninputs:\n  ENV:\n    choices: [dev, prod]\n  TAG:\n    pattern: "v[0-9]+"\n---\n';
  using place = new Place({ 'a.md': `${matter}# D\n${bash('echo $ENV $TAG')}` });
  const wrong = await place.run(['run', 'a.md', '--var', 'ENV=qa', '--var', 'TAG=1']);
  expect(wrong.exit).toBe(2);
  expect(wrong.stderr).toMatch(/ENV must be one of dev, prod/);
  expect(place.runs()).toEqual([]);
  expect((await place.run(['run', 'a.md', '--var', 'ENV=dev', '--var', 'TAG=v1'])).exit).toBe(0);
});

describe.concurrent('where a run is kept', () => {
  const runbook = { 'a.md': `# D\n${bash('echo "in ${PWD##*/}"')}` };

  test('the current directory, a git work tree, or where --state says', async () => {
    using place = new Place({ ...runbook, 'repo/sub/a.md': runbook['a.md'] });
    await place.run(['run', 'a.md']);
    expect(place.runs()).toHaveLength(1);
    await execa('git', ['init', '-q', join(place.work, 'repo')]);
    const inside = await place.run(['run', 'a.md'], { cwd: 'repo/sub' });
    expect(inside.stdout).toContain('\nin sub\n');
    expect(place.runs('repo')).toHaveLength(1);
    await place.run(['run', 'a.md', '--state', 'other/place']);
    expect(place.runs('other/place')).toHaveLength(1);
    expect(place.runs()).toHaveLength(1);
  });

  test('our own log never makes the work tree dirty', async () => {
    using place = new Place(runbook);
    const git = (...args: readonly string[]) =>
      execa('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: place.work });
    await git('init', '-q');
    await git('add', '.');
    await git('commit', '-qm', 'x');
    for (const run of [1, 2]) {
      expect((await place.run(['run', 'a.md'])).exit, `run ${run}`).toBe(0);
      expect(place.entries().find(({ type }) => type === 'open')?.['repo']).toMatchObject({ dirty: false });
    }
    place.write('a.md', `${runbook['a.md']}\n`);
    await place.run(['run', 'a.md']);
    expect(place.entries().find(({ type }) => type === 'open')?.['repo']).toMatchObject({ dirty: true });
  });

  test('no HOME, no USER, no git', async () => {
    using place = new Place(runbook);
    const bin = join(place.folder, 'bin');
    mkdirSync(bin);
    await execa('ln', ['-s', '/bin/bash', '/usr/bin/mkfifo', '/bin/stty', bin]);
    const { exit, stdout, stderr } = await place.run(['run', 'a.md'], {
      homeless: true,
      env: { PATH: bin, LC_ALL: 'C', XDG_CONFIG_HOME: place.home, XDG_STATE_HOME: place.home },
    });
    expect(exit, stdout + stderr).toBe(0);
  });

  test.skipIf(process.getuid?.() !== 0 || !existsSync(systemNode))(
    'a place that cannot be written is said',
    async () => {
      using place = new Place(runbook);
      for (const folder of [place.folder, place.work]) chmodSync(folder, 0o755);
      chownSync(place.home, 65534, 65534);
      const { exit, stderr, stdout } = await place.run(['run', 'a.md'], { uid: 65534, node: systemNode });
      expect(exit, stdout + stderr).toBe(5);
      expect(stderr).toMatch(/handrail: .*EACCES|permission/i);
      expect(stderr).not.toMatch(/bug/);
    },
  );

  test('a state folder that is a file is said', async () => {
    using place = new Place({ ...runbook, '.handrail': 'a file' });
    const { exit, stderr } = await place.run(['run', 'a.md']);
    expect(exit).toBe(5);
    expect(stderr).toMatch(/^handrail: .+\n?$/);
  });

  test.skipIf(!existsSync(systemNode))("the machine's own node runs it", async () => {
    using place = new Place(runbook);
    expect((await place.run(['run', 'a.md'], { node: systemNode })).exit).toBe(0);
    expect((await place.run(['verify', place.last], { node: systemNode })).exit).toBe(0);
  });
});

describe.concurrent('ways a run is cut short', () => {
  test('the first SIGINT stops the command, and the run stays open', async () => {
    using place = new Place({ 'a.md': `# D\n${bash('echo one', 'touch begun; sleep 600', 'echo two')}` });
    const child = place.start(['run', 'a.md']);
    await expect.poll(() => place.has('begun')).toBe(true);
    child.kill('SIGINT');
    const { exitCode, stdout } = await child;
    expect(stdout).toContain('Failed: D (stopped).');
    expect(stdout).not.toContain('$ echo two');
    expect(exitCode).toBe(1);
    expect((await place.run(['verify', place.last])).exit).toBe(2);
    expect(place.entries().at(-1)?.type).toBe('sig');
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('%s lets the command tidy up, and leaves', async signal => {
    const tidies = 'bash -c \'trap "echo tidied; exit 1" INT; touch begun; while :; do sleep 0.1; done\'';
    using place = new Place({ 'a.md': `# D\n${bash(tidies)}${bash('echo two')}` });
    const child = place.start(['run', 'a.md']);
    await expect.poll(() => place.has('begun')).toBe(true);
    // A terminal that closes says so twice; by `kill` of its own a child would be killed for good.
    process.kill(child.pid ?? 0, signal);
    process.kill(child.pid ?? 0, signal);
    const { exitCode, stdout } = await child;
    expect(stdout).toContain('tidied');
    expect(stdout).not.toContain('$ echo two');
    expect(exitCode).toBe(1);
    expect((await place.run(['verify', place.last])).exit).toBe(2);
  });

  test('a second SIGINT leaves, whatever the command ignores', async () => {
    using place = new Place({
      'a.md': `# D\n${bash("trap '' INT TERM; touch begun; for i in $(seq 600); do sleep 1; done")}`,
    });
    const child = place.start(['run', 'a.md']);
    await expect.poll(() => place.has('begun')).toBe(true);
    // Two that come at once may be taken for one: a person presses again.
    const presses = setInterval(() => child.kill('SIGINT'), 300);
    const { exitCode } = await child;
    clearInterval(presses);
    expect([1, 3]).toContain(exitCode);
    expect((await place.run(['verify', place.last])).exit).toBe(2);
  });

  test('SIGINT among many short commands is never lost', async () => {
    const lines = Array.from({ length: 400 }, (_, index) => `echo ${index} >> out`);
    // Without the signal it never ends.
    using place = new Place({ 'a.md': `# D\n${bash(...lines, 'until test -e go; do sleep 0.1; done')}` });
    const child = place.start(['run', 'a.md']);
    await expect.poll(() => place.has('out')).toBe(true);
    child.kill('SIGINT');
    const { exitCode } = await child;
    expect([1, 3]).toContain(exitCode);
    place.write('go', '');
    expect((await place.run(['run', '--resume', place.last])).exit).toBe(0);
    expect(new Set(place.read('out').trim().split('\n')).size).toBe(400);
  });

  test('a reader that goes away leaves the run whole', async () => {
    using place = new Place({ 'a.md': `# D\n${bash('echo one', 'sleep 1', 'seq 1 5000', 'touch end')}` });
    const child = place.start(['run', 'a.md']);
    child.stdout.once('data', () => child.stdout.destroy());
    const { exitCode } = await child;
    expect(exitCode).toBe(0);
    expect(place.has('end')).toBe(true);
    expect((await place.run(['verify', place.last])).exit).toBe(0);
  });
});

test('JSON Lines are whole, and the last one has exit and log', async () => {
  using place = new Place({ 'a.md': `# D\n${bash('echo "é\r\n"', 'false')}` });
  const { stdout, exit } = await place.run(['run', 'a.md', '--json']);
  const lines = stdout.split('\n').map(line => JSON.parse(line) as Record<string, unknown>);
  expect(lines.at(-1)).toMatchObject({ type: 'result', kind: 'failed', exit: 1, log: place.last });
  expect(exit).toBe(1);
  expect(lines.slice(0, 3).map(({ type }) => type)).toEqual(['log', 'open', 'context']);
  expect(lines.filter(({ type }) => type === 'sig' || type === 'object')).toEqual([]);
  const printed = lines.filter(({ type }) => type === 'output').map(({ text }) => text);
  expect(printed.join('')).toContain('é');
  expect(lines.filter(({ type }) => type === 'attempt.finished')).toHaveLength(2);
  const again = await place.run(['run', '--resume', place.last, '--json']);
  expect(again.stdout).not.toContain('é');
});

test('the run folder is private to nobody but complete: it verifies under another name and elsewhere', async () => {
  using place = new Place({ 'a.md': `# D\n${bash('echo hi')}` });
  await place.run(['run', 'a.md']);
  const copy = join(place.folder, 'copied');
  await execa('cp', ['-r', join(place.work, '.handrail'), copy]);
  const [run = ''] = globSync(join(copy, 'runs/*/*'));
  await execa('mv', [run, `${run}-renamed`]);
  expect((await place.run(['verify', `${run}-renamed`])).exit).toBe(0);
});
