// What a page asks of a run, where there is none: only what leaves no trace and starts nothing means anything.
import { expect, test } from 'vitest';
import { moveOf } from '../../src/extension/rehearsal/move.ts';
import { request, type Request } from '../../src/protocol/request.ts';

const known: readonly (readonly [Request, unknown])[] = [
  [
    { type: 'run.step', step: 's', revision: 1 },
    { kind: 'pass', step: 's' },
  ],
  [
    { type: 'step.hand', step: 's', reason: 'by phone' },
    { kind: 'pass', step: 's' },
  ],
  [
    { type: 'step.copied', step: 's' },
    { kind: 'pass', step: 's' },
  ],
  [
    { type: 'judge', step: 's', decision: 'met' },
    { kind: 'pass', step: 's' },
  ],
  [
    { type: 'judge', step: 's', decision: 'differs' },
    { kind: 'fail', step: 's' },
  ],
  [
    { type: 'step.skip', step: 's', reason: '' },
    { kind: 'skip', step: 's' },
  ],
  [
    { type: 'step.reopen', step: 's', reason: '' },
    { kind: 'back', step: 's' },
  ],
  [
    { type: 'check.set', step: 's', checked: true },
    { kind: 'tick', step: 's', checked: true },
  ],
  [
    { type: 'record.fill', step: 's', values: [] },
    { kind: 'fill', step: 's', values: [] },
  ],
  [
    { type: 'branch.enter', section: 'r', reason: '' },
    { kind: 'branch', section: 'r' },
  ],
  [
    { type: 'input.set', name: 'n', value: 'v' },
    { kind: 'value', name: 'n', value: 'v' },
  ],
];

test.each(known)('%j', (asked, move) => {
  expect(moveOf(asked)).toEqual(move);
});

test('nothing else of all that can be asked means anything', () => {
  const types = request.options.map(({ shape }) => shape.type.value);
  const meant = new Set(known.map(([{ type }]) => type));
  const rest = types.filter(type => !meant.has(type));
  expect(rest.length).toBeGreaterThan(25);
  const any = { step: 's', text: 't', path: '/p', reason: 'r', revision: 1, statement: 0, digest: '' };
  for (const type of rest) expect({ type, move: moveOf({ ...any, type } as Request) }).toEqual({ type });
});
