// What the test command makes of vitest's runs: fails are fails, and a second try is named.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { vitest, type Tally } from '../../scripts/check.ts';
import { output } from '../../scripts/project.ts';

interface Case {
  readonly name: string;
  /** Bodies of test files, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly tally: Tally;
  /** Tests that were named as passed by the second try only. */
  readonly again?: readonly string[];
}

const passes = `test('passes', () => {});`;
const fails = `test('fails', () => { throw new Error('Always.'); });`;
/** Passes where an earlier run of the same file has left its mark. */
const second = `import { existsSync, writeFileSync } from 'node:fs';
const mark = import.meta.dirname + '/mark';
const before = existsSync(mark);
writeFileSync(mark, '');
test('passes the second time', () => { if (!before) throw new Error('Not yet.'); });`;

const cases: readonly Case[] = [
  { name: 'all pass', files: { one: passes, two: passes }, tally: { passed: 2, failed: 0 } },
  { name: 'one fails, twice', files: { one: passes, two: fails }, tally: { passed: 1, failed: 1 } },
  {
    name: 'one passes the second time, and its neighbour is not counted twice',
    files: { one: passes, two: `${second}\n${passes}` },
    tally: { passed: 3, failed: 0 },
    again: ['passes the second time'],
  },
  {
    name: 'a file that cannot be loaded',
    files: { one: passes, two: `throw new Error('Not a test.');` },
    tally: { passed: 1, failed: 1 },
  },
  {
    name: 'an error outside of any test',
    files: { one: `${passes}\nvoid Promise.reject(new Error('Nobody waits for this.'));` },
    tally: { passed: 1, failed: 1 },
  },
  {
    name: 'many at once are no chance',
    files: { a: second, b: fails, c: fails, d: fails },
    tally: { passed: 0, failed: 4 },
  },
];

const folders = join(output, 'check-test');

afterAll(() => rm(folders, { recursive: true, force: true }));

async function check({ name, files, tally, again = [] }: Case): Promise<void> {
  const folder = join(folders, name.replaceAll(/\W/g, '-'));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [file, body] of Object.entries(files))
    await writeFile(join(folder, `${file}.test.mjs`), `import { test } from 'vitest';\n${body}\n`);
  const config = join(folder, 'vitest.config.mjs');
  await writeFile(config, `export default { test: { root: ${JSON.stringify(folder)} } };\n`);
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const printed = () => log.mock.calls.map(([line]) => String(line).split('\n')[0]);
  try {
    expect(await vitest(config, {}, 'ignore')).toEqual(tally);
    expect(printed()).toEqual(again.map(test => `passed only when tried again: ${test}`));
  } finally {
    log.mockRestore();
  }
}

test.each(cases)('$name', check);
