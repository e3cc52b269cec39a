import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { listRuns } from '../../src/adapters/review/otherRuns.ts';
import { waitingHere } from '../../src/adapters/review/waiting.ts';
import { provideDist } from '../built.ts';
import { bash, Place, type Ran } from './handrail.ts';

beforeAll(provideDist);

const runbook = `---
approvals:
  - by: dba
    at: 2. Migrate
---
# Release

## 1. Look

${bash('echo looking')}

## 2. Migrate

${bash('echo migrating; touch migrated')}
`;

/** A place with a team: the tester operates, bob is a dba, carol is not. */
class Team extends Place {
  async found(): Promise<this> {
    for (const [name, role] of [
      ['bob', 'dba'],
      ['carol', 'operator'],
    ] as const) {
      const ssh = join(this.folder, name, '.ssh');
      mkdirSync(ssh, { recursive: true });
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(ssh, 'id_ed25519')]);
      const key = join(ssh, 'id_ed25519.pub');
      expect((await this.run(['roster', 'add', `${name}@corp`, key, '--role', role])).exit).toBe(0);
    }
    return this;
  }

  as(name: string, args: readonly string[]): Promise<Ran> {
    return this.run(args, { env: { HOME: join(this.folder, name) } });
  }

  /** Whom the list of runs tells that they are waited for. */
  async waiting(): Promise<readonly string[]> {
    const said = ['home', 'bob', 'carol'].map(async name => {
      const environment = { ...process.env, HOME: join(this.folder, name), GIT_CONFIG_NOSYSTEM: '1' };
      const found = await waitingHere(listRuns(join(this.work, '.handrail')), environment);
      return found.map(({ wants }) => `${name}: ${wants}`);
    });
    return (await Promise.all(said)).flat();
  }
}

const saidOf = ({ exit, stderr }: Ran): readonly unknown[] => [exit, stderr];

test('a step waits for a person, goes on once they have signed, and the log shows it', async () => {
  using team = await new Team({ 'm.md': runbook }).found();
  const asked = await team.run(['run', 'm.md', '--yes']);
  expect([asked.exit, team.has('migrated')]).toEqual([3, false]);
  expect(asked.stdout).toMatch(
    /"2\. Migrate" \(line \d+\): dba is asked to approve it until \S+Z\. Commit and push .*: handrail approve \.handrail\/runs\/\S+ \(or send them what this prints: handrail approve \S+ --copy\)\./,
  );
  const log = team.last;
  for (const [to, why] of [
    ['bob@corp', 'bob@corp is no operator in the roster'],
    ['bob', 'nobody is called bob in the roster'],
  ] as const) {
    const offer = await team.run(['handover', log, '--note', 'my shift is over', '--to', to]);
    expect([offer.exit, offer.stderr]).toEqual([1, expect.stringContaining(`Nothing was offered: ${why}`)]);
  }
  expect(await team.waiting()).toEqual(['bob: approval']);
  expect((await team.run(['runs'])).stdout).toContain('asks for dba');
  expect(saidOf(await team.run(['approve', log, '--yes']))).toEqual([
    1,
    expect.stringContaining('nobody approves their own: somebody else with the role dba has to'),
  ]);
  expect(saidOf(await team.as('carol', ['approve', log, '--yes']))).toEqual([
    1,
    expect.stringMatching(/Your key \S+ may not approve: .* handrail roster add NAME KEY --role dba/),
  ]);
  const unread = await team.as('bob', ['approve', log]);
  expect([unread.exit, unread.stderr]).toEqual([3, expect.stringContaining('Nothing was answered')]);
  expect(unread.stdout).toMatch(
    /^What would run, once each:\n\n== 2\. Migrate\n\$ echo migrating; touch migrated\n\nWhere: on /,
  );
  // Without a repository between them: both ways as a text.
  const request = (await team.run(['approve', log, '--copy'])).stdout;
  const answer = await team.as('bob', ['approve', request, '--yes', '--reason', 'go']);
  const [token = ''] = /handrail-answer:\S+/.exec(answer.stdout) ?? [];
  expect([answer.exit, answer.stderr, token.length > 100]).toEqual([0, '', true]);
  const waits = await team.run(['run', '--resume', log, '--yes']);
  expect([waits.exit, team.has('migrated')]).toEqual([3, false]);
  const wrong = await team.run(['run', '--resume', log, '--yes', '--answer', token.slice(0, -9)]);
  expect([wrong.exit, wrong.stdout]).toEqual([3, expect.stringContaining('holds no answer')]);
  const done = await team.run(['run', '--resume', log, '--yes', '--answer', token]);
  expect([done.exit, team.has('migrated')]).toEqual([0, true]);
  const verified = await team.run(['verify', log]);
  expect([verified.exit, verified.stdout]).toEqual([
    0,
    expect.stringContaining('POLICY: every command behind a gate ran with an approval that holds.'),
  ]);
  const trust = ['--signers', 'allowed_signers', '--roster', 'roster.jsonl'].map(word =>
    word.startsWith('--') ? word : join(team.work, '.handrail/trust', word),
  );
  execFileSync('python3', [join(root, 'docs/verify.py'), log, ...trust]);
  const { stdout } = await team.run(['report', log]);
  expect(stdout).toContain('bob@corp approved (go).');
});

test('a refusal keeps the gate closed; a policy can let the operator break the glass with a reason', async () => {
  using team = await new Team({
    'm.md': `# M\n\n${bash('rm -rf ./gone')}`,
    '.handrail/config.yaml': 'policy:\n  approvals: [{ role: dba, at: risky }]\n',
  }).found();
  mkdirSync(join(team.work, 'gone'));
  expect((await team.run(['run', 'm.md', '--yes'])).exit).toBe(3);
  const log = team.last;
  expect((await team.as('bob', ['approve', log, '--deny'])).exit).toBe(2);
  const said = await team.as('bob', ['approve', log, '--deny', '--yes', '--reason', 'wait for the replay']);
  expect(said.exit).toBe(0);
  expect(await team.waiting()).toEqual([]);
  const refused = await team.run(['run', '--resume', log, '--yes']);
  expect([refused.exit, refused.stdout]).toEqual([
    3,
    expect.stringMatching(
      /bob@corp refused this: wait for the replay\. .* handrail run --resume \S+ --ask-again/,
    ),
  ]);
  const glass = ['run', '--resume', log, '--yes', '--break-glass', 'the disk is full'];
  expect((await team.run(glass)).stdout).toContain('lets nobody go on here without an approval');
  // An answer that is copied, or brought from another run, opens nothing.
  const again = await team.run(['run', '--resume', log, '--yes', '--ask-again']);
  expect([again.exit, again.stdout]).toEqual([3, expect.stringContaining('dba is asked')]);
  expect(existsSync(join(team.work, 'gone'))).toBe(true);
  writeFileSync(
    join(team.work, '.handrail/config.yaml'),
    'policy:\n  approvals: [{ role: dba, at: risky }]\n  breakGlass: true\n',
  );
  const broken = await team.run(glass);
  expect([broken.exit, existsSync(join(team.work, 'gone'))]).toEqual([0, false]);
  const verified = await team.run(['verify', log]);
  expect([verified.exit, verified.stdout]).toEqual([
    0,
    expect.stringContaining('went on without an approval: the disk is full'),
  ]);
  // The refusal cannot be made to vanish.
  for (const path of globSync(join(log, 'answer-*'))) {
    expect(readFileSync(path, 'utf8')).toContain('wait for the replay');
    rmSync(path);
  }
  expect((await team.run(['verify', log])).exit).toBe(1);
});
