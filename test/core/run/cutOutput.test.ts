import { expect, test } from 'vitest';
import { ruleSight, type Decision, type Printed } from '../../../src/core/run/expectation/decision.ts';
import { decideAll, isLeftOpen } from '../../../src/core/run/expectation/expectation.ts';
import type { Statement } from '../../../src/core/shell/statement.ts';
import { fc } from '../../seeded.ts';
import { plain } from './plain.ts';

// Of an output that is longer than rules look at, only the end is there: what the whole of it says is decided, or asked.

type Marks = Pick<Statement, 'expected' | 'matches' | 'json'>;

const cases: readonly (readonly [marks: Marks, printed: Printed, Decision])[] = [
  [{ expected: '`deployed`' }, cut('…\ndeployed\n'), 'met'],
  [{ expected: '`deployed`' }, cut('…\nlate\n'), 'ask'],
  [{ expected: 'PONG' }, cut('PONG\nx'), 'ask'],
  [{ expected: '200' }, cut('00\n200\n'), 'met'],
  [{ expected: '200' }, cut('1.200\n'), 'ask'],
  [{ expected: '(empty)' }, cut('x'), 'differs'],
  [{ expected: '(empty)' }, cut('\n\n'), 'ask'],
  [{ expected: 'any output' }, cut('x'), 'met'],
  [{ expected: 'any output' }, cut('\n'), 'ask'],
  [{ expected: '< 5' }, cut('4'), 'ask'],
  [{ expected: 'HTTP 200' }, cut('HTTP/1.1 200 OK\nx'), 'ask'],
  [{ expected: 'HTTP 200' }, cut('x\nHTTP/1.1 200 OK\n'), 'met'],
  [{ expected: 'HTTP 200' }, cut('x\nHTTP/1.1 500 Error\n'), 'differs'],
  [{ expected: 'HTTP 200' }, cut('200'), 'ask'],
  [{ expected: 'all pods Running' }, cut('NAME  READY  STATUS\napi   1/1    Running\n'), 'ask'],
  [{ expected: 'exit code 0' }, cut('x'), 'met'],
  [{ matches: '/done$/' }, cut('x\ndone\n'), 'met'],
  [{ matches: '/^done$/' }, cut('done\n'), 'ask'],
  [{ matches: '/^done$/m' }, cut('x\ndone\n'), 'met'],
  [{ matches: '/(?<!not )done/' }, cut('x done'), 'ask'],
  [{ matches: '/nowhere/' }, cut('x\n'), 'ask'],
  [{ matches: '/^(?!.*ERROR)/s' }, cut('all is well'), 'ask'],
];

test.each(cases)('%j of the end %j: %s', (marks, printed, decision) => {
  expect(decideAll({ ...plain, ...marks }, printed)).toBe(decision);
});

/** What is left of an output whose beginning is not there. */
function cut(output: string): Printed {
  return { output, exit: 0, isCut: true };
}

test('of an output that was cut nothing is decided that the whole of it would decide otherwise', () => {
  const piece = fc.constantFrom(
    'PONG',
    '200',
    '4',
    'HTTP/1.1 200 OK',
    'HTTP/1.1 503 No',
    'done',
    '\n',
    ' ',
    '.',
    'x',
    '-',
  );
  const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map(pieces => pieces.join(''));
  const wanted = fc.constantFrom<Marks>(
    ...[
      'PONG',
      '200',
      '"done"',
      'HTTP 200',
      '(empty)',
      'any output',
      '< 5',
      'all pods Running',
      '4',
      'exit code 1',
    ].map(expected => ({ expected })),
    ...['/^done$/', '/done$/', '/^done/m', '/(?<=x)done/', '/^[^4]*$/', '/\\bPONG\\b/', '/(?!4)./s'].map(
      matches => ({ matches }),
    ),
  );
  fc.assert(
    fc.property(wanted, text, text, (marks, before, end) => {
      const statement = { ...plain, ...marks };
      const whole = decideAll(statement, { output: before + end, exit: 0 });
      expect(['ask', whole]).toContain(decideAll(statement, cut(end)));
    }),
    { numRuns: 5000 },
  );
});

test('only the length keeps a rule from deciding what is in sight of one', () => {
  expect(isLeftOpen({ ...plain, expected: 'PONG' }, ruleSight + 1)).toBe(true);
  expect(isLeftOpen({ ...plain, matches: '/x/' }, ruleSight + 1)).toBe(true);
  expect(isLeftOpen({ ...plain, expected: 'PONG' }, ruleSight)).toBe(false);
  expect(isLeftOpen({ ...plain, expected: 'the newest release' }, ruleSight + 1)).toBe(false);
});
