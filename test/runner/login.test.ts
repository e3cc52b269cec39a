// The shell of a run begins with what the login profile exports, where somebody asks for it; and says what is missing where there is none.
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loginEnvironment } from '../../src/adapters/session/shell/login.ts';
import { sessionStage } from '../../src/runner/session/sessionStage.ts';
import { fence, Place } from './place.ts';

interface Case {
  readonly title: string;
  readonly profile: string;
  readonly has?: Readonly<Record<string, string | undefined>>;
  readonly reason?: RegExp;
}

const cases: readonly Case[] = [
  {
    title: 'what it exports, and what it keeps',
    profile: 'echo welcome\nexport FROM_PROFILE="two\nlines" KEPT="$KEPT more"\nunset LOST\nonly_here=1\n',
    has: {
      FROM_PROFILE: 'two\nlines',
      KEPT: 'me more',
      LOST: undefined,
      only_here: undefined,
      SHLVL: undefined,
    },
  },
  {
    title: 'a profile that changes PATH, redirects and closes what it can',
    profile: 'PATH=/nowhere\nexec 2>&- >/dev/null\nexport A=1\n',
    has: { A: '1', PATH: '/nowhere' },
  },
  { title: 'a profile that leaves something running', profile: 'sleep 0.3 &\nexport A=1\n', has: { A: '1' } },
  {
    title: 'a profile that ends the shell',
    profile: 'exit 3\n',
    reason: /^The login profile ended before it had made an environment/,
  },
];

test.each(cases)('$title', async ({ profile, has, reason }) => {
  const home = fs.mkdtempSync(join(tmpdir(), 'hr-login-'));
  onTestFinished(() => fs.rmSync(home, { recursive: true }));
  fs.writeFileSync(join(home, '.bash_profile'), profile);
  const made = await loginEnvironment({ HOME: home, PATH: process.env['PATH'], KEPT: 'me', LOST: 'me' });
  if (reason !== undefined) {
    expect(made).toMatchObject({ ok: false });
    expect(made.ok ? '' : made.reason).toMatch(reason);
    return;
  }
  if (!made.ok) throw new Error(made.reason);
  const { environment } = made;
  expect(Object.fromEntries(Object.keys(has ?? {}).map(name => [name, environment[name]]))).toEqual(has);
});

test('a run that was asked for it has it, and its log says so; another has neither', async () => {
  const place = new Place(`# L\n\n${fence('# Look\necho "profile: ${FROM_PROFILE-none}"')}\n`);
  fs.writeFileSync(join(place.home, '.bash_profile'), 'export FROM_PROFILE=here\n');
  const viewer = await place.open({ login: true });
  await viewer.runTo('Look', 'passed');
  expect(viewer.step('Look').commands[0]?.output?.tail).toContain('profile: here');
  const [open] = (await place.log()).entries;
  expect(open).toMatchObject({ type: 'open', env: { login: true } });
});

const withoutBash = [
  {
    place: { platform: 'win32', environment: {} },
    reason:
      "Commands need bash, which Windows has only in WSL: install WSL, and open this folder there with VS Code's WSL extension.",
  },
  {
    place: { platform: 'linux', environment: { PATH: '/nowhere:/nor/here' } },
    reason: 'Commands need bash, and no folder of PATH holds it: /nowhere:/nor/here.',
  },
] as const;

test.each(withoutBash)(
  'without a bash no command begins, and one sentence says why: $reason',
  async ({ place, reason }) => {
    const stage = sessionStage({
      directory: '/',
      ...place,
      runbook: 'a.md',
      secrets: () => [],
      snapshotFolder: () => '/',
      background: () => undefined,
      restored: () => undefined,
    });
    const text = {
      attemptId: 'a',
      text: 'true',
      shell: 'bash',
      line: 1,
      run: 'statements',
      environment: {},
    } as const;
    const end = await stage.run(text, { take: () => undefined, stopping: () => undefined });
    expect(end.outcome).toEqual({ kind: 'notStarted', reason });
  },
);
