// What the rail, the status bar and the end of a run say, and that they count the same.
import { expect, test } from 'vitest';
import { hasSteps } from '../../../src/core/run/view/hasSteps.ts';
import { project } from '../../../src/core/run/view/project.ts';
import type { Tally } from '../../../src/core/run/view/tally.ts';
import type { RunView } from '../../../src/core/run/view/view.ts';
import { happened as did, laidOf, live, stateOf } from './log.ts';

interface Case {
  readonly title: string;
  readonly text: string;
  /** By the titles of steps, in order: what happened to each; `enter` by the id of a section. */
  readonly does: readonly (readonly ['hand' | 'fail' | 'skip' | 'enter', string])[];
  readonly tally: Partial<Tally>;
  readonly total: readonly [settled: number, total: number];
  /** By the number of a phase. */
  readonly phases: Readonly<Record<string, readonly [settled: number, total: number]>>;
}

const path = '# T\n\n## Go\n\n- [ ] drain\n\n## Look\n\n- [ ] look\n';
const option = (name: string, n: number): string => `### Option ${n}: ${name}\n\n- [ ] ${name}\n\n`;
const withOptions = `${path}\n## Rollback\n\n${['undo', 'restore', 'rebuild'].map((name, at) => option(name, at + 1)).join('')}`;
const withFields = `${path}\n## Report\n\n| Metric | Value |\n|---|---|\n| Downtime | ____ |\n\n> Dear [NAME], it is done.\n`;

const cases: readonly Case[] = [
  {
    title: 'of options, only the one that is due is counted, in the rail as in the sum',
    text: withOptions,
    does: [['enter', 'rollback']],
    tally: { open: 1, aside: 2 },
    total: [0, 1],
    phases: { '1': [0, 1], '2': [0, 1], R: [0, 1] },
  },
  {
    title: 'a branch that nobody entered shows what it holds',
    text: withOptions,
    does: [['hand', 'drain']],
    tally: { byHand: 1, open: 1 },
    total: [1, 2],
    phases: { '1': [1, 1], '2': [0, 1], R: [0, 3] },
  },
  {
    title: 'a failure that a branch answers stays in the sum',
    text: withOptions,
    does: [
      ['fail', 'drain'],
      ['enter', 'rollback'],
      ['hand', 'undo'],
    ],
    tally: { byHand: 1, answered: 1, aside: 1 },
    total: [1, 1],
    phases: { '1': [0, 1], '2': [0, 1], R: [1, 1] },
  },
  {
    title: 'what nobody had to fill in is counted where it was',
    text: withFields,
    does: [
      ['hand', 'drain'],
      ['hand', 'look'],
      ['hand', '#2'],
      ['hand', '#3'],
    ],
    tally: { byHand: 2, more: 2 },
    total: [2, 2],
    phases: { '1': [1, 1], '2': [1, 1] },
  },
  {
    title: 'and not where it was skipped',
    text: withFields,
    does: [
      ['hand', 'drain'],
      ['skip', '#2'],
    ],
    tally: { byHand: 1, open: 1 },
    total: [1, 2],
    phases: { '1': [1, 1] },
  },
];

const nothing: Tally = {
  passed: 0,
  byHand: 0,
  skipped: 0,
  failed: 0,
  open: 0,
  answered: 0,
  aside: 0,
  more: 0,
};

function viewOf({ text, does }: Case): {
  readonly view: RunView;
  readonly numbers: ReadonlyMap<string, string>;
} {
  const { ids, ...laid } = laidOf(text);
  const idOf = (name: string): string =>
    (name.startsWith('#')
      ? ids[Number(name.slice(1))]
      : ids.find(id => laid.plan.steps.get(id)?.step.title === name)) ?? '';
  const happened = does.map(([what, name]) => {
    switch (what) {
      case 'enter':
        return did.entered(name);
      case 'hand':
        return did.ended(idOf(name), 'hand');
      case 'fail':
        return did.failed(idOf(name));
      case 'skip':
        return did.skipped(idOf(name));
    }
  });
  const numbers = new Map(laid.page.phases.map(({ number, id }) => [number, id]));
  return { view: project(laid, stateOf(happened), live), numbers };
}

test.each(cases)('$title', given => {
  const { view, numbers } = viewOf(given);
  expect(view.tally).toEqual({ ...nothing, ...given.tally });
  expect([view.total.settled, view.total.total]).toEqual(given.total);
  const shown = Object.keys(given.phases).map(number => {
    const { settled, total } = view.progress[numbers.get(number) ?? ''] ?? { settled: -1, total: -1 };
    return [number, [settled, total]];
  });
  expect(Object.fromEntries(shown)).toEqual(given.phases);
});

test('a run that was aborted says why', () => {
  const laid = laidOf(path);
  const seals = [{ result: 'aborted', reason: 'the window is over' }, { result: 'done' }] as const;
  const closed = seals.map(seal => project(laid, stateOf([did.sealed(seal)]), live).closed);
  expect(closed).toEqual(seals.map(seal => ({ at: 2000, tookMs: 0, ...seal })));
});

test.each([
  ['# T\n\n## Notes\n\nOnly words.\n', false],
  ['# T\n\n## Notes\n\n```yaml\na: 1\n```\n', false],
  ['# T\n\n## Rollback\n\n- [ ] go back\n', true],
  ['# T\n\n## Go\n\n1. Drain.\n2. Remove.\n', true],
])('what may be left open, and what stands in a branch, is there to be done: %j', (text, has) => {
  expect(hasSteps(laidOf(text).page)).toBe(has);
});

const two = '```bash\ntrue\n```\n\nThen:\n\n```bash\nls\n```\n';
test.each([
  ['Restart (3 replicas)\n\nDuration: 15 minutes', { minMinutes: 15, maxMinutes: 15 }],
  ['Restart (15 minutes)', undefined],
])('a heading has the planned time that its title does not say itself: %j', (title, planned) => {
  const blocks = laidOf(`# T\n\n## Go\n\n### ${title}\n\n${two}`).page.phases.flatMap(one => one.blocks);
  const headings = blocks.filter(({ type }) => type === 'heading');
  expect(headings.map(one => 'planned' in one && one.planned)).toEqual([planned ?? false]);
});

test.each([
  ['Restart (3 replicas)\n\nDuration: 15 minutes', 'Restart (3 replicas)'],
  ['Restart (3 replicas)', 'Restart (3 replicas)'],
  ['Restart (10-20 min)', 'Restart'],
])('a phase gives up only the brackets that its planned time stands for: %j', (title, shown) => {
  expect(
    laidOf(`# T\n\n## ${title}\n\n${two}`)
      .page.phases.map(phase => phase.title)
      .at(-1),
  ).toBe(shown);
});
