import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Message } from '../../../src/webview/l10n/message.ts';
import { enReview } from '../../../src/webview/l10n/en/review.ts';
import { trReview } from '../../../src/webview/l10n/tr/review.ts';
import { reviewIcons } from '../../../src/webview/review/icon.ts';

const textsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : [message.one, message.other];
const holes = (message: Message): readonly string[] =>
  [
    ...new Set(
      textsOf(message).flatMap(text => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? '')),
    ),
  ].sort();

const keys = Object.keys(enReview) as (keyof typeof enReview)[];

test('Turkish has the keys of English, with the same holes', () => {
  expect(Object.keys(trReview).sort()).toEqual([...keys].sort());
  for (const key of keys)
    expect({ key, holes: holes(trReview[key]) }).toEqual({ key, holes: holes(enReview[key]) });
});

test('no message promises or pleads, and none is empty', () => {
  const refused =
    /please|oops|successful|\bjust\b|something|!|secure|tamper|guarante|invalid|lütfen|geçersiz/iu;
  for (const messages of [enReview, trReview]) {
    for (const [key, message] of Object.entries(messages as Record<string, Message>)) {
      for (const text of textsOf(message)) {
        expect({ key, text }).not.toEqual({ key, text: '' });
        expect(refused.test(text) ? { key, text } : undefined).toBeUndefined();
      }
    }
  }
});

test('Turkish says nothing in English', () => {
  const shared = keys.filter(key => JSON.stringify(trReview[key]) === JSON.stringify(enReview[key]));
  expect(shared).toEqual([]);
});

test('every sentence is used', () => {
  const root = join(import.meta.dirname, '../../../src/webview/review');
  const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(join(root, name), 'utf8'))
    .join('\n');
  // Keys that are put together from what the log says are those of closed unions, which the compiler checks.
  const made =
    /^(?:say|event|filter|badge|result|judged|ended|doubt|span|output|signing|answer|ask\.(?:problem|not|mine)|mine\.(?:accepted|findings|rejected|missing))(?:\.|$)/;
  expect(keys.filter(key => !made.test(key) && !source.includes(`'${key}'`))).toEqual([]);
});

test('every icon is in the font', () => {
  const css = readFileSync(
    join(import.meta.dirname, '../../../node_modules/@vscode/codicons/dist/codicon.css'),
    'utf8',
  );
  for (const name of reviewIcons) expect(css.includes(`.codicon-${name}:before`), name).toBe(true);
});
