// What is next in a runbook of which nothing is required: its steps, one by one, which may all be left open.
import { expect, test } from 'vitest';
import { project } from '../../../src/core/run/view/project.ts';
import { happened as did, laidOf, live, stateOf } from './log.ts';

interface Case {
  readonly title: string;
  readonly text: string;
  /** Indexes of steps that are done by hand; a section that is entered. */
  readonly does: readonly (number | string)[];
  /** The index of the step that is next; undefined where all is settled. */
  readonly next: number | undefined;
  /** How many steps have to be settled, and are. */
  readonly due: readonly [settled: number, total: number];
}

const list = '# T\n\n## Go\n\n1. Drain the old nodes.\n2. Remove them.\n3. Look.\n';
const withRollback = `${list}\n## Rollback\n\n- [ ] Bring them back\n`;

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
    title: 'where something is required they are passed over',
    text: `${list}\n- [ ] Tell the team\n`,
    does: [],
    next: 3,
    due: [0, 1],
  },
  {
    title: 'also at the end',
    text: `${list}\n- [ ] Tell the team\n`,
    does: [3],
    next: undefined,
    due: [1, 1],
  },
  { title: 'prose leads nowhere', text: '# T\n\nOnly words.\n', does: [], next: undefined, due: [0, 0] },
];

test.each(cases)('$title', ({ text, does, next, due }) => {
  const { ids, ...laid } = laidOf(text);
  const happened = does.map(what =>
    typeof what === 'string' ? did.entered(what) : did.ended(ids[what] ?? '', 'hand'),
  );
  const view = project(laid, stateOf(happened), live);
  expect(view.now).toEqual(next === undefined ? { kind: 'settled' } : { kind: 'ready', step: ids[next] });
  expect([view.total.settled, view.total.total]).toEqual(due);
});
