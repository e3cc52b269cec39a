// What the test command makes of vitest's runs: fails are fails, and a second try is named.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { vitest, type Tally } from '../../scripts/check.ts';
import { output, root } from '../../scripts/project.ts';

interface Case {
  readonly name: string;
  /** Bodies of test files, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly tally: Tally;
  /** What was named as passed by the second try only. */
  readonly again?: readonly string[];
}

const passes = `test('passes', () => {});`;
const fails = `test('fails', () => { throw new Error('Always.'); });`;
const rejects = `void Promise.reject(new Error('Nobody waits for this.'));`;
/** Knows whether an earlier run of the same file has left its mark. */
const mark = `import { existsSync, writeFileSync } from 'node:fs';
const mark = import.meta.filename + '.mark';
const before = existsSync(mark);
writeFileSync(mark, '');`;
const second = `${mark}
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
    files: { one: `${passes}\n${rejects}` },
    tally: { passed: 1, failed: 1 },
  },
  {
    name: 'an error outside of any test, beside a file that passes the second time',
    files: { one: `${passes}\n${rejects}`, two: second },
    tally: { passed: 2, failed: 1 },
    again: ['passes the second time'],
  },
  {
    name: 'a file whose hook passes the second time, and another that can be loaded then',
    files: {
      one: `${mark}\nimport { beforeAll } from 'vitest';\nbeforeAll(() => { if (!before) throw new Error('Not yet.'); });\n${passes}`,
      two: `${mark}\nif (!before) throw new Error('Not yet.');\n${passes}`,
    },
    tally: { passed: 2, failed: 0 },
    again: ['one.test.mjs', 'two.test.mjs'],
  },
  {
    name: 'a test that is not there the second time',
    files: { one: `${mark}\n${passes}\nif (!before) ${fails}` },
    tally: { passed: 1, failed: 1 },
  },
  {
    name: 'a test that is marked as the only one',
    files: { one: `${passes}\ntest.only('only', () => {});` },
    tally: { passed: 0, failed: 1 },
  },
  {
    name: 'a process that dies under a file, beside one that passes the second time',
    files: { one: `test('dies', () => process.kill(process.pid, 'SIGKILL'));`, two: second },
    tally: { passed: 0, failed: 2 },
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
  const printed = () =>
    log.mock.calls.map(([line]) =>
      String(line)
        .split('\n')[0]
        ?.replace(`${relative(root, folder)}/`, ''),
    );
  try {
    expect(await vitest(config, {}, 'ignore')).toEqual(tally);
    expect(printed()).toEqual(again.map(what => `passed only when tried again: ${what}`));
  } finally {
    log.mockRestore();
  }
}

test.each(cases)('$name', check);
