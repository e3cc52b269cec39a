import { describe, expect, test } from 'vitest';
import { withFiles, type Invention } from './inventions.ts';
import { withTheKey } from './keyInventions.ts';
import { scene } from '../scene.ts';
import { askSecond, hasSecond } from '../secondVerifier/second.ts';

// Attacks beyond those that the format was drawn up against: both verifiers find them, and call them by the same exit code.

async function check({ commit, exit, code }: Invention): Promise<void> {
  const made = await scene();
  await commit(made);
  const verdict = await made.machine.verify(made.folder);
  const second = hasSecond ? (await askSecond(made.folder, '--signers', made.machine.signers)).exit : exit;
  expect([verdict.exit, second], verdict.worst?.sentence).toEqual([exit, exit]);
  if (code !== undefined) expect(verdict.worst?.code).toBe(code);
}

describe('with files alone', () => {
  test.for(withFiles)('$name: $exit', check);
});

describe('with the operator’s stolen key', () => {
  test.for(withTheKey)('$name: $exit', check);
});
