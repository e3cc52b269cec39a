import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import { Place } from './handrail.ts';

beforeAll(provideDist);

test('a team is founded, changed and shown; what is not possible is said', async () => {
  using place = new Place();
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(place.folder, 'bob')]);
  const key = join(place.folder, 'bob.pub');
  expect((await place.run(['roster'])).stdout).toContain('There is no roster here');
  const reason = ['--reason', 'the team'];
  const made = await place.run(['roster', 'add', 'bob@corp', key, '--role', 'approver,dba', ...reason]);
  expect([made.exit, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toMatch(/^Version 1 of .* signed by \S+: .*roster\.jsonl\n {2}the team\n/);
  expect(made.stdout).toContain('bob@corp: approver, dba\n  ssh-ed25519 ');
  expect(made.stdout).toContain('Commit it and let it reach your base branch');
  const refused: readonly (readonly [readonly string[], number, string])[] = [
    [['add', 'bob@corp', key], 2, 'needs --role'],
    [['add', 'carol@corp', 'nothing', '--role', 'dba'], 1, 'neither a public key nor the file of one'],
    [
      ['add', 'carol@corp', key, '--role', 'dba'],
      1,
      "That key is bob@corp's already, and a key speaks for one person.",
    ],
    [['role', 'bob@corp', 'DBA'], 1, 'is no role'],
    [['role', 'carol@corp', 'dba'], 1, 'is not in the roster'],
    [['quorum', '2'], 1, 'a change needs 2 admins, and there would be 1. Make somebody else one first'],
    [['add', 'bob@corp'], 2, 'roster add takes NAME and KEY.'],
    [['sign'], 1, 'Nothing waits'],
    [['stolen', key], 2, 'since when may somebody else have the key?'],
    [['quorum', '1', '--since', '2026-01-01'], 2, '--since belongs to roster stolen'],
    [['stolen', key, '--since', 'yesterday'], 1, '--since is no time: yesterday'],
    [['elect'], 2, 'roster takes'],
  ];
  for (const [words, exit, says] of refused) {
    const ran = await place.run(['roster', ...words]);
    expect([ran.exit, ran.stderr]).toEqual([exit, expect.stringContaining(says)]);
  }
  const stolen = await place.run(['roster', 'stolen', key, '--since', '2026-01-02']);
  expect(stolen.stdout).toMatch(/Stolen, .* since 2026-01-02T00:00:00\.000Z\n {2}ssh-ed25519 /);
  expect(stolen.stdout).not.toContain('bob@corp: ');
  // Nothing makes it later, and nobody can be given that key again.
  const later = await place.run(['roster', 'stolen', key, '--since', '2026-02-02', '--json']);
  expect(JSON.parse(later.stdout)).toMatchObject({
    inForce: { compromised: [{ since: Date.UTC(2026, 0, 2) }] },
  });
  const again = await place.run(['roster', 'add', 'bob@corp', key, '--role', 'dba']);
  expect([again.exit, again.stderr]).toEqual([
    1,
    expect.stringContaining('That key was reported stolen and stays so.'),
  ]);
  expect(place.read('.handrail/trust/allowed_signers')).toMatch(/bob@corp .*valid-before="20260102000000Z"/);
  const other = execFileSync('ssh-keygen', [
    '-q',
    '-t',
    'ed25519',
    '-N',
    '',
    '-f',
    join(place.folder, 'new'),
  ]);
  expect(String(other)).toBe('');
  expect(
    (await place.run(['roster', 'add', 'bob@corp', join(place.folder, 'new.pub'), '--role', 'dba'])).exit,
  ).toBe(0);
  expect((await place.run(['roster', 'remove', 'bob@corp'])).exit).toBe(0);
  expect(place.read('.handrail/trust/allowed_signers')).toMatch(/bob@corp .*valid-before/);
  const path = join(place.work, '.handrail/trust/roster.jsonl');
  writeFileSync(path, `${readFileSync(path, 'utf8').split('\n').slice(0, 2).join('\n')}\n`);
  const rolledBack = await place.run(['roster']);
  expect([rolledBack.exit, rolledBack.stderr]).toEqual([3, expect.stringContaining('rolled back')]);
});
