import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../../../scripts/project.ts';
import { temporaryFolder } from '../kit.ts';
import { Team } from './team.ts';

// What git makes of a log on its way to a machine that verifies it.

/** The documented lines that put outputs into git. */
const keepOutputs =
  /^ {6}(sed -i .*)$/m.exec(fs.readFileSync(join(root, 'docs/ci.md'), 'utf8'))?.[1] ?? 'false';

interface Clone {
  readonly name: string;
  /** In the repository, before it is cloned. */
  readonly before?: (team: Team) => void;
  /** How it is cloned, and what is done in the clone. */
  readonly options?: readonly string[];
  readonly after?: (team: Team, clone: string) => void;
  readonly exit: number;
  readonly says?: string;
}

function withOutputs(team: Team): void {
  team.shell(keepOutputs);
  team.commit('outputs');
}

const clones: readonly Clone[] = [
  { name: 'outputs that git was told to leave out', exit: 1, says: 'this copy was made without outputs' },
  { name: 'outputs that are in git', before: withOutputs, exit: 0 },
  { name: 'a shallow clone', before: withOutputs, options: ['--depth', '1'], exit: 0 },
  {
    name: 'a sparse checkout without outputs',
    before: withOutputs,
    options: ['--no-checkout'],
    after: (team, clone) => {
      team.gitIn(clone, 'sparse-checkout', 'set', '--no-cone', '/*', '!objects/');
      team.gitIn(clone, 'checkout', '-q');
    },
    exit: 1,
    says: 'or a checkout is sparse',
  },
  {
    name: 'one output deleted from the clone',
    before: withOutputs,
    after: (team, clone) => {
      const [one = ''] = fs.globSync(join(clone, `.handrail/runs/*/${team.name(team.sealed)}/objects/*/*`));
      fs.rmSync(one);
    },
    exit: 1,
    says: 'is missing',
  },
  {
    name: 'pointers of git LFS in the place of outputs',
    before: withOutputs,
    after: (team, clone) => {
      for (const one of fs.globSync(join(clone, `.handrail/runs/*/${team.name(team.sealed)}/objects/*/*`)))
        fs.writeFileSync(one, 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n');
    },
    exit: 1,
    says: 'was changed after it was written',
  },
];

describe('a clone', () => {
  test.for(clones)('$name: exit $exit', async ({ before, options = [], after, exit, says = '' }) => {
    const team = await new Team().begin();
    before?.(team);
    const clone = join(temporaryFolder(), 'clone');
    team.gitIn(team.machine.home, 'clone', '-q', ...options, `file://${team.work}`, clone);
    after?.(team, clone);
    const folder = join(clone, '.handrail/runs', '2026', team.name(team.sealed));
    const year = fs.readdirSync(join(clone, '.handrail/runs'))[0] ?? '2026';
    const { exit: got, worst } = await team.machine.verify(folder.replace('/2026/', `/${year}/`));
    expect([got, worst?.sentence ?? '']).toEqual([exit, expect.stringContaining(says)]);
  });

  test('two who go on with one log are a conflict, also where a team merges by lines', async () => {
    const team = await new Team().begin();
    fs.writeFileSync(join(team.work, '.gitattributes'), '* merge=union\n');
    team.commit('union');
    team.git('checkout', '-q', '-b', 'theirs');
    const path = fs.globSync(join(team.open, '*.jsonl'))[0] ?? '';
    fs.appendFileSync(path, '{"theirs":1}\n');
    team.commit('theirs');
    team.git('checkout', '-q', '-');
    const before = fs.readFileSync(path);
    fs.appendFileSync(path, '{"ours":1}\n');
    team.commit('ours');
    expect(() => team.git('merge', '-q', 'theirs')).toThrow();
    expect(team.git('status', '--porcelain')).toMatch(/^UU .*\.jsonl$/m);
    expect(fs.readFileSync(path, 'utf8')).toBe(`${before.toString('utf8')}{"ours":1}\n`);
  });
});
