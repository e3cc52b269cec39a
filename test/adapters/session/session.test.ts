import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanEnvironment } from '../../../src/adapters/session/environment.ts';
import { openHarness, pause, until, withSession } from './harness.ts';

const secret = `p$s "w'rd/+é&< and more`;

test(
  'options last for a block',
  withSession({}, async ({ run, session }) => {
    session.beginBlock();
    await run('set -u; set -o pipefail; set -f');
    expect((await run('echo "$-" | tr -cd uf; set -o | grep pipefail')).output).toBe(
      'fupipefail       \ton\n',
    );
    session.endBlock();
    expect((await run('echo "$-" | tr -cd uf; set -o | grep pipefail')).output).toBe(
      'pipefail       \toff\n',
    );
  }),
);

test.each([
  { interpreter: '/usr/bin/env node', text: 'console.log(process.env.WHO, "here")', shown: 'ops here\n' },
  { interpreter: '/bin/sh -eu', text: 'echo begun; false; echo no', shown: 'begun\n' },
])('a script is read by its interpreter: $interpreter', ({ interpreter, text, shown }) =>
  withSession({}, async ({ run }) => {
    const more = { run: 'block', interpreter, environment: { WHO: 'ops' }, line: 7 } as const;
    expect((await run(`#!${interpreter}\n${text}`, more)).output).toBe(shown);
  })(),
);

test(
  'a statement sees the status of the one before',
  withSession({}, async ({ run }) => {
    await run('(exit 42)');
    expect((await run('echo $?')).output).toBe('42\n');
    await run('set -x; (exit 43)');
    expect((await run('echo $?')).output).toBe('++ echo 43\n43\n');
  }),
);

test(
  'an environment is there for one statement',
  withSession({}, async ({ run }) => {
    await run('OLD=old');
    const environment = { TOKEN: secret, OLD: 'new', EMPTY: '', LINES_OF_IT: 'a\nb\n\n' };
    const shown = await run(
      `printf '<%s>' "$TOKEN" "$OLD" "$EMPTY" "$LINES_OF_IT"; bash -c 'printf %s "$TOKEN"'`,
      { environment },
    );
    expect(Buffer.from(shown.output, 'latin1').toString()).toBe(
      `<${secret}><old>`.replace('old', 'new') + `<><a\nb\n\n>${secret}`,
    );
    expect((await run('echo "${TOKEN-none} $OLD ${EMPTY-none}"')).output).toBe('none old none\n');
  }),
);

test(
  'a readonly variable is not overwritten, and does no harm',
  withSession({}, async ({ run }) => {
    await run('readonly FIXED=1');
    expect((await run('echo "$FIXED"', { environment: { FIXED: '2', OTHER: '3' } })).output).toMatch(
      /FIXED: readonly variable\n1\n$/,
    );
    expect((await run('echo "$FIXED ${OTHER-none}"')).output).toBe('1 none\n');
  }),
);

test(
  'a large value arrives whole',
  withSession({}, async ({ run }) => {
    const LARGE = 'x'.repeat(200_000);
    expect((await run('echo ${#LARGE}', { environment: { LARGE } })).output).toBe('200000\n');
  }),
);

test(
  'names and values that no environment can hold are refused before anything runs',
  withSession({}, async ({ run }) => {
    expect((await run('echo x', { environment: { 'a b': '1' } })).outcome).toMatchObject({
      kind: 'notStarted',
    });
    expect((await run('echo x', { environment: { A: 'b\0c' } })).outcome).toMatchObject({
      kind: 'notStarted',
    });
    expect((await run('echo x')).output).toBe('x\n');
  }),
);

test(
  'one statement at a time',
  withSession({}, async ({ run, session, folder }) => {
    const first = run('until [ -e go ]; do sleep 0.05; done; echo first');
    expect(
      (
        await session.run({
          attemptId: 'x',
          text: 'echo x',
          shell: 'bash',
          line: 1,
          run: 'statements',
          environment: {},
        })
      ).outcome.kind,
    ).toBe('notStarted');
    writeFileSync(join(folder, 'go'), '');
    expect((await first).output).toBe('first\n');
  }),
);

test(
  'a secret is in no file, no argument and no snapshot',
  withSession({ secrets: () => [secret] }, async ({ run, shows, folder }) => {
    const running = run(
      'keep=$TOKEN; list=("$TOKEN"); f() { echo "$TOKEN"; }; echo set; until [ -e go ]; do sleep 0.05; done',
      {
        environment: { TOKEN: secret },
        variables: { OTHER: secret },
      },
    );
    await shows('set');
    const listed = execFileSync('ps', ['-A', '-ww', '-o', 'args='], { encoding: 'utf8' });
    expect(listed).not.toContain('and more');
    writeFileSync(join(folder, 'go'), '');
    await running;
    await until(() => readdirSync(join(folder, 'state')).includes('session.json'));
    await pause(100);
    const found = spawnSync('grep', ['-rlF', '-e', 'and more', '-e', "w'rd", folder], { encoding: 'utf8' });
    expect(found).toMatchObject({ status: 1, stdout: '' });
    expect(readFileSync(join(folder, 'state', 'session.json'), 'utf8')).toContain(
      '"missing":["OTHER","keep","list"]',
    );
  }),
);

