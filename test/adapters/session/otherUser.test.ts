import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import type { SessionJob } from '../../../src/core/run/job.ts';

// What a program of another user reads, nobody else sees. A setuid copy of `sleep` stands for `sudo`: whoever runs the session is not root.

const nobody = 65_534;
const canTry =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  execaSync('setpriv', ['--version'], { reject: false }).exitCode === 0;

/** The commands that a statement left running in a session of `nobody`. */
function jobsOf(text: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'hr-other-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  chownSync(folder, nobody, nobody);
  copyFileSync('/bin/sleep', join(folder, 'asRoot'));
  chmodSync(join(folder, 'asRoot'), 0o4755);
  const as = ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups'];
  const script = join(import.meta.dirname, 'jobsOf.ts');
  const { stdout } = execaSync('setpriv', [...as, process.execPath, script, folder, text]);
  const { jobs } = JSON.parse(stdout) as { readonly jobs: readonly SessionJob[] };
  return jobs.map(({ command }) => command.replace(/^.*\//, ''));
}

test.skipIf(!canTry).each([
  ['what the shell only reads is a job', 'exec 7< <(exec ./asRoot 300)', ['asRoot 300']],
  ['so is what runs beside', './asRoot 300 &', ['asRoot 300']],
  ['what may read what the shell writes ends with it', 'exec 7> >(exec ./asRoot 300)', []],
  [
    'where somebody else is seen to read that, the other one is a job',
    'exec 7> >(exec cat); exec 8< <(exec ./asRoot 300)',
    ['asRoot 300'],
  ],
])('%s: %s', (_, text, commands) => {
  expect(jobsOf(text)).toEqual(commands);
});
