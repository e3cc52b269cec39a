import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Message } from '../../../src/webview/l10n/message.ts';
import { enTrends } from '../../../src/webview/l10n/en/trends.ts';
import { trTrends } from '../../../src/webview/l10n/tr/trends.ts';

const textsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : [message.one, message.other];
const holes = (message: Message): readonly string[] =>
  [...new Set(textsOf(message).flatMap(text => text.match(/\{\w+\}/gu) ?? []))].sort();

const keys = Object.keys(enTrends) as (keyof typeof enTrends)[];

test('Turkish has the same holes, and says nothing in English', () => {
  for (const key of keys) {
    expect({ key, holes: holes(trTrends[key]) }).toEqual({ key, holes: holes(enTrends[key]) });
    expect({ key, text: trTrends[key] }).not.toEqual({ key, text: enTrends[key] });
  }
});

test('every sentence is used', () => {
  const folder = join(import.meta.dirname, '../../../src/webview');
  const files = readdirSync(join(folder, 'review/trends')).map(name => join(folder, 'review/trends', name));
  const sources = [...files, join(folder, 'l10n/speech.ts')]
    .map(path => readFileSync(path, 'utf8'))
    .join('\n');
  const composed = ['trends.legend.', 'trends.col.', 'trends.result.'];
  const unused = keys.filter(
    key => !sources.includes(`'${key}'`) && !composed.some(start => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});
