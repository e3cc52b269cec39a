// Where bash does more with a word than to read it: no quotes keep it from running what stands in `a[$(…)]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fill } from '../../../src/core/shell/fill/fill.ts';
import { fc } from '../../seeded.ts';
import { grammar, runBash, statementOf } from './shell.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evaluated-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Case {
  readonly text: string;
  /** The text after it was filled, by the value; undefined where the value is refused. */
  readonly gives: Readonly<Record<string, string | undefined>>;
}

const counted: readonly Case[] = [
  { text: 'let x=<a>', gives: { '3': 'let x=3', 'a b': undefined, y: undefined } },
  { text: 'let "x = <a>"', gives: { '3': 'let "x = 3"', y: undefined } },
  { text: '[[ <a> -lt 3 ]]', gives: { '2': '[[ 2 -lt 3 ]]', y: undefined } },
  { text: '[[ 3 -eq "<a>" && x ]]', gives: { '2': '[[ 3 -eq "2" && x ]]', y: undefined } },
  { text: '[ 3 -lt <a> ]', gives: { '2': '[ 3 -lt 2 ]' } },
  { text: 'declare -i x=<a>', gives: { '2': 'declare -i x=2', y: undefined } },
  { text: 'declare -r x=<a>', gives: { 'a b': "declare -r x='a b'" } },
  { text: 'm=([<a>]=1)', gives: { '2': 'm=([2]=1)', 'b[1]': undefined } },
  { text: 'declare -A m=([<a>]=1)', gives: { 'a b': "declare -A m=(['a b']=1)" } },
];

const named: readonly Case[] = [
  { text: '[[ -v <a> ]]', gives: { X: '[[ -v X ]]', 'X[1]': undefined } },
  { text: 'test -v "<a>"', gives: { X: 'test -v "X"', 'X[1]': undefined } },
  { text: '[ -v <a> ]', gives: { X: '[ -v X ]', 'X[1]': undefined } },
  { text: '[[ -n <a> ]]', gives: { 'a b': "[[ -n 'a b' ]]" } },
  { text: 'printf -v <a> x', gives: { X: 'printf -v X x', 'X[1]': undefined } },
  { text: 'printf %s <a>', gives: { 'X[1]': "printf %s 'X[1]'" } },
  { text: 'read -r <a> <<< y', gives: { X: 'read -r X <<< y', 'X[1]': undefined } },
  { text: 'read -rp <a> x <<< y', gives: { 'Go [y/n]?': "read -rp 'Go [y/n]?' x <<< y" } },
  { text: 'mapfile -t <a> <<< y', gives: { X: 'mapfile -t X <<< y', 'X[1]': undefined } },
  { text: 'declare "<a>"', gives: { X: 'declare "X"', 'X[1]=2': undefined } },
  { text: 'export "X=<a>"', gives: { 'X[1]': 'export "X=X[1]"' } },
  { text: 'declare -n x=<a>', gives: { X: 'declare -n x=X', 'X[1]': undefined } },
  { text: 'PS4=<a>; set -x; :', gives: { '+': 'PS4=+; set -x; :', '$(id)': undefined } },
];

const scripts: readonly Case[] = [
  { text: "bash <<< 'echo <a>'", gives: { 'a b': String.raw`bash <<< 'echo '\''a b'\'''` } },
  { text: 'bash <<< "echo <a>"', gives: { 'a b': `bash <<< "echo 'a b'"` } },
  { text: 'cat <<< "<a>"', gives: { 'a b': 'cat <<< "a b"' } },
  { text: "echo 'echo <a>' | env bash", gives: { 'a b': String.raw`echo 'echo '\''a b'\''' | env bash` } },
  { text: 'echo <a> | bash', gives: { ls: 'echo ls | bash' } },
  { text: "printf 'echo <a>' | sh", gives: { a: "printf 'echo a' | sh", 'a b': undefined } },
  { text: "echo '<a>' | cat", gives: { 'a b': "echo 'a b' | cat" } },
  { text: "ls '<a>' | bash", gives: { 'a b': "ls 'a b' | bash" } },
  { text: 'cat <<E | bash\necho <a>\nE', gives: { 'a b': "cat <<E | bash\necho 'a b'\nE" } },
  { text: 'cat <<E | tee x\necho <a>\nE', gives: { 'a b': 'cat <<E | tee x\necho a b\nE' } },
  { text: 'bash x.sh <<E\n<a>\nE', gives: { 'a b': 'bash x.sh <<E\na b\nE' } },
  { text: "sh -c 'cat' <<E\n<a>\nE", gives: { 'a b': "sh -c 'cat' <<E\na b\nE" } },
  { text: 'bash -s x <<E\necho <a>\nE', gives: { 'a b': "bash -s x <<E\necho 'a b'\nE" } },
  { text: "source <(echo 'echo <a>')", gives: { 'a b': String.raw`source <(echo 'echo '\''a b'\''')` } },
  { text: '. /dev/stdin <<< "echo <a>"', gives: { 'a b': `. /dev/stdin <<< "echo 'a b'"` } },
  { text: 'eval "$(echo "echo <a>")"', gives: { 'a b': `eval "$(echo "echo 'a b'")"` } },
  {
    text: "find . -exec sh -c 'echo <a>' \\;",
    gives: { 'a b': String.raw`find . -exec sh -c 'echo '\''a b'\''' \;` },
  },
  {
    text: "script -qc 'echo <a>' /dev/null",
    gives: { 'a b': String.raw`script -qc 'echo '\''a b'\''' /dev/null` },
  },
];

const tabs: readonly Case[] = [
  {
    text: 'cat <<-E\n\t<a>\n\tE',
    gives: { 'a\tb': 'cat <<-E\n\ta\tb\n\tE', '\ta': undefined, 'a\n\tb': undefined },
  },
  { text: 'cat <<-E\n\tx <a>\n\tE', gives: { '\ta': 'cat <<-E\n\tx \ta\n\tE', 'a\n\tb': undefined } },
  { text: 'cat <<E\n<a>\nE', gives: { '\ta': 'cat <<E\n\ta\nE' } },
];

const cases = [...counted, ...named, ...scripts, ...tabs].flatMap(({ text, gives }) =>
  Object.entries(gives).map(([value, filled]) => ({ text, value, filled })),
);

describe('a word that bash evaluates takes only what it cannot run', () => {
  test.each(cases)('$text with $value', ({ text, value, filled }) => {
    const result = fill(statementOf(text), { a: value }, grammar);
    expect(result.ok ? result.text : undefined).toBe(filled);
  });
});

const hostile = fc
  .tuple(
    fc.constantFrom('', 'a', 'x', '1', "'", '"', ' ', ';', '\\', '-'),
    fc.constantFrom('', '[', '$['),
    fc.constantFrom('$(touch pwned)', '`touch pwned`', '; touch pwned', '\ntouch pwned\n', '| touch pwned'),
    fc.constantFrom('', ']', ']=1', "'", '"', ' #', '\n'),
  )
  .map(parts => parts.join(''));

test('no value is run', () => {
  const texts = [...counted, ...named, ...scripts].map(({ text }) => text);
  fc.assert(
    fc.property(fc.constantFrom(...texts), hostile, (text, value) => {
      const filled = fill(statementOf(text), { a: value }, grammar);
      if (filled.ok) {
        runBash(`${filled.text}\ntrue`, folder);
        expect(runBash('ls', folder)).not.toContain('pwned');
      }
    }),
    { numRuns: 300 },
  );
});
