import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, type Decision } from '../../../src/core/run/expectation.ts';

const cases: readonly (readonly [expected: string, output: string, Decision])[] = [
  ['PONG', 'PONG\r\n', 'met'],
  ['PONG', 'PONGS', 'differs'],
  ['`PONG`', 'PANG', 'differs'],
  ['"all good"', 'now all good.', 'met'],
  ["'all good'", 'all bad', 'differs'],
  ['“all good”', 'all good', 'met'],
  ['200', 'HTTP/1.1 200 OK', 'met'],
  ['200', '12003', 'differs'],
  ['200', '{"status":200}', 'met'],
  ['200', '200\n', 'met'],
  ['3', 'ready 3/5', 'ask'],
  ['5', '-5', 'ask'],
  ['0', '10.0', 'ask'],
  ['10', 'at 08:10:00', 'ask'],
  ['3', '3/5 then 3', 'met'],
  ['3.5', '3.5', 'met'],
  ['3', '4', 'differs'],
  ['(empty)', '', 'met'],
  ['no output', '\r\n', 'met'],
  ['nothing (the table is gone)', 'x', 'differs'],
  ['boş', '', 'met'],
  ['', '', 'ask'],
  ['running', 'stopped', 'ask'],
  ['running', 'running', 'met'],
  ['all pods are Running', 'x', 'ask'],
  ['JSON', 'x', 'ask'],
  ['< 5', '4', 'met'],
  ['< 5', '5', 'differs'],
  ['less than 5', '4.9', 'met'],
  ['<= 5', '5', 'met'],
  ['≤ 5', '5.1', 'differs'],
  ['at most 5', '6', 'differs'],
  ['>= 2', '2', 'met'],
  ['at least 2', '1', 'differs'],
  ['> 2', '2', 'differs'],
  ['more than 2', '3', 'met'],
  ['< 5', 'lag: 4', 'ask'],
  ['< 5', '-1', 'met'],
  ['a\nb', 'a  \r\nb\r\n\r\n', 'met'],
];

test.each(cases)('%j of %j: %s', (expected, output, decision) => {
  expect(decide(expected, output)).toBe(decision);
});

test('what an author copied from the output is met, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), text => {
      fc.pre(text.trim() !== '' && decide(text, '') !== 'met');
      expect(decide(text, text)).toBe('met');
    }),
  );
});

test('any two texts are decided without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (expected, output) => {
      expect(['met', 'differs', 'ask']).toContain(decide(expected, output));
    }),
  );
});
