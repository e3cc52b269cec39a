// Commands run only where the team's policy says, and the log says what it said then.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

function policed(place: Place, config: string): void {
  const folder = join(place.workspace, '.handrail');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(join(folder, 'config.yaml'), config);
}

test('a policy is looked at before each command, however it came, and is in the log with what ran under it', async () => {
  const steps = [fence('# Look\ntouch looked'), fence('# Move\nexport AWS_PROFILE=other\ntouch moved')];
  const place = new Place(`# C\n\n${steps.join('\n\n')}\n\n${fence('# Delete\nrm -f ./moved')}\n`);
  policed(place, 'policy:\n  context: { aws: [ops, ops-2] }\n');
  const file = '.handrail/config.yaml';
  const viewer = await place.open();
  const message = `No AWS profile is set. The policy in ${file} needs ops or ops-2.`;
  expect(viewer.step('Look').blocked).toMatchObject({ kind: 'context', message });
  expect(viewer.view.facts.policy?.context).toEqual([{ file, name: 'aws', allowed: ['ops', 'ops-2'] }]);
  const { revision } = viewer.view;
  expect(await viewer.ask({ type: 'run.step', step: viewer.id('Look'), revision })).toMatchObject({
    ok: false,
    code: 'wrong-context',
    message: `${message} Nothing was run.`,
  });
  viewer.close();
  await place.killRunner();
  const right = await place.open({ environment: { AWS_PROFILE: 'ops' } });
  await right.runTo('Look', 'passed');
  const held = await right.runTo('Move', 'blocked');
  expect(held.commands.map(({ state }) => state)).toEqual(['passed', 'waiting']);
  expect(held.blocked).toMatchObject({
    kind: 'context',
    message: `The AWS profile is other. The policy in ${file} needs ops or ops-2.`,
  });
  expect(fs.existsSync(join(place.workspace, 'moved'))).toBe(false);
  const { entries } = await place.log();
  const contexts = entries.filter(({ type }) => type === 'context');
  expect(contexts.at(-1)).toMatchObject({
    cloud: { aws: 'other' },
    policy: { files: [{ path: file }], context: [{ file, name: 'aws', allowed: ['ops', 'ops-2'] }] },
  });
});

test('a policy that comes, changes or breaks while a run is open holds for what is risky', async () => {
  const steps = [fence('# First\ntouch first'), fence('# Delete\nrm -f ./first')];
  const place = new Place(`# C\n\n${steps.join('\n\n')}\n`);
  const viewer = await place.open();
  await viewer.runTo('First', 'passed');
  policed(place, 'policy:\n  context: { host: elsewhere }\n');
  await viewer.runNamed('Delete', './first');
  await until('it stands elsewhere', () => viewer.step('Delete').blocked?.kind === 'context');
  const held = viewer.step('Delete');
  expect(held).toMatchObject({ blocked: { kind: 'context' }, commands: [{ state: 'waiting' }] });
  policed(place, 'policy:\n  context: { hots: elsewhere }\n');
  const { revision } = viewer.view;
  expect(await viewer.ask({ type: 'run.step', step: viewer.id('Delete'), revision })).toMatchObject({
    code: 'wrong-context',
    message:
      'The policy cannot be understood: .handrail/config.yaml:2: there is no setting policy.context.hots. Nothing was run.',
  });
  expect(fs.existsSync(join(place.workspace, 'first'))).toBe(true);
  policed(place, 'policy:\n  context: { host: "*" }\n');
  const named = { type: 'run.step', step: viewer.id('Delete'), confirm: './first' } as const;
  await viewer.do({ ...named, revision: viewer.view.revision });
  await until('it has passed', () => viewer.step('Delete').state === 'passed');
  expect(fs.existsSync(join(place.workspace, 'first'))).toBe(false);
});
