import { expect, test } from 'vitest';
import { folded, placeOf } from '../../../src/core/review/folded.ts';

test.each([
  ['an English title, lowered as English does', 'Incident', 'incident'],
  ['an English title, typed as a Turkish keyboard has it', 'Incident', 'ıncident'],
  ['a Turkish title', 'IŞIK İZLEME', 'ışık izleme'],
  ['a Turkish title, typed without its dots', 'İzleme', 'izleme'],
])('a search finds %s', (_, text, typed) => {
  expect(folded(text)).toContain(folded(typed));
});

test.each<[title: string, text: string, typed: string, found: string | undefined]>([
  ['where it stands', 'an Incident here', 'incident', 'Incident'],
  ['a Turkish word by its capitals', 'bkz. ışık İzleme', 'IŞIK', 'ışık'],
  ['what stands behind a capital that is longer in lower case', 'İİ, İzleme bitti', 'izleme', 'İzleme'],
  ['what stands behind a dot of its own', 'I\u0307zmir bitti', 'BİTTİ', 'bitti'],
  ['a letter with a dot of its own, whole', 'I\u0307zmir bitti', 'izmir', 'I\u0307zmir'],
  ['a pair of units that is one character', '🙂🙂 ok', 'OK', 'ok'],
  ['nothing', 'an incident', 'accident', undefined],
  ['nothing for nothing', 'an incident', '', undefined],
])('a search marks %s', (...[, text, typed, found]) => {
  const place = placeOf(typed, text);
  expect(place === undefined ? undefined : text.slice(place.start, place.end)).toBe(found);
});

test('a search marks the next place, too', () => {
  expect(placeOf('i', 'İ, ı', 1)).toEqual({ start: 3, end: 4 });
});
