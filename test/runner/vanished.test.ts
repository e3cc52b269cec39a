// A command that takes the log away ends the run there: what nobody records is not run.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

const who = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@b',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@b',
};

test.each([
  ['rm -rf .handrail', '.handrail'],
  ['git clean -qfdx', 'git clean -qfdx'],
  ['git stash -q -u', 'git stash -u'],
  ['mv .handrail elsewhere', '.handrail'],
] as const)('%s', async (command, name) => {
  const place = new Place(`# V\n\n${fence(`# Away\n${command}`)}\n\n${fence('# Behind\ntouch behind')}\n`);
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-C', place.workspace, ...args], { env: { ...place.environment, ...who } });
  };
  git('init', '-q');
  git('add', 'walk.md');
  git('commit', '-q', '-m', 'x');
  const viewer = await place.open({ environment: who });
  // The first look warns of what would take the log along.
  expect(JSON.stringify(viewer.page.phases)).toContain('clean-tree');
  await viewer.runNamed('Away', name);
  await until('the page says that nothing is recorded', () => !viewer.view.recording.ok);
  const { revision } = viewer.view;
  expect(await viewer.ask({ type: 'run.step', step: viewer.id('Behind'), revision })).toMatchObject({
    ok: false,
    code: 'not-recording',
    because: { kind: 'unrecorded', why: { code: 'log-vanished' } },
  });
  expect(fs.existsSync(join(place.workspace, 'behind'))).toBe(false);
});
