import { expect, test } from 'vitest';

import { emptyRun, replay } from '../../../src/core/run/state.ts';
import { lookedBackTo } from '../../../src/core/run/view/looksBack.ts';
import type { Card } from '../../../src/core/run/view/view.ts';
import { recorded } from './log.ts';

// Which step asks about what another printed, and since when a run is walked.

function card(id: string, kind: Card['kind'], more: Partial<Card> = {}): Card {
  return {
    id,
    number: id,
    title: id,
    line: 1,
    endLine: 1,
    required: true,
    role: 'path',
    problems: [],
    kind,
    ...more,
  };
}

test.each<[asks: string, looks: boolean]>([
  ['Does the output above show three pods?', true],
  ['Compare with the previous command', true],
  ['Check that the value printed above is below 5', true],
  ['Yukarıdaki çıktıda üç pod var mı', true],
  ['Stimmt die Ausgabe oben', true],
  ['¿Coincide el resultado anterior?', true],
  ['The backup is fresh', false],
  ['Keep the error rate above 1 under watch', false],
  ['Copy the output to the ticket', false],
  ['See the section above', false],
])('%s: %s', (title, looks) => {
  const cards = [
    card('run', 'commands'),
    card('other', 'commands', { role: 'rollback' }),
    card('ask', 'check', {
      title: '',
      tasks: [{ id: 'ask', html: title, title, line: 2, depth: 0, required: true }],
    }),
  ];
  expect([...lookedBackTo(cards)]).toEqual(looks ? [['ask', 'run']] : []);
  expect([...lookedBackTo(cards.slice(2))]).toEqual([]);
});

test('values that are given first are no walk yet', () => {
  const given = { type: 'input.set', name: 'v', kind: 'text', value: '1', source: 'typed' } as const;
  const ticked = { type: 'check.set', step: 's', checked: true, by: 'person' } as const;
  const entries = recorded([given, ticked, ticked]);
  expect(replay(emptyRun, entries.slice(0, 2)).walkedFrom).toBeUndefined();
  const walked = replay(emptyRun, entries);
  expect(walked.walkedFrom).toBe(entries.find(({ type }) => type === 'check.set')?.t);
  expect(walked.walkedFrom).toBeGreaterThan(walked.startedAt);
});
