import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../scripts/project.ts';
import { parsed } from '../core/report/junitXml.ts';
import { cli, provideDist } from '../built.ts';
import { bash, Place } from './handrail.ts';

// The examples of docs/ci.md, run as the shell scripts that they are, over a repository with a base and a change.

beforeAll(provideDist);

const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');

/** The shell lines of a documented job. */
function scriptOf(name: 'github' | 'gitlab'): string {
  const [, text = ''] =
    new RegExp(`<!-- test: ${name} -->\\s*\`\`\`yaml\\n([\\s\\S]*?)\`\`\``).exec(page) ?? [];
  const { jobs, logs } = parse(text) as {
    jobs?: { logs: { steps: { run?: string }[] } };
    logs?: { script: string[] };
  };
  return logs?.script.join('\n') ?? jobs?.logs.steps.flatMap(({ run }) => run ?? []).join('\n') ?? '';
}

class Repository extends Place {
  readonly bin = join(this.folder, 'bin');

  git(...args: readonly string[]): void {
    const own = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
    const env = { ...process.env, HOME: this.home, GIT_CONFIG_NOSYSTEM: '1' };
    execFileSync('git', [...own, ...args], { cwd: this.work, env, stdio: 'pipe' });
  }

  commit(words: string): void {
    this.git('add', '-A');
    this.git('commit', '-qm', words);
  }

  async walk(): Promise<void> {
    expect((await this.run(['run', 'a.md', '--yes'])).exit).toBe(0);
  }

  /** A base with one run, and a branch with another. */
  async begin(): Promise<this> {
    mkdirSync(this.bin);
    writeFileSync(join(this.bin, 'handrail'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`);
    chmodSync(join(this.bin, 'handrail'), 0o755);
    this.git('init', '-q', '-b', 'main');
    await this.walk();
    writeFileSync(join(this.work, '.handrail/.gitignore'), '*.lock\n*.partial\n');
    this.commit('one run');
    this.git('update-ref', 'refs/remotes/origin/main', 'main');
    this.git('checkout', '-q', '-b', 'change');
    await this.walk();
    this.commit('another');
    return this;
  }

  /** What a CI system does with a documented job. */
  job(name: 'github' | 'gitlab'): { readonly exit: number | null; readonly stderr: string } {
    const env = {
      HOME: this.home,
      PATH: `${this.bin}:${process.env['PATH'] ?? ''}`,
      GIT_CONFIG_NOSYSTEM: '1',
      RUNNER_TEMP: this.folder,
      BASE: 'origin/main',
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    };
    const { status, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', scriptOf(name)], {
      cwd: this.work,
      env,
      encoding: 'utf8',
    });
    return { exit: status, stderr };
  }
}

const ajv = new Ajv({ strict: false, unicodeRegExp: false });
addFormats(ajv);
const schema = readFileSync(join(root, 'test/cases/lint/sarif-2.1.0-rtm.5.json'), 'utf8');
const isSarif = ajv.compile(JSON.parse(schema) as object);

interface Sarif {
  readonly runs: readonly {
    readonly results: readonly { ruleId: string; level: string; message: { text: string } }[];
  }[];
}

function sarifOf(place: Pick<Place, 'read'>): readonly (readonly [string, string])[] {
  const log = JSON.parse(place.read('handrail.sarif')) as Sarif;
  expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
  return (log.runs[0]?.results ?? []).map(({ ruleId, level }) => [ruleId, level]);
}

function junitOf(place: Pick<Place, 'read'>): { readonly failures: number; readonly tests: number } {
  const [suites] = parsed([place.read('handrail.xml')]);
  const cases = suites?.children.flatMap(({ children }) => children) ?? [];
  const failures = cases.filter(({ children }) => children.some(({ name }) => name === 'failure')).length;
  expect(suites?.attributes).toMatchObject({ tests: String(cases.length), failures: String(failures) });
  return { failures, tests: cases.length };
}

describe('the jobs of the page', () => {
  test('pass where logs only grew, and fail where one was deleted, cut or changed', async () => {
    using place = await new Repository({ 'a.md': `# A\n\n${bash('echo hi')}` }).begin();
    expect(place.job('github')).toMatchObject({ exit: 0 });
    expect(sarifOf(place)).toEqual([]);
    expect(place.job('gitlab')).toMatchObject({ exit: 0 });
    expect(junitOf(place)).toEqual({ failures: 0, tests: 3 });

    const [first = ''] = place.runs();
    const [log = ''] = globSync(join(first, '*.jsonl'));
    const bytes = readFileSync(log);
    writeFileSync(log, bytes.toString('utf8').replace('"done"', '"aborted"'));
    expect(place.job('gitlab')).toMatchObject({ exit: 1 });
    expect(junitOf(place)).toEqual({ failures: 2, tests: 3 });
    expect(place.job('github')).toMatchObject({ exit: 1 });
    expect(sarifOf(place)).toContainEqual(['REWRITTEN', 'error']);

    rmSync(first, { recursive: true });
    expect(place.job('github')).toMatchObject({ exit: 1 });
    expect(sarifOf(place)).toContainEqual(['RUN_DELETED', 'error']);
    // A branch cannot vouch for itself: its own list of signers is not the one that counts.
    place.git('checkout', '-q', '--', '.');
    writeFileSync(join(place.work, '.handrail/trust/allowed_signers'), '');
    expect(place.job('gitlab')).toMatchObject({ exit: 0 });
    expect((await place.run(['verify', '.', '--format', 'pdf'])).exit).toBe(2);
  });
});
