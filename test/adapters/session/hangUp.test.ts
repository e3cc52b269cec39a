// A shell whose runner was killed is hung up while the runner still has its number: nobody reads the pipe that its last word goes to.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bash } from './cases.ts';
import { hookFiles, ownTrap } from '../../../src/adapters/session/shell/hook.ts';

test('a shell without a terminal ends, even if its runner seems alive and reads nothing', async () => {
  const path = mkdtempSync(join(tmpdir(), 'hr-hangup-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  const hook = { path, tag: 'tag', last: 'last' };
  for (const [name, text] of Object.entries(hookFiles(hook))) writeFileSync(join(path, name), text);
  execFileSync('mkfifo', [join(path, 'state')]);
  // A session of its own, as after a hang-up, has no terminal.
  const shell = spawn(bash, ['--norc', '-c', `${ownTrap(hook)}sleep 0; exit 3`], {
    detached: true,
    stdio: 'ignore',
  });
  onTestFinished(() => void shell.kill('SIGKILL'));
  expect(await new Promise(resolve => shell.once('exit', resolve))).toBe(3);
});
