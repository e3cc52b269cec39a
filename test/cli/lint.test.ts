import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { provideDist } from '../built.ts';
import type { Place } from './handrail.ts';
import { clean, hidden, placeOf, unclosed } from './lintPlaces.ts';

beforeAll(provideDist);

const remark = '# Restart\n\n-[ ] The proxy is up\n';

describe('the exit code says what was found', () => {
  test.each([
    {
      title: 'a clean file',
      files: { 'a.md': clean },
      args: ['a.md'],
      exit: 0,
      says: 'Nothing was found in 1 file.',
    },
    {
      title: 'an error',
      files: { 'a.md': unclosed },
      args: ['a.md'],
      exit: 1,
      says: 'a.md:3:1 error HR101 unclosed-fence: ',
    },
    {
      title: 'a warning',
      files: { 'a.md': hidden },
      args: ['a.md'],
      exit: 1,
      says: '1 can be fixed with --fix.',
    },
    {
      title: 'a remark',
      files: { 'a.md': remark },
      args: ['a.md'],
      exit: 0,
      says: 'a.md:3:1 info HR106 malformed-task: ',
    },
    {
      title: 'a remark that --quiet hides',
      files: { 'a.md': remark },
      args: ['a.md', '--quiet'],
      exit: 0,
      says: 'Nothing was found in 1 file.',
    },
    {
      title: 'all files below here',
      files: { 'a.md': clean, 'b/c.md': unclosed, 'node_modules/x/d.md': unclosed },
      args: [],
      exit: 1,
      says: '1 error in 2 files.',
    },
    {
      title: 'a folder and a file in it',
      files: { 'b/c.md': unclosed },
      args: ['b', 'b/c.md'],
      exit: 1,
      says: '1 error in 1 file.',
    },
    {
      title: 'a glob',
      files: { 'a.md': unclosed, 'b/c.md': clean, 'b/d.txt': unclosed },
      args: ['b/*.md'],
      exit: 0,
      says: 'in 1 file.',
    },
    {
      title: 'a file that is not there',
      files: { 'a.md': unclosed },
      args: ['b.md', 'a.md'],
      exit: 5,
      says: '1 error in 1 file.',
      complains: 'There is no Markdown file b.md.',
    },
    {
      title: 'an unknown format',
      files: {},
      args: ['--format', 'xml'],
      exit: 2,
      says: '',
      complains: 'There is no format xml.',
    },
    {
      title: 'an unknown option',
      files: {},
      args: ['--fromat=json'],
      exit: 2,
      says: '',
      complains: "Unknown option '--fromat'. Did you mean --format?",
    },
    { title: 'help', files: {}, args: ['--help'], exit: 0, says: 'Usage: handrail lint' },
  ])('$title: $exit', async ({ files, args, exit, says, complains = '' }) => {
    const ran = await placeOf(files).run(['lint', ...args]);
    expect({ exit: ran.exit, stderr: ran.stderr === '' ? '' : complains }).toEqual({
      exit,
      stderr: complains,
    });
    expect(ran.stdout).toContain(says);
    expect(ran.stderr).toContain(complains);
  });
});

