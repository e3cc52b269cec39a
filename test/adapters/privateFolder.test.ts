import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePrivateFolder } from '../../src/adapters/privateFolder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hr-private-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('makes what is missing for its owner alone, and is content with what is there', () => {
  makePrivateFolder(join(folder, 'a/b'));
  makePrivateFolder(join(folder, 'a/b'));
  for (const name of ['a', 'a/b']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o700);
});

test('says why where a file is in the way', () => {
  writeFileSync(join(folder, 'a'), '');
  expect(() => makePrivateFolder(join(folder, 'a/b'))).toThrow(/ENOTDIR|EEXIST/);
});

// Node's own `recursive` tries for ever where a parent is there and says ENOENT.
test.runIf(process.platform === 'linux')('gives up where nothing can be made', () => {
  expect(() => makePrivateFolder('/proc/hr/a')).toThrow(/ENOENT/);
});
