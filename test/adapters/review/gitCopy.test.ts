import * as fs from 'node:fs';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { verifyInGit } from '../../../src/adapters/review/gitCopy.ts';
import { edited, rewrite, scene } from '../audit/scene.ts';

test('the copy in git is the same as the files, or is verified in their place, byte for byte', async () => {
  const made = await scene();
  const git = (...args: readonly string[]): Promise<unknown> =>
    execa('git', ['-c', 'user.name=k', '-c', 'user.email=k@k', ...args], { cwd: made.machine.state });
  expect(await verifyInGit(made.folder)).toEqual({ state: 'none' });
  await git('init', '-q');
  await git('add', '-A');
  await git('commit', '-qm', 'runs');
  expect(await verifyInGit(made.folder)).toMatchObject({ state: 'same' });
  const whole = fs.readFileSync(made.path);
  rewrite(made, edited(made.lines));
  expect(await verifyInGit(made.folder)).toMatchObject({ state: 'verifies', entries: made.lines.length });
  await git('commit', '-qam', 'changed');
  fs.writeFileSync(made.path, whole);
  expect(await verifyInGit(made.folder)).toMatchObject({ state: 'fails' });
});
