import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../../scripts/project.ts';

// docs/threats.md names a test for each threat: the two are held together by the tests' own names.

const page = fs.readFileSync(join(root, 'docs/threats.md'), 'utf8');
const folder = join(root, 'test/adapters/audit');
const files = new Map(
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(path => [basename(path), join(folder, path)]),
);
const codes = fs.readFileSync(join(root, 'src/core/audit/finding.ts'), 'utf8');

const rows = page
  .split('\n')
  .filter(line => line.startsWith('| ') && line.includes('.ts`'))
  .map(line => line.slice(2, -2).split(' | '))
  .map(([threat = '', found = '', tests = '']) => ({ threat, found, tests: tests.split('<br>') }));

test.for(rows)('$threat: each test of it is there, and so is what it is found as', ({ found, tests }) => {
  const missing = tests.filter(text => {
    const [, file = '', name = ''] = /^`([^`]+)` (.+)$/.exec(text) ?? [];
    const path = files.get(file);
    return name === '' || path === undefined || !fs.readFileSync(path, 'utf8').includes(name);
  });
  expect(missing).toEqual([]);
  const named = [...found.matchAll(/`([A-Z_]+)`/g)].map(([, code = '']) => code);
  expect(named.filter(code => !codes.includes(`'${code}'`))).toEqual([]);
});

test('every threat has a row, and no row a name of its own twice', () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(new Set(rows.map(({ threat }) => threat)).size).toBe(rows.length);
});
