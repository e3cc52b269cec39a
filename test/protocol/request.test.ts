import { fc } from '../seeded.ts';
import { expect, test } from 'vitest';
import { fromClient } from '../../src/protocol/hello.ts';
import { request } from '../../src/protocol/request.ts';
import { fromWalker } from '../../src/protocol/webview.ts';

const accepted: readonly unknown[] = [
  { type: 'run.step', step: 's', revision: 0 },
  { type: 'run.next', step: 's', revision: 4, confirm: 'prod' },
  { type: 'run.stop', step: 's' },
  { type: 'input.set', name: 'n', value: '' },
  { type: 'check.set', step: 's', checked: true, note: 'seen' },
  { type: 'record.fill', step: 's', values: [{ name: 'a', value: 'b' }] },
  { type: 'judge', step: 's', decision: 'met' },
  { type: 'settle', step: 's', decision: 'again', reason: 'r' },
  { type: 'close', result: 'done' },
];

const refused: readonly (readonly [why: string, value: unknown])[] = [
  ['no object', 'run.step'],
  ['no type', { step: 's' }],
  ['an unknown type', { type: 'run.script', text: 'rm -rf /' }],
  ['no revision', { type: 'run.step', step: 's' }],
  ['a negative revision', { type: 'run.step', step: 's', revision: -1 }],
  ['half a revision', { type: 'run.step', step: 's', revision: 1.5 }],
  ['an empty step', { type: 'run.stop', step: '' }],
  ['a step too long', { type: 'run.stop', step: 'x'.repeat(201) }],
  ['a text too long', { type: 'note', step: 's', text: 'x'.repeat(100_001) }],
  ['a decision nobody knows', { type: 'judge', step: 's', decision: 'maybe' }],
  ['a truth that is a word', { type: 'check.set', step: 's', checked: 'yes' }],
  [
    'too many values',
    { type: 'record.fill', step: 's', values: Array(1001).fill({ name: 'a', value: 'b' }) },
  ],
  ['a result nobody knows', { type: 'close', result: 'fine' }],
];

test.each(accepted)('%j is a request', value => {
  expect(request.safeParse(value).success).toBe(true);
  expect(fromClient.safeParse({ type: 'request', id: 1, request: value }).success).toBe(true);
  expect(fromWalker.safeParse({ type: 'request', id: 1, request: value }).success).toBe(true);
});

test.each(refused)('refuses %s', (_, value) => {
  expect(request.safeParse(value).success).toBe(false);
});

test('no text for the shell crosses upwards: what a request does not know is left out', () => {
  const parsed = request.parse({ type: 'run.step', step: 's', revision: 1, text: 'rm -rf /', script: 'x' });
  expect(parsed).toEqual({ type: 'run.step', step: 's', revision: 1 });
});

test('a page cannot say what only the host may', () => {
  expect(fromWalker.safeParse({ type: 'trust' }).success).toBe(false);
  expect(fromWalker.safeParse({ type: 'hello', token: 't' }).success).toBe(false);
});

test('any JSON is refused or read, never an error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(typeof fromClient.safeParse(value).success).toBe('boolean');
      expect(typeof fromWalker.safeParse(value).success).toBe('boolean');
    }),
  );
});
