import { chmodSync, chownSync, existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { provideDist } from '../built.ts';
import { bash, Place, systemNode } from './handrail.ts';

beforeAll(provideDist);

const runbook = `# D\n${bash('echo some output')}`;

interface Case {
  readonly name: string;
  /** The folder's name. */
  readonly folder: string;
}

const cases: readonly Case[] = [
  {
    name: 'a leading dash, spaces, quotes, a dollar and letters of other scripts',
    folder: `- it's "my  $HOME" ünï 変更`,
  },
  { name: 'nothing but that of an option', folder: '--signers' },
];

describe('a folder whose name has', () => {
  test.concurrent.each(cases)('$name', async ({ folder }) => {
    using place = new Place({ [`${folder}/a.md`]: runbook });
    const inside = { cwd: folder };
    expect((await place.run(['run', 'a.md'], inside)).exit).toBe(0);
    const [run = ''] = place.runs(folder);
    const near = relative(place.work, run);
    const key = await place.run(['keys', 'export', '--principal', 'tester@corp'], inside);
    expect(key.exit).toBe(0);
    place.write(`${folder}/-signers`, `${key.stdout}\n`);
    const signers = `--signers=${folder}/-signers`;
    for (const args of [
      ['verify', signers, '--', near],
      ['verify', '--', folder],
      ['report', '--', near],
    ]) {
      const { exit, stdout, stderr } = await place.run(args);
      expect([exit, stderr], `${args.join(' ')}: ${stdout}`).toEqual([0, '']);
    }
    const { exitCode, stdout } = await execa(
      'python3',
      [join(root, 'docs/verify.py'), near, '--signers', `${folder}/-signers`],
      { cwd: place.work, reject: false },
    );
    expect([exitCode, stdout.split('\n').at(-1)]).toEqual([0, 'verified']);
  });
});

function everything(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name));
}

test.skipIf(process.getuid?.() !== 0 || !existsSync(systemNode))(
  'a run that can be read and not written, by somebody who can write nowhere',
  async () => {
    using place = new Place({ 'a.md': runbook });
    expect((await place.run(['run', 'a.md'])).exit).toBe(0);
    for (const path of [place.folder, place.work, place.home, ...everything(place.work)]) {
      chownSync(path, 0, 0);
      chmodSync(path, 0o555);
    }
    const options = { uid: 65534, node: systemNode };
    for (const args of [['verify', place.last], ['verify', '.'], ['report', place.last], ['runs']]) {
      const { exit, stdout, stderr } = await place.run(args, options);
      expect([exit, stderr], `${args.join(' ')}: ${stdout}`).toEqual([0, '']);
    }
  },
);
