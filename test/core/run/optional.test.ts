// What is next where steps may be left open: the author's instructions, where the author has put them.
import { expect, test } from 'vitest';
import { project } from '../../../src/core/run/view/project.ts';
import { happened as did, laidOf, live, stateOf } from './log.ts';

interface Case {
  readonly title: string;
  readonly text: string;
  /** Indexes of steps that are done by hand, or skipped; a section that is entered. */
  readonly does: readonly (number | string | { readonly skips: number })[];
  /** The index of the step that is next; undefined where all is settled. */
  readonly next: number | undefined;
  /** How many steps have to be settled, and are. */
  readonly due: readonly [settled: number, total: number];
}

const list = '# T\n\n## Go\n\n1. Drain the old nodes.\n2. Remove them.\n3. Look.\n';
const withRollback = `${list}\n## Rollback\n\n- [ ] Bring them back\n`;

const mixed =
  '# T\n\n## Go\n\n1. Drain the old nodes.\n2. Remove them.\n\n- [ ] Tell the team\n\n3. Look.\n\n- [ ] Wait\n\n4. Open the gates.\n';

const told =
  '# T\n\n## Go\n\nVersion: ____\n\n> Release [VERSION] begins at [TIME].\n\n- [ ] Tell the team\n\n### After\n\n> Release [VERSION] is out since [TIME].\n\n### Last\n\n- [ ] Wait\n';

const cases: readonly Case[] = [
  { title: 'the first is next', text: list, does: [], next: 0, due: [0, 0] },
  { title: 'then the one that is open', text: list, does: [0, 2], next: 1, due: [0, 0] },
  { title: 'until none is', text: list, does: [0, 1, 2], next: undefined, due: [0, 0] },
  { title: 'a rollback comes first', text: withRollback, does: [1, 'rollback'], next: 3, due: [0, 1] },
  {
    title: 'and takes the place of the rest',
    text: withRollback,
    does: ['rollback', 3],
    next: undefined,
    due: [1, 1],
  },
  {
    title: 'an instruction comes before what is required after it',
    text: mixed,
    does: [],
    next: 0,
    due: [0, 2],
  },
  { title: 'and one by one', text: mixed, does: [0], next: 1, due: [0, 2] },
  { title: 'whoever goes on has passed them over', text: mixed, does: [2], next: 3, due: [1, 2] },
  { title: 'those between two that are required as well', text: mixed, does: [2, 4], next: 5, due: [2, 2] },
  {
    title: 'and those at the end, when the run may be closed',
    text: mixed,
    does: [0, 1, 2, 3, 4],
    next: 5,
    due: [2, 2],
  },
  { title: 'until all are done', text: mixed, does: [2, 4, 5], next: undefined, due: [2, 2] },
  {
    title: 'an item over a list of its own is not asked for beside it',
    text: '# T\n\n## Go\n\n1. Change the token\n   1. Open the page.\n   2. Choose one.\n\n- [ ] Tell the team\n',
    does: [0, 1],
    next: 3,
    due: [0, 1],
  },
  {
    title: 'a report may be left where it is',
    text: '# T\n\n## Go\n\nName: ____\n\nVersion: ____\n\n- [ ] Tell the team\n',
    does: [],
    next: 2,
    due: [0, 1],
  },
  {
    title: 'but whoever has filled one in comes to the text below it',
    text: told,
    does: [0],
    next: 1,
    due: [0, 2],
  },
  { title: 'and from there to what is required', text: told, does: [0, 1], next: 2, due: [0, 2] },
  { title: 'also from a step that is required', text: told, does: [2], next: 3, due: [1, 2] },
  { title: 'and past what was skipped', text: told, does: [1, { skips: 2 }], next: 3, due: [1, 2] },
  { title: 'whoever goes on has passed over those', text: told, does: [2, 4], next: undefined, due: [2, 2] },
  { title: 'what is required stands before them', text: told, does: [0, 1, 3], next: 2, due: [0, 2] },
  {
    title: 'a branch that was not entered holds nobody up',
    text: `${mixed}\n## Rollback\n\n1. Bring them back.\n\n- [ ] Tell the team\n`,
    does: [2, 4, 5],
    next: undefined,
    due: [2, 2],
  },
  {
    title: 'one that was entered is walked with its instructions, and its own only',
    text: `${mixed}\n## Rollback\n\n1. Bring them back.\n\n- [ ] Tell the team\n`,
    does: [0, 'rollback'],
    next: 6,
    due: [0, 1],
  },
  { title: 'prose leads nowhere', text: '# T\n\nOnly words.\n', does: [], next: undefined, due: [0, 0] },
];

test.each(cases)('$title', ({ text, does, next, due }) => {
  const { ids, ...laid } = laidOf(text);
  const happened = does.map(what => {
    if (typeof what === 'object') return did.skipped(ids[what.skips] ?? '');
    return typeof what === 'string' ? did.entered(what) : did.ended(ids[what] ?? '', 'hand');
  });
  const view = project(laid, stateOf(happened), live);
  expect(view.now).toEqual(next === undefined ? { kind: 'settled' } : { kind: 'ready', step: ids[next] });
  expect([view.total.settled, view.total.total]).toEqual(due);
});
