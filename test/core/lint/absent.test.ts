import { expect, test } from 'vitest';
import { lintText } from './lintText.ts';

const bash = (...lines: readonly string[]): string => ['```bash', ...lines, '```', ''].join('\n');

interface Case {
  readonly title: string;
  readonly text: string;
  /** "line program" of what is missing. */
  readonly found: string;
}

const absent: readonly Case[] = [
  { title: 'nothing', text: bash('ls', 'df -h | sort'), found: '' },
  { title: 'a program', text: bash('ls', 'shipit now', 'shipit then'), found: '3 shipit' },
  { title: 'inside a pipe', text: bash('ls | shipit'), found: '2 shipit' },
  { title: 'behind sudo', text: bash('sudo shipit now'), found: '2 shipit' },
  { title: 'a function', text: bash('shipit() { ls; }', 'shipit now'), found: '' },
  { title: 'an alias', text: bash("alias shipit='ls -l'", 'shipit now'), found: '' },
  { title: 'kubectl by a short name', text: bash('k get pods'), found: '2 k' },
  { title: 'a path', text: bash('./shipit now', '/opt/shipit/run'), found: '' },
  { title: 'a variable', text: bash('SHIP=ls', '$SHIP now'), found: '' },
  { title: 'what was installed', text: bash('npm install -g shipit', 'shipit now'), found: '' },
  {
    title: 'what a package brings',
    text: bash('apt install awscli', 'aws sts get-caller-identity'),
    found: '',
  },
  {
    title: 'what is called to install something',
    text: bash('shipit install web', 'shipit get web'),
    found: '2 shipit',
  },
  { title: 'what is installed on the way', text: bash('brew install shipit && shipit now'), found: '' },
  { title: 'what was looked for', text: bash('command -v shipit || echo "no shipit"'), found: '' },
  { title: 'another machine', text: bash('ssh web-1 shipit now', 'ssh web-1', 'shipit now'), found: '' },
  { title: 'a container', text: bash('docker exec web shipit now'), found: '' },
  { title: 'another system', text: bash('brew install jq'), found: '' },
  { title: "another program's prompt", text: bash('> config shipit now'), found: '' },
  { title: 'a metric', text: bash('node_filesystem_free_bytes'), found: '' },
];

test.each(absent)('a machine without it: $title', ({ text, found }) => {
  const here = new Set(['ls', 'df', 'sort', 'npm', 'ssh', 'docker', 'kubectl']);
  const surroundings = { hasCommand: (name: string) => here.has(name) };
  const rows = lintText(text, { surroundings }).flatMap(({ code, line, message }) =>
    code === 'HR206' ? [`${line} ${/`(.*?)`/.exec(message)?.[1] ?? ''}`] : [],
  );
  expect(rows.join(' ')).toBe(found);
});

test('a machine that says nothing lacks nothing', () => {
  expect(lintText(bash('shipit now')).map(({ code }) => code)).toEqual([]);
});
