import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { Terminal } from './atTerminal.ts';
import { bash, Place } from './handrail.ts';

// A person at a real terminal: what is asked, what is typed, and what must not be echoed.

beforeAll(provideDist);

test('what is taken away is named by who is there; the look before it comes first', async () => {
  using place = new Place({
    'g.md': `# G\n${bash('ls one', 'rm -r one', 'rm -r two')}\n`,
    'one/x': '',
    'two/x': '',
  });
  const terminal = new Terminal(place, ['run', 'g.md']);
  await terminal.answer('Guarded because of rm -r. Type one to run it', 'one\r');
  await terminal.answer('Guarded because of rm -r. Type two to run it', 'twp\r');
  await terminal.answer(/That is twp\. It must be two\..*Type two to run it/s, 'twq\r');
  expect(await terminal.exit, terminal.seen).toBe(3);
  const why = 'That is twq. It must be two. What stands above line 5 was run, and nothing more.';
  expect(terminal.seen).toContain(why);
  expect(['one', 'two'].map(name => existsSync(join(place.work, name)))).toEqual([false, true]);
});

test('nobody is asked for a name under --yes, but for what the team lists', async () => {
  using place = new Place({
    'g.md': `# G\n${bash('rm -r one')}\n`,
    'one/x': '',
    'listed/.handrail/config.yaml': 'policy:\n  guard: [delete]\n',
    'listed/g.md': `# G\n${bash('rm -r one')}\n`,
  });
  const open = new Terminal(place, ['run', 'g.md', '--yes']);
  expect(await open.exit, open.seen).toBe(0);
  const held = await place.run(['run', 'listed/g.md', '--yes']);
  expect([held.exit, held.stdout]).toEqual([3, expect.stringContaining('--confirm one')]);
  mkdirSync(join(place.work, 'one'));
  expect((await place.run(['run', 'listed/g.md', '--yes', '--confirm', 'one'])).exit).toBe(0);
});

test('values and judgements are asked for, and a secret is not echoed', async () => {
  using place = new Place({
    'a.md': `# D\n${bash('echo "<pod-name> ${#API_TOKEN}"', '# Expected: something good')}\n\nText.\n\n- [ ] look around\n`,
  });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('pod-name (pod name): ', 'pod-1\r');
  await terminal.answer('API_TOKEN: ', 'hidden-value\r');
  await terminal.answer('Is this what the runbook expects? [y/N] ', 'y\r');
  await terminal.answer('Done? [y/N] ', 'y\r');
  expect(await terminal.exit, terminal.seen).toBe(0);
  expect(terminal.seen).toContain('pod-1 12');
  expect(terminal.seen).not.toContain('hidden-value');
  expect(place.everything()).not.toContain('hidden-value');
});

