import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { listRuns } from '../../src/adapters/review/otherRuns.ts';
import { waitingHere } from '../../src/adapters/review/waiting.ts';
import { provideDist } from '../built.ts';
import { bash, Place, type Ran } from './handrail.ts';

beforeAll(provideDist);

const runbook = `# Release

## 1. Look

${bash('mkdir -p sub && cd sub && RELEASE=7')}

## 2. Migrate

${bash('test -e go && touch migrated')}

- [ ] told the team
`;

/** Three people and one who may only approve, each with a home, a key and a clone of one repository; `outputs` says whether git is given those too. */
class Shift extends Place {
  readonly signers = join(this.folder, 'allowed_signers');
  readonly #upstream = join(this.folder, 'upstream.git');

  begin({ outputs }: { readonly outputs: boolean }): this {
    this.write('release.md', runbook);
    if (outputs) this.write('.handrail/.gitignore', '*.lock\n*.partial\n');
    const lines = ['alice', 'bob', 'carol', 'dave'].map(name => {
      const ssh = join(this.folder, name, '.ssh');
      mkdirSync(ssh, { recursive: true });
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(ssh, 'id_ed25519')]);
      const [type, blob] = readFileSync(join(ssh, 'id_ed25519.pub'), 'utf8').split(' ');
      writeFileSync(
        join(this.folder, name, '.gitconfig'),
        `[user]\n  email = ${name}@corp\n  name = ${name}\n[gpg "ssh"]\n  allowedSignersFile = ${this.signers}\n`,
      );
      const may = name === 'dave' ? 'approve.v1@handrail' : 'log.v1@handrail,seal.v1@handrail';
      return `${name}@corp namespaces="${may}" ${type ?? ''} ${blob ?? ''}\n`;
    });
    writeFileSync(this.signers, lines.join(''));
    this.git('alice', ['init', '-q', '-b', 'main']);
    this.commit('alice');
    this.git('alice', ['clone', '-q', '--bare', '.', this.#upstream]);
    this.git('alice', ['remote', 'add', 'origin', this.#upstream]);
    return this;
  }

  /** Each has a clone of their own; the first works where the run began. */
  cloneOf(name: string): string {
    return name === 'alice' ? this.work : join(this.folder, `clone-of-${name}`);
  }

  clone(name: string): void {
    execFileSync('git', ['clone', '-q', this.#upstream, this.cloneOf(name)]);
  }

  git(name: string, args: readonly string[]): string {
    return execFileSync('git', [...args], {
      cwd: this.cloneOf(name),
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, HOME: join(this.folder, name), GIT_CONFIG_NOSYSTEM: '1' },
    });
  }

  commit(name: string): void {
    this.git(name, ['add', '-A']);
    this.git(name, ['commit', '-qm', 'log', '--allow-empty']);
  }

  share(name: string): void {
    this.commit(name);
    this.git(name, ['push', '-q', 'origin', 'main']);
  }

  as(name: string, args: readonly string[]): Promise<Ran> {
    return this.run(args, {
      env: { HOME: join(this.folder, name) },
      cwd: relative(this.work, this.cloneOf(name)),
    });
  }

  /** What the list of runs says to each of them waits for them. */
  async waiting(): Promise<readonly string[]> {
    const said = ['alice', 'bob', 'carol'].map(async name => {
      const runs = listRuns(join(this.cloneOf(name), '.handrail'));
      const environment = { ...process.env, HOME: join(this.folder, name), GIT_CONFIG_NOSYSTEM: '1' };
      return (await waitingHere(runs, environment)).map(({ wants }) => `${name}: ${wants}`);
    });
    return (await Promise.all(said)).flat();
  }

  logOf(name: string): string {
    return join(this.cloneOf(name), '.handrail/runs', this.last.slice(this.last.indexOf('/runs/') + 6));
  }
}

const told = ({ exit, stdout, stderr }: Ran): readonly unknown[] => [exit, `${stdout}${stderr}`];
const says = (...texts: readonly string[]): unknown =>
  expect.stringMatching(new RegExp(texts.join('[\\s\\S]*')));

/** Begun by alice, failed in the second step, offered to bob, and in everybody's clone. */
async function offered(shift: Shift): Promise<Shift> {
  shift.begin({ outputs: true });
  const began = await shift.as('alice', ['run', 'release.md', '--yes']);
  expect([began.exit, began.stderr]).toEqual([
    1,
    says('test ended with exit code 1, which may be normal for it'),
  ]);
  const note = 'My shift is over. Create go first.';
  const offer = await shift.as('alice', ['handover', shift.last, '--note', note, '--to', 'bob@corp']);
  expect(told(offer)).toEqual([0, says('Offered to bob@corp. Commit and push')]);
  shift.share('alice');
  for (const name of ['bob', 'carol']) shift.clone(name);
  return shift;
}

test('a run goes on in another home, with another key, in another clone, and verifies', async () => {
  using shift = await offered(new Shift());
  const log = shift.logOf('bob');
  expect(await shift.waiting()).toEqual(['bob: hand-over']);
  expect((await shift.as('bob', ['runs'])).stdout).toContain('offered to bob@corp');
  expect(JSON.parse((await shift.as('bob', ['runs', '--json'])).stdout)).toMatchObject([
    { result: 'open', offered: { to: 'bob@corp' } },
  ]);
  // Before it is settled, nobody goes on: neither of the two, nor a third.
  expect(told(await shift.as('alice', ['run', '--resume', shift.last]))).toEqual([
    3,
    says('You offered this run to bob@corp. Go on after: handrail handover LOG --withdraw'),
  ]);
  expect(told(await shift.as('bob', ['run', '--resume', log]))).toEqual([
    3,
    says('alice@corp offers this run to bob@corp. Take it over with: handrail handover LOG --accept'),
  ]);
  expect(told(await shift.as('carol', ['handover', shift.logOf('carol'), '--accept', '--yes']))).toEqual([
    1,
    says('This run is offered to bob@corp, and your key signs as carol@corp'),
  ]);
  const unread = await shift.as('bob', ['handover', log, '--accept']);
  expect(told(unread)).toEqual([
    3,
    says(
      'Offered by alice@corp on .* to bob@corp.',
      '  My shift is over. Create go first.',
      'Not settled:\n  2. Migrate: failed',
      'You have not seen:\n  2. Migrate: failed \\(',
      'The shell held:\n  directory .*/sub\n  variables .*RELEASE',
      'Nobody is here to read this. Give --yes once you have.',
    ),
  ]);
  const taken = await shift.as('bob', ['handover', log, '--accept', '--yes']);
  expect(told(taken)).toEqual([0, says('Not restored, since they stayed on .*RELEASE', 'The run is yours.')]);
  writeFileSync(join(shift.cloneOf('bob'), 'go'), '');
  const ended = await shift.as('bob', ['run', '--resume', log, '--yes']);
  expect(told(ended)).toEqual([0, says('Done. The log is sealed.')]);
  const signers = ['--signers', shift.signers];
  expect(told(await shift.as('carol', ['verify', log, ...signers]))).toEqual([
    0,
    says('Signed by alice@corp', 'Signed by bob@corp'),
  ]);
  execFileSync('python3', [join(root, 'docs/verify.py'), log, ...signers]);
  // Meanwhile alice, who has not pulled, takes it back and goes on: found once the clones meet.
  expect(told(await shift.as('alice', ['handover', shift.last, '--withdraw']))).toEqual([
    0,
    says('The offer is taken back.'),
  ]);
  shift.commit('alice');
  shift.commit('bob');
  shift.git('alice', ['pull', '-q', '--no-rebase', '--no-edit', shift.cloneOf('bob'), 'main']);
  expect(told(await shift.as('alice', ['verify', shift.last, ...signers]))).toEqual([
    1,
    says('alice@corp had offered this run, and went on with it here while bob@corp had taken it over'),
  ]);
});

test('what cannot be handed over is refused in a sentence', async () => {
  using shift = new Shift().begin({ outputs: false });
  await shift.as('alice', ['run', 'release.md', '--yes']);
  shift.share('alice');
  for (const name of ['bob', 'carol']) shift.clone(name);
  const cases: readonly (readonly [who: string, args: readonly string[], exit: number, text: string])[] = [
    ['bob', ['run', '--resume'], 3, 'alice@corp walks this run and has not offered it.'],
    ['bob', ['handover', '--accept', '--yes'], 1, 'not offered to anybody. Whoever walks it offers it with'],
    ['alice', ['handover', '--withdraw'], 1, 'This run is not offered to anybody'],
    ['alice', ['handover', '--note', 'n/a'], 1, 'Say it so that a colleague understands it tomorrow.'],
    ['alice', ['handover', '--note', 'yours', '--accept'], 2, 'Say one of --note TEXT'],
    ['alice', ['handover', '--accept', '--to', 'bob@corp'], 2, '--to goes with --note.'],
    [
      'alice',
      ['handover', '--accept', '--yes', 'nowhere'],
      5,
      'There is no run in nowhere. Where somebody else began it, pull',
    ],
    ['alice', ['handover', '--note', 'whoever comes'], 0, 'Offered to any other operator'],
    ['alice', ['handover', '--accept', '--yes'], 1, 'You offered this run yourself.'],
  ];
  for (const [who, [command = '', ...more], exit, text] of cases) {
    const ran = await shift.as(who, [command, ...more, ...(more.includes('nowhere') ? [] : [shift.last])]);
    expect([command, ...more, ...told(ran)]).toEqual([command, ...more, exit, says(text)]);
  }
  shift.share('alice');
  for (const name of ['bob', 'carol']) shift.git(name, ['pull', '-q', 'origin', 'main']);
  expect(await shift.waiting()).toEqual(['bob: hand-over', 'carol: hand-over']);
  shift.clone('dave');
  expect(told(await shift.as('dave', ['handover', shift.logOf('dave'), '--accept', '--yes']))).toEqual([
    1,
    says(
      "handrail: Nothing was taken over: your key is dave@corp's, who may not walk runs",
      'Whoever keeps that list adds log.v1@handrail',
    ),
  ]);
  for (const name of ['bob', 'carol']) {
    expect((await shift.as(name, ['handover', shift.logOf(name), '--accept', '--yes'])).exit).toBe(0);
    // Both were noted in the tree's own list, which is no matter here.
    shift.git(name, ['checkout', '-q', '--', '.handrail/trust']);
    shift.commit(name);
  }
  shift.git('bob', ['pull', '-q', '--no-rebase', '--no-edit', shift.cloneOf('carol'), 'main']);
  expect(told(await shift.as('bob', ['verify', shift.logOf('bob'), '--signers', shift.signers]))).toEqual([
    1,
    says('bob@corp and carol@corp both took this run over from alice@corp'),
  ]);
  // Neither goes on with it: whatever came behind both ends would verify for nobody.
  expect(told(await shift.as('bob', ['run', '--resume', shift.logOf('bob')]))).toEqual([
    3,
    says('gone on with in two places, by bob@corp and carol@corp', 'Begin a new run'),
  ]);
});
