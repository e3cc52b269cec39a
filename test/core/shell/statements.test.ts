import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import { readBlock } from '../../../src/core/shell/readBlock.ts';
import { bashAccepts, grammar, readText, runBash, statementsOf } from './shell.ts';

const pieces = [
  'echo one',
  'echo a; echo b',
  'sleep 0 & wait',
  'A=1',
  'A=$((A + 1))',
  'echo "$A" | tr 1 2',
  'echo x && \\\n  echo y',
  'for i in 1 2; do\n  echo "$i $A"\ndone',
  'if true; then\n\n  # inside\n  A=2\nfi',
  'f() {\n  echo "f $1"\n}',
  'f x',
  'cat <<EOF\n# $A\n\nEOF',
  "cat <<'END' | sort\nb\na\nEND",
  'echo "two\n# lines"',
  'B=$(echo hi\necho ho)',
  'echo "${B}"; cd /',
  'pwd',
  'case $A in\n  1) echo one ;;\n  *) echo more ;;\nesac',
  '( A=9; echo "$A" )',
  'echo tail # not a title',
  'while read -r l; do echo "<$l>"; done <<< "$B"',
  'set -- p q; echo "$#"',
  'shopt -s nullglob; echo *.none',
  'true || false',
  '{ echo in\n  echo braces; } 2>&1',
];
const gaps = ['', '\n', '\n\n', '\n# a comment', '\n  # 1. indented: comment', '\n# Expected: x\n', '\n\t\n'];

/** A program of statements that succeed, with comments and blank lines between them. */
const program = fc
  .array(fc.tuple(fc.constantFrom(...gaps), fc.constantFrom('f() { echo "F $1"; }', ...pieces)), {
    minLength: 1,
    maxLength: 8,
  })
  .map(parts => `f() { :; }\n${parts.map(([gap, piece]) => `${gap}\n${piece}`).join('')}\n`);

test('statements, comments and blank lines are the block, byte for byte', () => {
  const anything = fc.oneof(
    program,
    fc.string({ unit: fc.constantFrom(...Array.from('a#\n\\ "\'$(){};&|<EOF')), maxLength: 40 }),
  );
  fc.assert(
    fc.property(anything, text => {
      // Prompts are taken off a transcript, so it is no longer the block's own bytes.
      fc.pre(!/^\$[ \t]/m.test(text));
      const block = readText(text, { line: 7 });
      const rows = text.split('\n');
      const taken = new Set<number>();
      const statements = block.kind === 'commands' ? block.statements : [];
      for (const { text: statement, line, endLine } of statements) {
        expect(rows.slice(line - 7, endLine - 6).join('\n')).toBe(statement);
        for (let row = line; row <= endLine; row += 1) {
          expect(taken.has(row)).toBe(false);
          taken.add(row);
        }
      }
      const left = rows.filter((_, index) => !taken.has(index + 7));
      expect(block.kind === 'manual' ? [] : left.filter(row => !/^[ \t]*(?:#.*)?$/.test(row))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

// What a session does: each statement is a file of its own, sourced into one bash.
function runInTurn(statements: readonly string[], folder: string): string {
  const sources = statements.map((text, index) => {
    const file = join(folder, `${index}.sh`);
    writeFileSync(file, text);
    return `. ${file}`;
  });
  return runBash(`${sources.join('\n')}\n${state}`, folder);
}

const state = 'declare -p A B i 2>/dev/null; declare -f; pwd; shopt -p nullglob; echo "$*"; true';

test('running statements in turn is running the block', () => {
  fc.assert(
    fc.property(program, text => {
      const folder = mkdtempSync(join(tmpdir(), 'turn-'));
      try {
        const statements = statementsOf(text).map(statement => statement.text);
        const file = join(folder, 'whole.sh');
        writeFileSync(file, text);
        expect(runInTurn(statements, folder)).toBe(runBash(`. ${file}\n${state}`, folder));
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});

test('bash reads every statement that has no problem', () => {
  const broken = fc.array(
    fc.constantFrom(...pieces, 'if true; then', 'echo "', 'done', ')', 'cat <<EOF', '$ ls', '# x'),
    {
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(broken, parts => {
      for (const { text, problems } of statementsOf(parts.join('\n'))) {
        expect(problems.some(({ severity }) => severity === 'error') || bashAccepts(text)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

test('no text takes the reader down', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('bash', 'console', ''),
      (text, language) => {
        const { kind } = readBlock({ text, line: 1, language, attributes: {} }, { grammar });
        expect(['commands', 'script', 'manual']).toContain(kind);
      },
    ),
    { numRuns: 500 },
  );
  for (const deep of ['$(', '(', '{ ', '"$(', '${a:-', 'if x; then ', '[[', '<(']) {
    const text = `echo ${deep.repeat(20_000)}`;
    expect(readBlock({ text, line: 1, language: 'bash', attributes: {} }, { grammar }).kind).not.toBe(
      'script',
    );
  }
});

test('the grammar is asked once for a block, whatever its length', () => {
  const text = `${pieces.join('\n')}\n`;
  const callsFor = (copies: number): number => {
    let calls = 0;
    const counting = { parse: (part: string) => ((calls += 1), grammar.parse(part)) };
    readBlock(
      { text: text.repeat(copies), line: 1, language: 'bash', attributes: {} },
      { grammar: counting },
    );
    return calls;
  };
  expect(callsFor(1)).toBe(1);
  expect(callsFor(50)).toBe(1);
});
