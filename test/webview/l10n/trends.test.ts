import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Message } from '../../../src/webview/l10n/message.ts';
import { trendsEn } from '../../../src/webview/l10n/trendsEn.ts';
import { trendsTr } from '../../../src/webview/l10n/trendsTr.ts';

const textsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : [message.one, message.other];
const holes = (message: Message): readonly string[] =>
  [...new Set(textsOf(message).flatMap(text => text.match(/\{\w+\}/gu) ?? []))].sort();

const keys = Object.keys(trendsEn) as (keyof typeof trendsEn)[];

test('Turkish has the same holes, and says nothing in English', () => {
  for (const key of keys) {
    expect({ key, holes: holes(trendsTr[key]) }).toEqual({ key, holes: holes(trendsEn[key]) });
    expect({ key, text: trendsTr[key] }).not.toEqual({ key, text: trendsEn[key] });
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
