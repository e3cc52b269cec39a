// The first look at a runbook: what it needs is looked up, and nothing is left behind by looking.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';
import { until } from './viewer.ts';

const runbook = `# First\n\n${fence('# Say it\necho one | cat')}\n\n${fence('# Later\nno-such-tool-here --now')}\n`;

test('tools are looked up, looking leaves no trace, and the first action ends it', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  await until('the look has been had', () => viewer.view.preflight !== undefined);
  const found = viewer.view.preflight?.tools.map(tool => [tool.name, tool.found]);
  expect(found).toEqual([
    ['cat', true],
    ['no-such-tool-here', false],
  ]);
  const { revision } = viewer.view;
  await viewer.do({ type: 'look' });
  await until('it was looked again', () => viewer.view.revision > revision);
  expect(fs.existsSync(join(place.workspace, '.handrail'))).toBe(false);
  await viewer.runTo('Say it', 'passed');
  expect(viewer.view.preflight).toBeUndefined();
});

test('who will have to agree is known before the log is begun, by text and policy', async () => {
  const gated = `---\napprovals:\n  - by: dba\n    at: Say it\n    count: 2\n---\n${runbook}`;
  const place = new Place(gated);
  fs.mkdirSync(join(place.workspace, '.handrail'), { recursive: true });
  fs.writeFileSync(
    join(place.workspace, '.handrail/config.yaml'),
    'policy:\n  approvals:\n    - role: cto\n',
  );
  const viewer = await place.open();
  await until('the look has been had', () => viewer.view.preflight !== undefined);
  expect(viewer.view.preflight?.gates?.map(({ role, quorum, steps }) => [role, quorum, steps])).toEqual([
    ['dba', 2, [viewer.id('Say it')]],
    ['cto', 1, []],
  ]);
});

test.each([false, true])(
  'without trust nothing is looked up until it is given; a value before it: %s',
  async isGiven => {
    const place = new Place(runbook.replace('one', '<who>'));
    const viewer = await place.open({ trusted: false });
    await until('the look has been had', () => viewer.view.preflight !== undefined);
    expect(viewer.view.preflight?.tools).toEqual([]);
    if (isGiven) await viewer.do({ type: 'input.set', name: 'who', value: 'ana' });
    viewer.trust();
    await until('the tools were looked up', () => viewer.view.preflight?.tools.length === 2);
  },
);

test('the last run of the same runbook is told of', async () => {
  const place = new Place(`# First\n\n${fence('# Say it\necho one')}\n`);
  const { exit } = await place.handrail(['run', 'walk.md', '--yes']);
  expect(exit).toBe(0);
  const viewer = await place.open();
  await until('the look has been had', () => viewer.view.preflight?.lastRun !== undefined);
  expect(viewer.view.preflight?.lastRun?.result).toBe('done');
});

test('a run that a value has begun is not told of as the last one', async () => {
  const place = new Place(runbook.replace('one', '<who>'));
  const viewer = await place.open();
  await until('the look has been had', () => viewer.view.preflight !== undefined);
  await viewer.do({ type: 'input.set', name: 'who', value: 'ana' });
  const { revision } = viewer.view;
  await viewer.do({ type: 'look' });
  await until('it was looked again', () => viewer.view.revision > revision);
  expect(viewer.view.preflight).toMatchObject({ tools: [{ name: 'cat' }, { name: 'no-such-tool-here' }] });
  expect(viewer.view.preflight?.lastRun).toBeUndefined();
});

test('text that is taken as shell is looked at before any of it runs', async () => {
  const place = new Place('# First\n\n```\ncurl -fsS localhost\n```\n');
  const viewer = await place.open();
  await until('the look has been had', () => viewer.view.preflight !== undefined);
  expect(viewer.view.preflight?.tools).toEqual([]);
  await viewer.do({ type: 'step.treat', step: viewer.id('curl -fsS localhost') });
  await until('its tool was looked up', () => viewer.view.preflight?.tools[0]?.name === 'curl');
  expect(viewer.view.walkedFrom).toBeUndefined();
});

test('a run in which nothing was done yet is looked at again by whoever goes on with it', async () => {
  const place = new Place(runbook.replace('one', '<who>'));
  const viewer = await place.open();
  await viewer.do({ type: 'input.set', name: 'who', value: 'ana' });
  await place.killRunner();
  const back = await place.open();
  await until('the look has been had', () => back.view.preflight?.tools.length === 2);
  expect(back.view.startedAt).toBeGreaterThan(0);
});
