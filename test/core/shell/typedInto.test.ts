import { describe, expect, test } from 'vitest';
import { fill } from '../../../src/core/shell/fill/fill.ts';
import { grammar, statementsOf } from './shell.ts';

test.each<readonly [title: string, text: string, ...statements: readonly string[]]>([
  [
    'line by line',
    'import os\nprint(os.getcwd())\nx = 1\nexit()',
    'import os',
    'print(os.getcwd())',
    'x = 1',
    'exit()',
  ],
  ['up to a closed bracket', 'print(\n  1,\n)\nexit()', 'print(\n  1,\n)', 'exit()'],
  [
    'what is indented as one',
    'for name in ["a"]:\n    print(name)\n\nprint(2)',
    'for name in ["a"]:\n    print(name)',
    'print(2)',
  ],
  [
    'what is indented up to a row that is not, whether or not an empty one stands between',
    'for name in ["a"]:\n    print(name)\nelse:\n    print(0)\nexit()',
    'for name in ["a"]:\n    print(name)\nelse:\n    print(0)',
    'exit()',
  ],
  [
    'no colon of a remark as the beginning of what is indented',
    'cfg = load()  # path:\nprint(cfg)\nexit()',
    'cfg = load()  # path:',
    'print(cfg)',
    'exit()',
  ],
  ['no row that shows a prompt', '>>> import os'],
])('python is told: %s', (_, text, ...expected) => {
  const [opener, ...typed] = statementsOf(`python3 -q\n${text}\n`).filter(one => one.problems.length === 0);
  expect(typed.map(one => one.text.trim())).toEqual(expected);
  expect(typed.every(one => one.typedInto === 'python3')).toBe(true);
  expect(expected.length === 0 || opener?.entersShell).toBe(true);
});

test.each(['print(1)', 'for i in range(2):\n    print(i)'])(
  "what stands behind the end of python is the shell's again: %j",
  row => {
    const statements = statementsOf(`python3\n${row}\nexit()\nls -l\n`);
    expect(statements.map(({ typedInto }) => typedInto)).toEqual([
      undefined,
      'python3',
      'python3',
      undefined,
    ]);
  },
);

describe('what is typed into another program', () => {
  const [, statement] = statementsOf('psql -h db\nSELECT * FROM t WHERE id = <id> AND a > (1);\n\\q\n');

  test('takes a plain word as it is', () => {
    expect(statement?.typedInto).toBe('psql');
    const filled = statement === undefined ? undefined : fill(statement, { id: 'a-42' }, grammar);
    expect(filled).toMatchObject({ ok: true, text: 'SELECT * FROM t WHERE id = a-42 AND a > (1);' });
  });

  test.each(["1' OR 1=1", 'a b', '1; DROP TABLE t', '1--', "O'Brien", '$(id)'])('refuses %j', id => {
    expect(statement !== undefined && fill(statement, { id }, grammar).ok).toBe(false);
  });

  test('refuses a secret, which a shell alone could hand over', () => {
    expect(statement !== undefined && fill(statement, { id: { secret: 'x' } }, grammar).ok).toBe(false);
  });
});
