// What is asked of a program is asked also where nobody can say, or take away, what it would inherit.
import type * as fs from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';

const faults = { list: false, open: false, terminal: true };

vi.mock('node:fs', async original => {
  const real = await original<typeof fs>();
  const fail = (): never => {
    throw new Error('EMFILE');
  };
  return {
    ...real,
    readdirSync: () => (faults.list ? fail() : ['0', '5']),
    readlinkSync: (path: string) => (faults.terminal && path.endsWith('/5') ? '/dev/ptmx' : '/dev/null'),
    openSync: () => (faults.open ? fail() : 9),
  };
});

beforeEach(() => {
  vi.resetModules();
});

const plain = ['ignore', 'pipe', 'pipe'];

test.each([
  { name: 'nothing is held', given: { terminal: false }, stdio: plain },
  { name: 'a terminal is held', given: {}, stdio: [...plain, 'ignore', 'ignore', 9] },
  { name: 'there is no /proc', given: { list: true }, stdio: plain },
  { name: 'no more can be opened', given: { open: true }, stdio: plain },
])('$name', async ({ given, stdio }) => {
  Object.assign(faults, { list: false, open: false, terminal: true }, given);
  const { childStdio } = await import('../../src/adapters/childStdio.ts');
  expect(childStdio()).toEqual(stdio);
});
