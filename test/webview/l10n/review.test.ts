import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Message } from '../../../src/webview/l10n/message.ts';
import { reviewEn } from '../../../src/webview/l10n/reviewEn.ts';
import { reviewTr } from '../../../src/webview/l10n/reviewTr.ts';
import { reviewIcons } from '../../../src/webview/review/icon.ts';

const textsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : [message.one, message.other];
const holes = (message: Message): readonly string[] =>
  [
    ...new Set(
      textsOf(message).flatMap(text => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? '')),
    ),
  ].sort();

const keys = Object.keys(reviewEn) as (keyof typeof reviewEn)[];

test('Turkish has the keys of English, with the same holes', () => {
  expect(Object.keys(reviewTr).sort()).toEqual([...keys].sort());
  for (const key of keys)
    expect({ key, holes: holes(reviewTr[key]) }).toEqual({ key, holes: holes(reviewEn[key]) });
});

test('no message promises or pleads, and none is empty', () => {
  const refused =
    /please|oops|successful|\bjust\b|something|!|secure|tamper|guarante|invalid|lütfen|geçersiz/iu;
  for (const messages of [reviewEn, reviewTr]) {
    for (const [key, message] of Object.entries(messages as Record<string, Message>)) {
      for (const text of textsOf(message)) {
        expect({ key, text }).not.toEqual({ key, text: '' });
        expect(refused.test(text) ? { key, text } : undefined).toBeUndefined();
      }
    }
  }
});

test('Turkish says nothing in English', () => {
  const shared = keys.filter(key => JSON.stringify(reviewTr[key]) === JSON.stringify(reviewEn[key]));
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
