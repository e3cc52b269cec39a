import { fc } from '../../seeded.ts';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { fill } from '../../../src/core/shell/fill/fill.ts';
import { bashAccepts, grammar, runBash, statementOf, statementsOf } from './shell.ts';

interface Case {
  readonly name: string;
  /** What the statements are, in order; joined by line ends they are the block. */
  readonly statements: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'two commands', statements: ['cat <<A; cat <<B\none\nA\ntwo\nB', 'rm -r x'] },
  { name: 'one command', statements: ['cat <<A <<B\none\nA\ntwo\nB', 'rm -r x'] },
  { name: 'the same word twice', statements: ['cat <<A <<A\none\nA\ntwo\nA', 'rm -r x'] },
  { name: 'the later word in the first body', statements: ['cat <<A; cat <<B\nB\nA\ntwo\nB', 'echo'] },
  { name: 'three, through a pipe', statements: ['cat <<A | cat - <<B && cat <<C\n1\nA\n2\nB\n3\nC', 'echo'] },
  { name: 'tabs', statements: ['cat <<-A; cat <<-B\n\t1\n\tA\n2\n\t\tB', 'echo'] },
  { name: 'quoted and not', statements: ["cat <<'A'; cat <<B\n$( `\nA\n$x\nB", 'echo'] },
  { name: 'not and quoted', statements: ['cat <<A; cat <<"B"\n$x\nA\n$( `\nB', 'echo'] },
  { name: 'in a substitution', statements: ['echo "$(cat <<A; cat <<B\n1\nA\n2\nB\n)"', 'echo'] },
  { name: 'beside a shift', statements: ['echo $((1<<2)); cat <<A; cat <<B\n1\nA\n2\nB', 'echo'] },
  { name: 'none in quotes and comments', statements: ['echo "a <<b" \'c <<d\' # <<e <<f', 'echo'] },
  { name: 'a here-string', statements: ['cat <<< "$x" - <<A\n1\nA', 'echo'] },
  { name: 'an indented word in a body', statements: ['cat <<A\n A\nA \nA', 'rm -r x'] },
  { name: 'a group after another', statements: ['cat <<A <<B\nA\nB', 'cat <<B <<A\nB\nA', 'echo'] },
];

test.each(cases)('several here-documents a line: $name', ({ statements }) => {
  const found = statementsOf(statements.join('\n'));
  expect(found.map(({ text }) => text)).toEqual(statements);
  expect(found.flatMap(({ problems }) => problems)).toEqual([]);
  expect(statements.filter(text => !bashAccepts(text))).toEqual([]);
});

test('a here-document of several that never ends keeps the block from running', () => {
  const found = statementsOf('cat <<A; cat <<B\none\nA\nrm -r x');
  expect(found).toHaveLength(1);
  expect(found[0]?.problems.map(({ severity }) => severity)).toEqual(['error']);
});

const opener = fc.record({
  word: fc.constantFrom('A', 'B', 'EOF'),
  quote: fc.constantFrom('', "'", '"'),
  tabs: fc.boolean(),
  body: fc.array(fc.constantFrom('text', '', ' A', '$HOME', 'cat <<A', "it's", '"', 'EOF.'), {
    maxLength: 3,
  }),
});
const line = fc.array(opener, { minLength: 1, maxLength: 3 }).chain(openers =>
  fc.constantFrom('; ', ' | ', ' && ').map(between => {
    const commands = openers.map(
      ({ word, quote, tabs }) => `cat <<${tabs ? '-' : ''}${quote}${word}${quote}`,
    );
    return [commands.join(between), ...openers.flatMap(({ word, body }) => [...body, word])].join('\n');
  }),
);
const block = fc.array(fc.oneof(line, fc.constantFrom('true', 'echo "$HOME" # <<A')), {
  minLength: 1,
  maxLength: 4,
});

test("a statement's end is the last line it touches", () => {
  fc.assert(
    fc.property(block, parts => {
      expect(statementsOf(parts.join('\n')).map(({ text }) => text)).toEqual(parts);
    }),
    { numRuns: 300 },
  );
});

test.each(['plain', '$HOME', '`id`', "it's", 'a\\b', '"'])(
  'each body is filled as its opener says: %s',
  value => {
    const text = "cat <<'A'; cat <<B\n<x>\nA\n<x>\nB";
    const filled = fill(statementOf(text), { x: value }, grammar);
    expect(filled.ok && runBash(filled.text, tmpdir())).toBe(`${value}\n${value}\n`);
  },
);
