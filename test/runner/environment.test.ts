// What the variables of a run's shell are and who set them, as a window is told on request; of secrets the names alone.
import { expect, test } from 'vitest';
import type { ShownVariable } from '../../src/core/run/environment.ts';
import { fence, Place } from './place.ts';
import type { Viewer } from './viewer.ts';

async function read(viewer: Viewer): Promise<ReadonlyMap<string, ShownVariable>> {
  const reply = await viewer.ask({ type: 'environment.read' });
  if (!reply.ok || reply.environment === undefined) throw new Error(JSON.stringify(reply));
  return new Map(reply.environment.map(variable => [variable.name, variable]));
}

test('each variable is shown with who set it last, also after a new shell and a new runner', async () => {
  const steps = [
    fence('# Set\nexport PLACE=eu1; plain="two\nlines"\nunset LOSE'),
    fence('# Use\necho "$REGION $API_TOKEN"\nexport PLACE=us1; COPY="x$API_TOKEN"'),
    fence('# Leave\nexit 0'),
  ];
  const place = new Place(`# E\n\n${steps.join('\n\n')}\n`);
  const viewer = await place.open({ environment: { LOSE: 'me', KEEP: 'me', MY_PASSWORD: 'hunter2hunter2' } });
  const before = await read(viewer);
  expect(before.get('KEEP')).toEqual({ name: 'KEEP', value: 'me', exported: true, by: 'inherited' });
  expect(before.get('PAGER')).toEqual({ name: 'PAGER', value: 'cat', exported: true, by: 'handrail' });
  expect(before.get('MY_PASSWORD')).toEqual({
    name: 'MY_PASSWORD',
    secret: true,
    exported: true,
    by: 'inherited',
  });
  // A look leaves no trace.
  expect(viewer.view.recording.entries).toBe(0);
  await viewer.give('REGION', 'west');
  await viewer.give('API_TOKEN', 'tok-0123456789');
  await viewer.runTo('Set', 'passed');
  await viewer.runTo('Use', 'passed');
  const set = { step: viewer.id('Set'), statement: 0 };
  const after = await read(viewer);
  expect(after.get('plain')).toMatchObject({ value: 'two\nlines', exported: false, by: set });
  expect(after.get('LOSE')).toMatchObject({ removed: true, by: { step: set.step, statement: 1 } });
  expect(after.get('REGION')).toMatchObject({ value: 'west', by: 'value' });
  expect(after.get('PLACE')).toMatchObject({
    value: 'us1',
    by: { step: viewer.id('Use'), statement: 1, line: 13 },
  });
  expect(after.get('API_TOKEN')).toEqual({ name: 'API_TOKEN', secret: true, exported: true, by: 'value' });
  expect(after.get('COPY')).toMatchObject({ secret: true, by: { step: viewer.id('Use') } });
  expect([...after.keys()].filter(name => name.startsWith('__hr') || name === 'RANDOM')).toEqual([]);
  expect(JSON.stringify([...after.values()])).not.toMatch(/tok-0123456789|hunter2/);
  await viewer.runTo('Leave', 'passed');
  expect((await read(viewer)).get('PLACE')).toEqual(after.get('PLACE'));
  viewer.close();
  await place.killRunner();
  const again = await place.open({ environment: { LOSE: 'me', KEEP: 'me' } });
  expect((await read(again)).get('KEEP')?.by).toBe('inherited');
});

test('what the environment has at the start counts as set, is recorded so with the first action, and can be given anew', async () => {
  const steps = [
    fence('# Look\necho "$REGION $(printf %s "$API_TOKEN" | wc -c) $TIER"'),
    fence('# Again\necho "$REGION"'),
  ];
  const head = '---\ninputs:\n  TIER:\n    choices: [gold, silver]\n---\n';
  const place = new Place(`${head}# E\n\n${steps.join('\n\n')}\n`);
  const viewer = await place.open({
    environment: { REGION: 'west', API_TOKEN: 'tok-0123456789', TIER: 'lead' },
  });
  const held = (name: string) => viewer.view.values.find(value => value.name === name);
  expect(held('REGION')).toEqual({ name: 'REGION', set: true, source: 'environment', value: 'west' });
  expect(held('API_TOKEN')).toEqual({ name: 'API_TOKEN', set: true, source: 'environment' });
  // What the author would not take is asked for.
  expect(held('TIER')).toEqual({ name: 'TIER', set: false });
  expect(viewer.view.recording.entries).toBe(0);
  await viewer.give('TIER', 'gold');
  const look = await viewer.runTo('Look', 'passed');
  expect(look.commands[0]?.output?.tail).toContain('west 14 gold');
  await viewer.give('REGION', 'east');
  const again = await viewer.runTo('Again', 'passed');
  expect(again.commands[0]?.output?.tail).toContain('east');
  const { entries } = await place.log();
  const set = entries.flatMap(entry =>
    entry.type === 'input.set' ? [[entry.name, entry.source, entry.value]] : [],
  );
  expect(set).toEqual([
    ['REGION', 'environment', 'west'],
    ['API_TOKEN', 'environment', undefined],
    ['TIER', 'typed', 'gold'],
    ['REGION', 'typed', 'east'],
  ]);
});
