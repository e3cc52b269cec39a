// What was tried before a command was tried again.
import { expect, test } from 'vitest';
import type { Action, Entry } from '../../../src/core/audit/entry.ts';
import { project } from '../../../src/core/run/view/project.ts';
import { happened as did, laidOf, live, stateOf } from './log.ts';

const laid = laidOf('# T\n\n```bash\necho one\n# Expected: a thing that reads well\necho two\n```\n');
const [run = ''] = laid.ids;

type Log = readonly (Action | Entry)[];

const passed: Log = [
  ...[did.started(run), did.begun(run, 'a'), did.exited('a', 0), did.judged(run, 'a', 'met')],
  ...[did.begun(run, 'b', 1), did.exited('b', 0), did.ended(run)],
];
const failing: Log = [did.started(run), did.begun(run, 'a'), did.exited('a', 1), did.failed(run)];

/** The attempts of a step's commands that were tried again, as the view holds them. */
function earlier(log: Log): readonly (readonly (string | undefined)[])[] {
  const { commands } = project(laid, stateOf(log), live).steps[run] ?? { commands: [] };
  return commands.map(command => (command.earlier ?? []).map(({ attemptId }) => attemptId));
}

const again: Log = [...failing, did.started(run, 2), did.begun(run, 'b')];

test.each([
  ['one that was never tried again has none', passed, [[], []]],
  ['a failure that is tried again', again, [['a'], []]],
  [
    'each of many, oldest first, by its own command',
    [
      ...[...again, did.exited('b', 1), did.failed(run), did.started(run, 3), did.begun(run, 'c')],
      ...[did.exited('c', 0), did.judged(run, 'c', 'met'), did.begun(run, 'd', 1), did.exited('d', 1)],
      ...[did.failed(run), did.started(run, 4), did.begun(run, 'e', 1)],
    ],
    [['a', 'b'], ['d']],
  ],
  ['a step that was taken back keeps what was tried', [...passed, did.reopened(run)], [['a'], ['b']]],
] as const satisfies readonly (readonly [string, Log, readonly (readonly string[])[]])[])(
  'earlier attempts: %s',
  (_, log, want) => {
    expect(earlier(log)).toEqual(want);
  },
);

test('of many attempts a view holds the newest, however often somebody tries', () => {
  const ids = Array.from({ length: 30 }, (_, nth) => `n${nth}`);
  const log = ids.flatMap((id, nth) => [
    did.started(run, nth + 1),
    did.begun(run, id),
    did.exited(id, 1),
    did.failed(run),
  ]);
  expect(earlier(log)[0]).toEqual(ids.slice(9, 29));
});
