// Where `handrail lint` takes its texts from when they are no plain files.
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { cli, provideDist } from '../built.ts';
import type { Place } from './handrail.ts';
import { clean, hidden, placeOf, unclosed } from './lintPlaces.ts';

beforeAll(provideDist);

test('what the system cannot follow is said, and the others are looked at', async () => {
  const place = placeOf({ 'a.md': unclosed });
  symlinkSync('round.md', join(place.work, 'round.md'));
  const long = `${'a'.repeat(300)}.md`;
  mkdirSync(join(place.work, 'none'));
  const ran = await place.run(['lint', 'round.md', long, 'a.md/b.md', '', 'none', 'a.md']);
  expect(ran.stderr.split('\n')).toEqual([
    'handrail: There is no Markdown file a.md/b.md.',
    'handrail: There is no Markdown file .',
    'handrail: There is no Markdown file in none.',
    expect.stringMatching(/^handrail: round\.md could not be read: ELOOP/),
    expect.stringMatching(/^handrail: a+\.md could not be read: ENAMETOOLONG/),
  ]);
  expect(ran.stdout).toContain('1 error in 1 file.');
  expect(ran.exit).toBe(5);
});

describe('standard input', () => {
  const pipe = (place: Place, args: readonly string[], input: string) =>
    execa(process.execPath, [cli, 'lint', ...args], {
      cwd: place.work,
      input,
      reject: false,
      stripFinalNewline: false,
    });

  test('is looked at', async () => {
    const { stdout, exitCode } = await pipe(placeOf({}), ['-'], unclosed);
    expect(stdout).toContain('-:3:1 error HR101');
    expect(exitCode).toBe(1);
  });

  test('that cannot be read is said', async () => {
    const place = placeOf({});
    const ran = await execa('bash', ['-c', '"$0" "$1" lint - < .', process.execPath, cli], {
      cwd: place.work,
      reject: false,
    });
    expect(ran.stderr).toBe('handrail: /dev/stdin is a folder. Name a Markdown file.');
    expect(ran.exitCode).toBe(5);
  });

  test('is looked at by its path, and never written', async () => {
    const place = placeOf({});
    const looked = await pipe(place, ['/dev/stdin'], hidden);
    expect([looked.exitCode, looked.stdout]).toEqual([1, expect.stringContaining('HR105')]);
    const mended = await pipe(place, ['--fix', '/dev/stdin'], hidden);
    expect(mended.stderr).toBe('handrail: /dev/stdin is no regular file, so it was left as it is.\n');
    expect(mended.exitCode).toBe(5);
  });

  test('is mended onto standard output', async () => {
    const { stdout, stderr, exitCode } = await pipe(placeOf({}), ['--fix', '-'], hidden);
    expect({ stdout, exitCode }).toEqual({ stdout: clean, exitCode: 0 });
    expect(stderr).toContain('Fixed: 1.');
  });
});
