import { expect, test } from 'vitest';
import { folded } from '../../../src/core/review/haystack.ts';

test.each([
  ['an English title, lowered as English does', 'Incident', 'incident'],
  ['an English title, typed as a Turkish keyboard has it', 'Incident', 'ıncident'],
  ['a Turkish title', 'IŞIK İZLEME', 'ışık izleme'],
  ['a Turkish title, typed without its dots', 'İzleme', 'izleme'],
])('a search finds %s', (_, text, typed) => {
  expect(folded(text)).toContain(folded(typed));
});