test(
  'its folder is private and goes with it',
  withSession({}, async ({ folder, run, session }) => {
    await run('true');
    const work = join(folder, 'session');
    expect(statSync(work).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(join(work, '0'))) {
      const { mode, size } = statSync(join(work, '0', name));
      // One the shell makes by itself, as a sign; it holds nothing.
      expect(name === 'over' ? size : mode & 0o077).toBe(0);
    }
    await session.close();
    expect(readdirSync(folder)).not.toContain('session');
  }),
);

test(
  'output is held back when nobody takes it',
  withSession({}, async ({ folder }) => {
    let taken = 0;
    let gate = new Gate();
    const slow = await openHarness({
      cwd: folder,
      output: async (_, bytes) => {
        taken += bytes.length;
        await gate.opened;
      },
    });
    const running = slow.run('head -c 32000000 /dev/zero');
    await until(() => taken > 1_000_000);
    await pause(500);
    expect(taken).toBeLessThan(6_000_000);
    gate.open();
    await running;
    expect(taken).toBe(32_000_000);
    // A shell that goes while its output is held back: the terminal closes soon after.
    taken = 0;
    gate = new Gate();
    setTimeout(() => gate.open(), 700);
    await slow.run('exec head -c 8000000 /dev/zero');
    expect(taken).toBe(8_000_000);
    await slow.close();
  }),
);

test(
  'the terminal has the size it is given',
  withSession({ columns: 77, rows: 11 }, async ({ run, session }) => {
    expect((await run('stty size')).output).toBe('11 77\n');
    session.resize(100, 40);
    expect((await run('stty size')).output).toBe('40 100\n');
    await run('exit 1');
    expect((await run('stty size')).output).toBe('40 100\n');
  }),
);

test('a bash that is not there is said', async () => {
  await expect(openHarness({ bash: '/nonexistent/bash' })).rejects.toThrow(/bash ended with/);
});

test(
  'close ends what runs, and leaves no process',
  withSession({}, async harness => {
    await harness.run('sleep 60 & echo $! >job');
    const running = harness.run(
      `echo "pid $$"; trap 'echo trapped >trapped' EXIT; "$PROGRAMS/ignores-term.sh"`,
    );
    await harness.shows('running');
    await harness.session.close();
    expect((await running).outcome).toEqual({ kind: 'stopped' });
    const pid = /pid (\d+)/.exec((await running).output)?.[1] ?? '';
    const job = readFileSync(join(harness.folder, 'job'), 'utf8').trim();
    await until(() => !alive(pid) && !alive(job));
    expect(readFileSync(join(harness.folder, 'trapped'), 'utf8')).toBe('trapped\n');
    expect((await harness.run('echo x')).outcome.kind).toBe('notStarted');
  }),
);

test(
  'no zombie is left by shells that were replaced',
  withSession({}, async ({ run }) => {
    const pids: string[] = [];
    for (const end of ['exit 1', 'kill -9 $$', 'exec true'])
      pids.push(/\d+/.exec((await run(`echo $$; ${end}`)).output)?.[0] ?? '');
    await until(() => pids.every(pid => !alive(pid)));
  }),
);

test('the environment is cleaned', () => {
  const given = {
    PATH: '/bin',
    PS1: 'x',
    PROMPT_COMMAND: 'x',
    BASH_ENV: 'x',
    ENV: 'x',
    SHELLOPTS: 'xtrace',
    ELECTRON_RUN_AS_NODE: '1',
    VSCODE_PID: '1',
    NODE_OPTIONS: 'x',
    HISTFILE: 'x',
    PAGER: 'less',
    KUBECONFIG: 'k',
    'BASH_FUNC_ls%%': '() { :; }',
    GONE: undefined,
  };
  expect(cleanEnvironment(given)).toEqual({
    PATH: '/bin',
    KUBECONFIG: 'k',
    TERM: 'xterm-256color',
    PAGER: 'cat',
    GIT_PAGER: 'cat',
    MANPAGER: 'cat',
    SYSTEMD_PAGER: 'cat',
    GH_PAGER: 'cat',
    BAT_PAGER: '',
    AWS_PAGER: '',
  });
});

class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>(resolve => {
    this.open = resolve;
  });
}

/** A zombie is found too: it still has an entry. */
function alive(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8') !== '';
  } catch {
    return false;
  }
}
