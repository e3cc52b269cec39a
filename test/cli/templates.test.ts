// A runbook that begins as a template reaches its end: every program is there, and says what the template expects.
import { chmodSync, globSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/project.ts';
import { provideDist } from '../built.ts';
import { read, stepsOf } from '../core/runbook/read.ts';
import { Place } from './handrail.ts';

beforeAll(provideDist);

const folder = join(root, 'runbooks/templates');
const programs = [
  'psql',
  'pg_dump',
  'pg_restore',
  'kubectl',
  'systemctl',
  'journalctl',
  'ping',
  'ssh',
  'sudo',
];

test.concurrent.each(globSync('**/*.md', { cwd: folder }).sort())('%s', async name => {
  const text = readFileSync(join(folder, name), 'utf8');
  const runbook = read(text);
  const commands = [...stepsOf(runbook)].filter(step => step.kind === 'commands');
  const answers = commands.flatMap(({ statements }) => statements.map(({ expected = '' }) => expected));
  const says = `#!/bin/sh\ncat <<'END'\n${answers.join('\n').replaceAll('`', '')}\nEND\n`;
  using place = new Place({
    'new.md': text,
    ...Object.fromEntries(programs.map(program => [`bin/${program}`, says])),
  });
  for (const program of programs) chmodSync(join(place.work, 'bin', program), 0o755);
  const values = runbook.inputs.flatMap(({ name: input, pattern }) => [
    '--var',
    `${input}=${pattern === undefined ? 'web' : '1.2.3'}`,
  ]);
  const guards = commands.flatMap(({ guard }) => (guard === undefined ? [] : ['--confirm', guard]));
  const ran = await place.run(['run', 'new.md', '--yes', ...values, ...guards], {
    env: { PATH: [join(place.work, 'bin'), process.env['PATH']].join(delimiter) },
  });
  expect({ exit: ran.exit, said: ran.exit === 0 ? '' : ran.stdout + ran.stderr }).toEqual({
    exit: 0,
    said: '',
  });
  const entries = place.entries();
  expect(entries.map(({ type }) => type)).toContain('seal');
  const path = runbook.sections
    .flatMap(section => [section, ...section.sections])
    .filter(({ role }) => role === 'path');
  const walked = path.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'commands')).length;
  expect(walked).toBeGreaterThan(2);
  expect(entries.filter(({ type }) => type === 'attempt.finished').length).toBeGreaterThanOrEqual(walked);
});
