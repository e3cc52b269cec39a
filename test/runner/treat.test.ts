// What only looks like shell is taken as shell on a person's word: it is run then as any step, and stays so for whoever comes back.
import { expect, test } from 'vitest';
import { Place } from './place.ts';
import { until } from './viewer.ts';

const runbook = `# Untagged

\`\`\`
curl --version > /dev/null
echo <name>
\`\`\`

- [ ] Look

\`\`\`js
let x = 1;
\`\`\`
`;
const title = 'curl --version > /dev/null';

test('it is shown, taken, asked values for, run, and told of', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  const step = viewer.id(title);
  const { revision } = viewer.view;
  expect(await viewer.ask({ type: 'run.step', step, revision })).toMatchObject({
    ok: false,
    code: 'not-allowed',
  });
  await viewer.do({ type: 'step.treat', step });
  await until('the page has its commands', () => cardOf(viewer, step)?.commands?.length === 2);
  expect(cardOf(viewer, step)).toMatchObject({
    kind: 'commands',
    title,
    line: 3,
    endLine: 6,
    required: true,
  });
  expect(viewer.view.values.map(({ name }) => name)).toEqual(['name']);
  expect(await viewer.ask({ type: 'step.treat', step })).toMatchObject({
    ok: false,
    because: { kind: 'not-shell' },
  });
  await viewer.give('name', 'orders');

  const { folder } = await place.log();
  await place.killRunner();
  const again = await place.open({ adopt: folder });
  expect(cardOf(again, step)?.commands?.map(({ line }) => line)).toEqual([4, 5]);
  await again.runTo(title, 'passed');
  expect(again.step(title).commands[1]?.output?.tail).toEqual(['orders']);
  await again.do({ type: 'close', result: 'aborted', reason: 'enough was seen' });

  const { entries } = await place.log();
  expect(entries.find(entry => entry.type === 'step.treated')).toMatchObject({
    step,
    as: 'shell',
    by: 'person',
  });
  const { said } = await place.handrail(['report', folder]);
  expect(said).toContain('Taken as shell');
  expect(said).toContain('echo orders');
});

test('nothing else is taken as shell', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  for (const other of ['Look', 'let x = 1;']) {
    const step = viewer.id(other);
    expect(await viewer.ask({ type: 'step.treat', step }), other).toMatchObject({
      ok: false,
      because: { kind: 'not-shell' },
    });
  }
  expect((await place.log()).entries.map(({ type }) => type)).not.toContain('step.treated');
});

test('several that are taken at once all become steps', async () => {
  const parts = ['web', 'api', 'mail'].map(name => `## ${name}\n\n\`\`\`\ncurl ${name}\n\`\`\`\n`);
  const place = new Place(`# Untagged\n\n${parts.join('\n')}`);
  const viewer = await place.open();
  const steps = cardsOf(viewer).flatMap(({ kind, id }) => (kind === 'suggested' ? [id] : []));
  expect(steps.length).toBe(3);
  const replies = await Promise.all(steps.map(step => viewer.ask({ type: 'step.treat', step })));
  expect(replies.map(({ ok }) => ok)).toEqual([true, true, true]);
  await until('all have commands', () => steps.every(step => cardOf(viewer, step)?.commands?.length === 1));
});

type Viewer = Awaited<ReturnType<Place['open']>>;

function cardsOf(viewer: Viewer) {
  return viewer.page.phases
    .flatMap(({ blocks }) => blocks)
    .flatMap(block => (block.type === 'card' ? [block.card] : []));
}

function cardOf(viewer: Viewer, step: string) {
  return cardsOf(viewer).find(({ id }) => id === step);
}
