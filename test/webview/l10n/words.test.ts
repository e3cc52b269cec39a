import { expect, test } from 'vitest';

import { said, tell } from '../../../src/core/message/message.ts';
import { enWalker } from '../../../src/webview/l10n/en/walker.ts';
import { trWalker } from '../../../src/webview/l10n/tr/walker.ts';
import type { Message, MessageKey } from '../../../src/webview/l10n/message.ts';
import '../../../src/webview/l10n/turkish.ts';
import { wordsFor } from '../../../src/webview/l10n/words.ts';

function holes(message: Message): readonly string[] {
  const texts = typeof message === 'string' ? [message] : [message.one, message.other];
  const names = texts.flatMap(text => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? ''));
  return [...new Set(names)].sort();
}

const keys = Object.keys(enWalker) as MessageKey[];

test('Turkish has the keys of English, with the same holes', () => {
  expect(Object.keys(trWalker).sort()).toEqual([...keys].sort());
  for (const key of keys)
    expect({ key, holes: holes(trWalker[key]) }).toEqual({ key, holes: holes(enWalker[key]) });
});

test('no message promises or pleads, and none is empty', () => {
  const refused =
    /please|oops|successful|\bjust\b|something|!|secure|tamper|guarante|invalid|lütfen|geçersiz/iu;
  for (const messages of [enWalker, trWalker]) {
    for (const [key, message] of Object.entries(messages as Record<string, Message>)) {
      for (const text of typeof message === 'string' ? [message] : [message.one, message.other]) {
        expect({ key, text }).not.toEqual({ key, text: '' });
        expect(refused.test(text) ? { key, text } : undefined).toBeUndefined();
      }
    }
  }
});

test('Turkish says nothing in English', () => {
  const shared = keys.filter(key => JSON.stringify(trWalker[key]) === JSON.stringify(enWalker[key]));
  // Names of keys, and forms that both languages write the same.
  expect(shared.filter(key => !key.startsWith('key.'))).toEqual(['signed']);
});

test.each([
  ['en', 'en'],
  ['tr', 'tr'],
  ['tr-TR', 'tr'],
  ['TR_tr', 'tr'],
  ['de', 'en'],
  ['', 'en'],
  ['constructor', 'en'],
])('the words of %j are %s', (locale, expected) => {
  expect(wordsFor(locale).locale).toBe(expected);
});

test('plurals follow the language', () => {
  const english = wordsFor('en');
  const turkish = wordsFor('tr');
  expect(english.t('row.tasks', { n: 1 })).toBe('1 task');
  expect(english.t('row.tasks', { n: 2 })).toBe('2 tasks');
  expect(english.t('row.tasks', { n: 1200 })).toBe('1,200 tasks');
  expect(turkish.t('row.tasks', { n: 1200 })).toBe('1.200 görev');
});

test('a hole is filled with what is given, whatever it looks like', () => {
  expect(wordsFor('en').t('reason', { reason: '{reason} $& $1' })).toBe('Reason: {reason} $& $1');
});

test.each([
  [0, '0:00', '0 s'],
  [41_000, '0:41', '41 s'],
  [134_900, '2:14', '2 min 14 s'],
  [240_000, '4:00', '4 min'],
  [3_723_000, '1:02:03', '1 h 2 min'],
  [-5, '0:00', '0 s'],
])('%d ms is %s beside others and "%s" in a sentence', (ms, clock, span) => {
  const words = wordsFor('en');
  expect(words.clock(ms)).toBe(clock);
  expect(words.span(ms)).toBe(span);
});

test('a time of today has no date, another one has', () => {
  const words = wordsFor('en');
  const now = new Date(2026, 10, 21, 3, 28).getTime();
  expect(words.time(new Date(2026, 10, 21, 3, 4).getTime(), now)).toBe('03:04');
  expect(words.time(new Date(2026, 10, 20, 23, 4).getTime(), now)).toBe('Nov 20, 23:04');
});

test('what reading found is said in the language of the page, and in English where that has no words', () => {
  const told = tell('remark.hidden', { kinds: [said('hidden.control'), said('hidden.lookAlike')] });
  expect(wordsFor('de').remark(told)).toBe(told.message);
  expect(wordsFor('tr').remark(told)).toContain('var: denetim karakteri, benzer görünümlü. Çalışmadan');
  expect(wordsFor('tr').remark(tell('remark.setLater', { name: '{name}' }))).toMatch(/^\$\{name\} burada/);
  expect(wordsFor('tr').remark(tell('reviewPassed', { due: '2030-01-01' }))).toMatch(/^This runbook/);
});

test('a span below a second is never nothing', () => {
  const said = [0, 1, 40, 400, 999, 1000].map(ms => wordsFor('en').span(ms));
  expect(said).toEqual(['0 s', '0.1 s', '0.1 s', '0.4 s', '1 s', '1 s']);
  expect(wordsFor('tr').span(400)).toBe('0,4 sn');
});
