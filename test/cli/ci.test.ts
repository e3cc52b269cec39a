import { beforeAll, describe, expect, test } from 'vitest';
import { checkAll, done, type Case } from './checkRun.ts';
import { provideDist } from '../built.ts';
import { bash, Place } from './handrail.ts';

const names: readonly Case[] = [
  {
    name: 'a value is named as the runbook writes it',
    runbook: `# D\n${bash('echo <pod name> {{ a.b }}')}`,
    args: ['--yes', '--var', '<pod name>=p1', '--var', '{{ a.b }}=2'],
    exit: 0,
    prints: ['p1 2', done],
  },
  {
    name: 'a value is named as parse --json gives it',
    runbook: `# D\n${bash('echo <pod name> {{ a.b }}')}`,
    args: ['--yes', '--var', 'pod-name=p1', '--var', 'a.b=2'],
    exit: 0,
    prints: ['p1 2', done],
  },
  {
    name: 'a name that holds an equals sign is found, and the rest is the value',
    runbook: `# D\n${bash('echo "<from=to>"')}`,
    args: ['--yes', '--var', 'from=to=a=b'],
    exit: 0,
    prints: ['a=b', done],
  },
  {
    name: 'an answers file names values as the runbook writes them',
    runbook: `# D\n${bash('echo <pod> [Your Name]')}`,
    files: { 'v.yaml': '"<pod>": p1\n"[Your Name]": Kim\n' },
    args: ['--yes', '--answers', 'v.yaml'],
    exit: 0,
    prints: ['p1 Kim', done],
  },
  {
    name: 'a slip in a name is answered with the name that was meant',
    runbook: `# D\n${bash('echo <release-version> $REGION')}`,
    args: ['--var', 'release-verison=1'],
    exit: 2,
    stderr: /no value release-verison\. Did you mean release-version\? It asks for release-version, REGION\./,
  },
  {
    name: 'a slip in an answers file is said before anything has run',
    runbook: `# D\n${bash('echo <release-version>')}`,
    files: { 'v.yaml': 'release-verison: 1\nelsewhere: 2\n' },
    args: ['--answers', 'v.yaml'],
    exit: 2,
    stderr: /^handrail: v\.yaml: .*Did you mean release-version\?/,
  },
  {
    name: 'an answer near a value that somebody gave is another runbook’s',
    runbook: `# D\n${bash('echo <release-version>')}`,
    files: { 'v.yaml': 'release-versions: 1\n' },
    args: ['--yes', '--answers', 'v.yaml', '--var', 'release-version=2'],
    exit: 0,
    prints: ['2', done],
  },
];

const headings: readonly Case[] = [
  {
    name: 'a command in a list is called what its item says',
    runbook: `# D\n## Sec\n\n1. Drain the node\n${indented('echo one')}\n2. Restart it\n${indented('echo two')}\n${indented('echo three')}`,
    exit: 0,
    prints: ['== Drain the node', '== Restart it: echo two', '== Restart it: echo three', done],
    never: ['== Sec'],
  },
  {
    name: 'a manual step that --yes ticks is printed as done',
    runbook: '# D\n\n1. Call the customer\n2. Wait for their answer\n',
    exit: 0,
    prints: ['[x] Call the customer', '[x] Wait for their answer', done],
  },
];

checkAll({ names, headings });

function indented(line: string): string {
  return bash(line).replaceAll(/^(?=.)/gm, '   ');
}

const secret = 'hunter2-hunter2';
const runbook = `# Nightly\n\n- [ ] Backup is fresh\n\n## Work\n\n${bash('echo "a < b & c" $API_TOKEN', 'false')}\n## Later\n\n${bash('echo later')}`;

describe('a JUnit report', () => {
  beforeAll(provideDist);

  test('is written where a step failed, and holds no secret', async () => {
    using place = new Place({ 'a.md': runbook });
    const { exit } = await place.run(['run', 'a.md', '--yes', '--junit', 'out.xml'], {
      env: { API_TOKEN: secret },
    });
    expect(exit).toBe(1);
    const xml = place.read('out.xml');
    expect(xml).not.toContain(secret);
    expect(xml).toContain('<testsuites name="Nightly" tests="4" failures="1" errors="0" skipped="1"');
    expect(xml).toContain('<failure message="exit code 1" type="exited"/>');
    expect(xml).toMatch(/<system-out>a &lt; b &amp; c \S+<\/system-out>/);
    expect(await place.run(['report', place.last, '--format', 'junit'])).toMatchObject({ exit: 0 });
  });

  test('is written where a person is needed, and is not green', async () => {
    using place = new Place({ 'a.md': runbook });
    const { exit } = await place.run(['run', 'a.md', '--yes', '--junit', 'out.xml']);
    expect(exit).toBe(3);
    expect(place.read('out.xml')).toMatch(/<testsuites name="Nightly" tests="4" failures="0" errors="1"/);
  });

  test.each(['none/out.xml', '.'])(
    'that cannot be written to %s stops before anything has run',
    async file => {
      using place = new Place({ 'a.md': `# D\n${bash('touch ran')}` });
      const { exit, stderr } = await place.run(['run', 'a.md', '--junit', file]);
      expect(exit).toBe(5);
      expect(stderr).toContain(file);
      expect(place.has('ran')).toBe(false);
      expect(place.runs()).toEqual([]);
    },
  );
});