test('a question does not overwrite the last output line if that has no line ending', async () => {
  using place = new Place({ 'a.md': `# D\n${bash("printf 'balance: 42'", '# Expected: something good')}` });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('Is this what the runbook expects? [y/N] ', 'y\r');
  expect(await terminal.exit, terminal.seen).toBe(0);
  expect(terminal.seen).toMatch(/balance: 42\r?\n\W*\[1G/);
});

test('what a command asks is answered at the keyboard', async () => {
  using place = new Place({ 'a.md': `# D\n${bash('read -p "name? " n', 'echo "hello $n"', 'stty size')}` });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('\nname? ', 'kim\r');
  expect(await terminal.exit, terminal.seen).toBe(0);
  expect(terminal.seen).toContain('hello kim');
  // As large as the operator's own, so that what draws a screen fits it.
  expect(terminal.seen).toContain('\n24 200');
});

test('a value that cannot be taken is asked for again, with what may be typed', async () => {
  const inputs =
    'inputs:\n  stage:\n    choices: [test, live]\n  batch:\n    type: number\n    example: 500\n';
  using place = new Place({
    'a.md': `---\n${inputs}---\n# D\n${bash('echo "<stage> by <batch>"')}\n`,
  });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('stage (one of test, live): ', 'production\r');
  await terminal.answer(/stage must be one of test, live\..*stage \(/s, 'live\r');
  await terminal.answer('batch (like 500): ', 'many\r');
  await terminal.answer(/must be a number, such as 3 or 0\.5\..*batch \(/s, '500\r');
  expect(await terminal.exit, terminal.seen).toBe(0);
  expect(terminal.seen).toContain('live by 500');
});

test('no answer leaves the run open', async () => {
  using place = new Place({ 'a.md': `# D\n${bash('echo <pod-name>')}` });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('pod-name (pod name): ', '\r');
  expect(await terminal.exit, terminal.seen).toBe(3);
});

/** A shell with a prompt by which it is known to be there; the command itself does not read so. */
const opens = "PS1='inn''er> ' WHO=inner bash --norc";

test('commands for a nested shell are announced, typed by hand, asked about, and never run in the session', async () => {
  using place = new Place({
    'a.md': `# D\n${bash('HERE=top', opens, 'echo "in ${WHO:-none}"; touch there', 'exit', 'echo "back in ${WHO:-none} of $HERE"')}`,
  });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('inner> ', 'echo "by $WHO"\r');
  expect(terminal.seen).toContain('is meant for the shell that is opened now');
  await terminal.answer('by inner', 'exit\r');
  await terminal.answer('Done in that shell, as the runbook expects? [y/N] ', 'y\r');
  await expect.poll(() => terminal.seen.split('Done in that shell').length, { timeout: 20_000 }).toBe(3);
  await terminal.answer('exit\r\nDone in that shell', 'y\r');
  expect(await terminal.exit, terminal.seen).toBe(0);
  expect(terminal.seen).toContain('back in none of top');
  expect(existsSync(join(place.work, 'there'))).toBe(false);
}, 60_000);

test('a nested shell that exited non-zero is not opened again for commands already judged', async () => {
  using place = new Place({
    'a.md': `# D\n${bash('echo x >>opened', opens, 'false', 'exit', 'echo "back in ${WHO:-none}"')}`,
  });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('inner> ', '(exit 3)\r');
  await terminal.answer(/inner> .*inner> /s, 'exit\r');
  await terminal.answer('ended with exit code 3, which may be normal for it', 'y\r');
  await terminal.answer(/false\r\nDone in that shell, as the runbook expects\? \[y\/N\] /, 'y\r');
  await terminal.answer(/exit\r\nDone in that shell/, 'y\r');
  expect(await terminal.exit, terminal.seen).toBe(0);
  expect(terminal.seen).toContain('back in none');
  expect(terminal.seen.split('meant for the shell that is opened now')).toHaveLength(2);
}, 60_000);

test('what is meant for another shell and was not done there leaves the run open', async () => {
  using place = new Place({ 'a.md': `# D\n${bash(opens, 'touch there')}` });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('inner> ', 'exit\r');
  await terminal.answer('Done in that shell, as the runbook expects? [y/N] ', 'n\r');
  expect(await terminal.exit, terminal.seen).toBe(3);
  expect(terminal.seen).toContain('is meant for the shell that was left, and is not done');
  expect(existsSync(join(place.work, 'there'))).toBe(false);
}, 60_000);

test('Ctrl-C in another shell is for what runs there', async () => {
  using place = new Place({ 'a.md': `# D\n${bash(opens)}${bash('echo after')}` });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('inner> ', 'echo be""gun; sleep 600\r');
  await terminal.answer('begun', '\u0003');
  await expect.poll(() => terminal.seen.split('inner> ').length, { timeout: 20_000 }).toBe(3);
  await terminal.answer('inner> ', 'echo still ""here; exit 0\r');
  expect(await terminal.exit, terminal.seen).toBe(0);
  expect(terminal.seen).toContain('still here');
  expect(terminal.seen).toContain('\nafter');
}, 60_000);

test('a killed run resumes with its shell restored, and asks about the unknown outcome', async () => {
  using place = new Place({
    'a.md': `# D\n${bash('export KEPT=yes')}${bash('echo begun >begun; sleep 600')}${bash('echo "kept ${KEPT:-no}"')}`,
  });
  const killed = new Terminal(place, ['run', 'a.md']);
  await expect.poll(() => existsSync(join(place.work, 'begun')), { timeout: 20_000 }).toBe(true);
  killed.kill();
  await killed.exit;
  const unsaid = new Terminal(place, ['run', '--resume', place.last]);
  await unsaid.answer('What happened (finished, failed, or again to run it once more): ', '\r');
  expect(await unsaid.exit, unsaid.seen).toBe(3);
  const resumed = new Terminal(place, ['run', '--resume', place.last]);
  await resumed.answer('What happened (finished, failed, or again to run it once more): ', 'finished\r');
  await resumed.answer('How do you know: ', 'the file is there\r');
  expect(await resumed.exit, resumed.seen).toBe(0);
  expect(resumed.seen).toContain('\nkept yes');
  expect((await place.run(['verify', place.last])).exit).toBe(0);
}, 90_000);

test('Ctrl-C ends what does not end by itself, and the walk goes on', async () => {
  using place = new Place({
    'a.md': `# D\n${bash('echo watching; tail -f /dev/null')}${bash('echo after')}`,
  });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await terminal.answer('\nwatching', '\u0003');
  expect(await terminal.exit, terminal.seen).toBe(0);
  expect(terminal.seen).toContain('\nafter');
});

test('a closed terminal ends it too, and nothing that stands behind it runs', async () => {
  using place = new Place({
    'a.md': `# D\n${bash('echo watching; tail -f /dev/null', 'touch after')}${bash('touch after')}`,
  });
  const terminal = new Terminal(place, ['run', 'a.md']);
  await expect.poll(() => terminal.seen).toContain('\nwatching');
  terminal.kill('SIGTERM');
  expect(await terminal.exit, terminal.seen).toBe(3);
  expect(place.has('after')).toBe(false);
  expect((await place.run(['verify', place.last])).exit).toBe(2);
});

/** A question that is left, and the entry that an answer to it would make. */
const questions = [
  {
    at: 'a judgement',
    runbook: bash('echo fine', '# Expected: something good'),
    question: 'Is this what the runbook expects?',
    entry: 'judged',
  },
  {
    at: 'what is to become of background commands',
    runbook: bash('sleep 471 &'),
    question: 'End it?',
    entry: 'seal',
  },
  {
    at: 'what is to become of several',
    runbook: bash('sleep 471 &', 'sleep 472 &'),
    question: 'End them?',
    entry: 'seal',
  },
] as const;

const ways = [
  { how: 'Ctrl-C', leave: (terminal: Terminal, question: string) => terminal.answer(question, '\u0003') },
  ...['SIGHUP', 'SIGTERM'].map(how => ({
    how,
    leave: async (terminal: Terminal, question: string) => {
      await expect.poll(() => terminal.seen, { timeout: 20_000 }).toContain(question);
      terminal.kill(how);
    },
  })),
];

test.each(ways.flatMap(way => questions.map(question => ({ ...way, ...question }))))(
  '$how at $at answers nothing: the run stays open, and goes on',
  async ({ leave, runbook, question, entry }) => {
    using place = new Place({ 'a.md': `# D\n${runbook}` });
    const terminal = new Terminal(place, ['run', 'a.md']);
    await leave(terminal, question);
    expect(await terminal.exit, terminal.seen).toBe(3);
    expect(place.entries().map(({ type }) => type)).not.toContain(entry);
    const again = new Terminal(place, ['run', '--resume', place.last]);
    if (entry === 'judged') await again.answer(question, 'y\r');
    expect(await again.exit, again.seen).toBe(0);
  },
);

test.skipIf(spawnSync('which', ['ssh-keygen']).status !== 0)(
  'a key with a passphrase asks at the beginning and at the end, and can sign the end later',
  async () => {
    using place = new Place({ 'a.md': `# D\n${bash('echo hello')}` });
    const path = join(place.home, '.ssh/id_ed25519');
    mkdirSync(join(place.home, '.ssh'), { mode: 0o700 });
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-a', '1', '-N', 'swordfish', '-f', path]);
    const terminal = new Terminal(place, ['run', 'a.md']);
    await terminal.answer('Enter passphrase', 'swordfish\r');
    await expect.poll(() => terminal.seen.split('Enter passphrase').length).toBe(3);
    await terminal.answer('hello', 'not this one\r');
    expect(await terminal.exit, terminal.seen).toBe(0);
    expect(terminal.seen).not.toContain('swordfish');
    expect((await place.run(['verify', place.last])).exit).toBe(2);
    expect((await place.run(['keys', 'sign', place.last])).exit).toBe(1);
    const later = new Terminal(place, ['keys', 'sign', place.last]);
    await later.answer('Enter passphrase', 'swordfish\r');
    expect(await later.exit, later.seen).toBe(0);
    expect((await place.run(['verify', place.last])).exit).toBe(0);
  },
);