describe('the configuration', () => {
  const configured = (
    config: string,
    files: Readonly<Record<string, string>> = { 'docs/a.md': remark },
  ): Place => placeOf({ '.handrail/config.yaml': config, ...files });

  test.each([
    {
      title: 'switches a rule off by name',
      config: 'lint:\n  rules:\n    malformed-task: off\n',
      exit: 0,
      says: 'Nothing was found',
    },
    {
      title: 'raises a rule by code',
      config: 'lint:\n  rules: { HR106: error }\n',
      exit: 1,
      says: ' error HR106 ',
    },
    { title: 'leaves files out', config: 'lint:\n  ignore: [docs/**]\n', exit: 0, says: 'in 0 files' },
    { title: 'may say nothing', config: '# nothing yet\n', exit: 0, says: ' info HR106 ' },
  ])('$title', async ({ config, exit, says }) => {
    const ran = await configured(config).run(['lint', 'docs/a.md']);
    expect(ran.stderr).toBe('');
    expect(ran.exit).toBe(exit);
    expect(ran.stdout).toContain(says);
  });

  test.each([
    {
      title: 'an unknown rule',
      config: 'lint:\n  rules:\n    malformed-tasks: off\n',
      says: 'config.yaml:3: There is no rule malformed-tasks. Did you mean malformed-task?',
    },
    {
      title: 'an unknown severity',
      config: 'lint:\n  rules:\n    HR101: warn\n',
      says: 'config.yaml:3: lint.rules.HR101 is not one of off, error, warning, info and hint.',
    },
    {
      title: 'an unknown setting',
      config: 'lint:\n  rule: {}\n',
      says: 'config.yaml:2: there is no setting lint.rule. Did you mean rules?',
    },
    {
      title: 'an unknown section',
      config: 'lints: {}\n',
      says: 'config.yaml:1: there is no setting lints. Did you mean lint?',
    },
    { title: 'broken YAML', config: 'lint:\n  rules: {\n', says: 'config.yaml:3: ' },
    { title: 'an alias without an anchor', config: 'lint: *rules\n', says: 'config.yaml:1: ' },
    {
      title: 'a list',
      config: '- lint\n',
      says: 'config.yaml:1: The configuration is no map of settings',
    },
  ])('is refused with its line: $title', async ({ config, says }) => {
    const ran = await configured(config).run(['lint', 'docs/a.md']);
    expect(ran.exit).toBe(2);
    expect(ran.stderr).toContain(says);
    expect(ran.stdout).toBe('');
  });

  test('is looked for up to the git root, or named', async () => {
    const place = configured('lint: { rules: { HR106: error } }\n', {
      'inner/.git/HEAD': 'x',
      'inner/a.md': remark,
    });
    expect((await place.run(['lint', 'inner/a.md'])).exit).toBe(0);
    expect((await place.run(['lint', 'inner/a.md', '--config', '.handrail/config.yaml'])).exit).toBe(1);
    expect(await place.run(['lint', 'inner/a.md', '--config', 'nowhere.yaml'])).toMatchObject({ exit: 2 });
  });
});

describe('--fix', () => {
  test('applies safe fixes, and keeps byte order mark, line endings, permissions and links', async () => {
    const place = placeOf({ 'a.md': '\uFEFF# R\r\n\r\n- [ ] The \u200Bproxy\u2060 is up\r\n-[ ] b\r\n' });
    chmodSync(join(place.work, 'a.md'), 0o640);
    symlinkSync('a.md', join(place.work, 'link.md'));
    const ran = await place.run(['lint', '--fix', 'link.md']);
    expect(ran.stdout).toContain(
      'link.md:3 fixed HR105 hidden-characters: Remove the characters that cannot be seen.',
    );
    expect(place.read('a.md')).toBe('\uFEFF# R\r\n\r\n- [ ] The proxy is up\r\n-[ ] b\r\n');
    expect(statSync(join(place.work, 'a.md')).mode & 0o777).toBe(0o640);
    expect(ran.stdout).toContain('Fixed: 1.');
    expect((await place.run(['lint', '--fix', 'a.md'])).stdout).not.toContain('fixed');
  });

  test('keeps the encoding', async () => {
    const place = placeOf({});
    const path = join(place.work, 'wide.md');
    writeFileSync(path, Buffer.from(`\uFEFF${hidden}`, 'utf16le'));
    const ran = await place.run(['lint', '--fix', 'wide.md']);
    expect(ran.exit).toBe(1);
    expect(ran.stdout).toContain('HR110 encoding');
    expect(readFileSync(path).equals(Buffer.from(`\uFEFF${clean}`, 'utf16le'))).toBe(true);
  });

  test('leaves a file alone whose bytes it cannot read', async () => {
    const place = placeOf({});
    const bytes = Buffer.concat([Buffer.from(hidden), Buffer.from([0xff, 0x0a])]);
    writeFileSync(join(place.work, 'a.md'), bytes);
    expect((await place.run(['lint', '--fix', 'a.md'])).exit).toBe(1);
    expect(readFileSync(join(place.work, 'a.md')).equals(bytes)).toBe(true);
  });
});
