// Commands run only where the runbook says, and the log says where that was.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

test('a runbook that belongs elsewhere is blocked until one is there, and a step is held when that changes in it', async () => {
  const steps = [fence('# Look\ntouch looked'), fence('# Move\nexport AWS_PROFILE=other\ntouch moved')];
  const place = new Place(`---\ncontext:\n  aws: ops\n---\n# C\n\n${steps.join('\n\n')}\n`);
  const config = join(place.home, '.aws/config');
  const viewer = await place.open();
  expect(viewer.step('Look').blocked).toMatchObject({
    kind: 'context',
    message: 'No AWS profile is set. This runbook needs ops.',
  });
  const { revision } = viewer.view;
  expect(await viewer.ask({ type: 'run.step', step: viewer.id('Look'), revision })).toMatchObject({
    ok: false,
    code: 'wrong-context',
  });
  viewer.close();
  await place.killRunner();
  fs.mkdirSync(join(place.home, '.aws'));
  fs.writeFileSync(config, '[default]\n');
  const right = await place.open({ environment: { AWS_PROFILE: 'ops' } });
  await right.runTo('Look', 'passed');
  // What the shell exports is where its commands act, whatever the runner inherited.
  const held = await right.runTo('Move', 'blocked');
  expect(held.commands.map(({ state }) => state)).toEqual(['passed', 'waiting']);
  expect(held.blocked).toMatchObject({
    kind: 'context',
    message: 'The AWS profile is other. This runbook needs ops.',
  });
  expect(fs.existsSync(join(place.workspace, 'looked'))).toBe(true);
  expect(fs.existsSync(join(place.workspace, 'moved'))).toBe(false);
  const contexts = (await place.log()).entries.filter(({ type }) => type === 'context');
  expect(contexts.slice(-2)).toMatchObject([{ cloud: { aws: 'ops' } }, { cloud: { aws: 'other' } }]);
});

test('a step that was held is ready once commands act where they should again, and goes on from there', async () => {
  const place = new Place(
    `---\ncontext:\n  branch: main\n---\n# C\n\n${fence('# Move\necho x >>moved; git switch -qc other\necho x >>on')}\n`,
  );
  const git = (...options: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=k', '-c', 'user.email=k@e', ...options], { cwd: place.workspace });
  };
  git('init', '-qb', 'main');
  git('commit', '-qm', 'Begin', '--allow-empty');
  const viewer = await place.open();
  await viewer.runTo('Move', 'blocked');
  expect(viewer.step('Move').blocked).toMatchObject({ asked: { name: 'branch', here: 'other' } });
  git('switch', '-q', 'main');
  await viewer.do({ type: 'context.check' });
  await until('it is ready', () => viewer.step('Move').state === 'ready');
  await viewer.runTo('Move', 'passed');
  expect(['moved', 'on'].map(name => fs.readFileSync(join(place.workspace, name), 'utf8'))).toEqual([
    'x\n',
    'x\n',
  ]);
});

test('where a risky command acts is looked at right before it', async () => {
  const place = new Place(
    `# C\n\n${fence('# Mark\nexport GOOGLE_CLOUD_PROJECT=shop')}\n\n${fence('# Delete\nrm -rf ./nothing')}\n`,
  );
  const viewer = await place.open();
  await viewer.runTo('Mark', 'passed');
  expect(viewer.view.facts.cloud).toBeUndefined();
  await viewer.runNamed('Delete', './nothing');
  await until('the page says so', () => viewer.view.facts.cloud?.gcp === 'shop');
  const { entries } = await place.log();
  const types = entries.map(({ type }) => type);
  const context = types.lastIndexOf('context');
  expect(types.slice(context).filter(type => type === 'attempt.started')).toHaveLength(1);
});

test('one press runs a step once, however fast the second comes', async () => {
  const place = new Place(`# C\n\n${fence('# Count\necho x >>count; false')}\n`);
  const viewer = await place.open();
  const request = { type: 'run.step', step: viewer.id('Count'), revision: viewer.view.revision } as const;
  const answers = await Promise.all([viewer.ask(request), viewer.ask(request)]);
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
  await until('it has failed', () => viewer.step('Count').state === 'failed');
  expect(fs.readFileSync(join(place.workspace, 'count'), 'utf8')).toBe('x\n');
});
