import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc } from '../../seeded.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fill } from '../../../src/core/shell/fill/fill.ts';
import { maskHoles } from '../../../src/core/shell/holes/hole.ts';
import { sameShape } from '../../../src/core/shell/fill/shape.ts';
import { flatten } from '../../../src/core/shell/tree.ts';
import { grammar, runBash, statementOf } from './shell.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fill-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fillWith(text: string, values: Readonly<Record<string, string>>): string | undefined {
  const filled = fill(statementOf(text), values, grammar);
  return filled.ok ? filled.text : undefined;
}

const written: readonly (readonly [text: string, values: Record<string, string>, filled: string])[] = [
  ['kubectl logs <pod>', { pod: 'web-1' }, 'kubectl logs web-1'],
  ['kubectl logs <pod>', { pod: 'a b' }, "kubectl logs 'a b'"],
  ['kubectl logs <pod>', { pod: "it's" }, "kubectl logs 'it'\\''s'"],
  ['curl http://<host>:<port>/x', { host: 'a.b', port: '80' }, 'curl http://a.b:80/x'],
  ['cd ~/<dir>/*.sql', { dir: '$x' }, "cd ~/'$x'/*.sql"],
  ['echo "v<v>"', { v: '"$(id)`\\' }, 'echo "v\\"\\$(id)\\`\\\\"'],
  ["echo 'v<v>'", { v: "it's" }, "echo 'vit'\\''s'"],
  ["echo $'v<v>'", { v: "it's\\" }, "echo $'vit\\'s\\\\'"],
  ['A=<v>', { v: '~/x' }, "A='~/x'"],
  ['<NAME>=1', { NAME: 'X' }, 'X=1'],
  ['echo <n>>>log', { n: '2' }, "echo '2'>>log"],
  ['echo $((<n> * 2))', { n: '21' }, 'echo $((21 * 2))'],
  ['echo {1..<n>}', { n: '3' }, 'echo {1..3}'],
  ['cat <<EOF\n<a>: $HOME\nEOF', { a: '$x `y`' }, 'cat <<EOF\n\\$x \\`y\\`: $HOME\nEOF'],
  ["cat <<'EOF'\n<a>\nEOF", { a: '$x' }, "cat <<'EOF'\n$x\nEOF"],
  [`curl -d '{"a": "<a>"}' x`, { a: 'say "hi"' }, `curl -d '{"a": "say \\"hi\\""}' x`],
  [`curl -d '{"a": <a>}' x`, { a: '3' }, `curl -d '{"a": 3}' x`],
  [`curl -d '{"a": <a>}' x`, { a: 'three' }, `curl -d '{"a": "three"}' x`],
  [`curl -d "{\\"a\\": \\"<a>\\"}" x`, { a: '"' }, `curl -d "{\\"a\\": \\"\\\\\\"\\"}" x`],
  [`curl -d '{"a": "'"$A"'", "b": "<b>"}' x`, { b: '\\' }, `curl -d '{"a": "'"$A"'", "b": "\\\\"}' x`],
  ['ssh host "ls <dir>"', { dir: 'a b' }, 'ssh host "ls \'a b\'"'],
  ["bash -c 'ls <dir>'", { dir: 'a b' }, "bash -c 'ls '\\''a b'\\'''"],
  ['psql -h [host] -d {{ db }}', { host: 'h', db: 'd' }, 'psql -h h -d d'],
  ['git push origin YOUR_BRANCH', { YOUR_BRANCH: 'a/b' }, 'git push origin a/b'],
  ['if true; then echo <a>; fi', { a: 'fi' }, "if true; then echo 'fi'; fi"],
  ['echo no holes', {}, 'echo no holes'],
];

test.each(written)('%s', (text, values, filled) => {
  expect(fillWith(text, values)).toBe(filled);
});

const refused: readonly (readonly [text: string, values: Record<string, string>, code: string])[] = [
  ['kubectl logs <pod>', {}, 'unfilled-placeholder'],
  ['kubectl logs <pod> -c <c>', { pod: 'x' }, 'unfilled-placeholder'],
  ['kubectl logs <constructor>', {}, 'unfilled-placeholder'],
  ['rm -rf /data/<dir>', { dir: '' }, 'value-not-possible'],
  ['echo <a>', { a: 'x\0y' }, 'value-not-possible'],
  ['echo <a>', { a: '\ud800' }, 'value-not-possible'],
  ['echo `ls <a>`', { a: 'a b' }, 'value-not-possible'],
  ['echo $((<n> * 2))', { n: 'a[$(id)]' }, 'value-not-possible'],
  ['echo ${X:-<a>}', { a: '}; id' }, 'value-not-possible'],
  ['<NAME>=1', { NAME: 'X=1; id' }, 'value-not-possible'],
  ["cat <<'EOF'\n<a>\nEOF", { a: 'EOF' }, 'value-not-possible'],
  ['cat <<EOF\n<a>\nEOF', { a: 'x\nEOF\nid' }, 'value-not-possible'],
  ['echo "\\{{a}}"', { a: 'a b' }, 'value-not-possible'],
];

test.each(refused)('refuses %s', (text, values, code) => {
  const filled = fill(statementOf(text), values, grammar);
  expect(filled).toMatchObject({ ok: false, problem: { code, severity: 'error', line: 1 } });
});

const withSecret: readonly (readonly [text: string, secret: string, filled: string, held: string])[] = [
  ['mysql -p<password>', "it's", 'mysql -p"${HANDRAIL_password}"', "it's"],
  ['export T="<api-token>"', '$x', 'export T="${HANDRAIL_api_token}"', '$x'],
  ["curl -H 'Auth: <token>' x", 'a b', `curl -H 'Auth: '"\${HANDRAIL_token}"'' x`, 'a b'],
  [`curl -d '{"p": "<password>"}' x`, '"', `curl -d '{"p": "'"\${HANDRAIL_password}"'"}' x`, '\\"'],
  ['cat <<EOF\np=<password>\nEOF', 'EOF', 'cat <<EOF\np=${HANDRAIL_password}\nEOF', 'EOF'],
  ['ssh db "login <password>"', 'a b', 'ssh db "login ${HANDRAIL_password}"', "'a b'"],
];

test.each(withSecret)('keeps a secret out of %s', (text, secret, ...[filled, held]) => {
  const statement = statementOf(text);
  const name = statement.placeholders[0]?.name ?? '';
  const result = fill(statement, { [name]: { secret } }, grammar);
  expect(result).toMatchObject({ ok: true, text: filled });
  expect(result.ok && Object.values(result.environment)).toEqual([held]);
});

test('refuses a secret where the shell expands nothing', () => {
  const statement = statementOf("cat <<'EOF'\n<password>\nEOF");
  expect(fill(statement, { password: { secret: 'x' } }, grammar).ok).toBe(false);
});

test('a secret comes through its variable as it is', () => {
  const texts = [
    'printf %s <a>',
    'printf %s "<a>"',
    "printf %s '<a>'",
    "printf %s $'<a>'",
    'A=<a>; printf %s "$A"',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.string({ minLength: 1, maxLength: 8 }), (text, secret) => {
      const filled = fill(statementOf(text), { a: { secret } }, grammar);
      expect(filled.ok && runBash(filled.text, folder, filled.environment)).toBe(secret);
    }),
    { numRuns: 60 },
  );
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from('\'"`$\\(){}[]<>|&;#~*?!=-%^, \t\na1'),
      'EOF',
      '\\\n',
      '$(',
      '<<',
      "'\\''",
    ),
    minLength: 1,
    maxLength: 8,
  }),
  fc.constantFrom(
    '$(touch pwned)',
    '`touch pwned`',
    "'; touch pwned; '",
    '"; touch pwned; "',
    '\nEOF\ntouch pwned\n',
  ),
  fc.constantFrom(
    '&& touch pwned',
    '| touch pwned',
    '> pwned',
    '${IFS}',
    '$HOME',
    '~',
    '*',
    '2',
    'if',
    '-n',
    '<a>',
  ),
);

// Each prints the value; `pad` is what it prints around it.
const programs: readonly {
  text: string;
  pad?: readonly [string, string];
  isJson?: boolean;
  mayRefuse?: boolean;
}[] = [
  { text: 'printf %s <a>' },
  { text: 'printf %s pre-<a>.post', pad: ['pre-', '.post'] },
  { text: 'printf %s "x <a> y"', pad: ['x ', ' y'] },
  { text: "printf %s 'x <a> y'", pad: ['x ', ' y'] },
  { text: "printf %s $'x <a> y'", pad: ['x ', ' y'] },
  { text: 'V=<a>; printf %s "$V"' },
  { text: 'export V=x<a>y; printf %s "$V"', pad: ['x', 'y'] },
  { text: 'V=(<a> b); printf %s "${V[0]}"' },
  { text: 'for v in <a>; do\n  printf %s "$v"\ndone' },
  { text: 'printf %s "$(printf %sx "<a>")"', pad: ['', 'x'] },
  { text: 'printf %s "${NONE}<a>$NONE"' },
  { text: 'f() { printf %s "$1"; }; f <a>' },
  { text: 'cat <<EOF\nx <a> $NONE y\nEOF', pad: ['x ', '  y\n'], mayRefuse: true },
  { text: "cat <<'EOF'\nx <a> y\nEOF", pad: ['x ', ' y\n'], mayRefuse: true },
  { text: 'cat <<< "x<a>y"', pad: ['x', 'y\n'] },
  { text: `printf %s '{"a": "<a>", "b": [1]}'`, isJson: true },
  { text: `printf %s "{\\"a\\": \\"<a>\\"}"`, isJson: true },
  { text: 'cat <<EOF\n{"a": "<a>"}\nEOF', isJson: true, mayRefuse: true },
  { text: `bash -c 'printf %s <a>'`, mayRefuse: true },
  { text: `bash -c "printf %s '<a>'"`, mayRefuse: true },
  { text: 'eval "printf %s <a>"', mayRefuse: true },
  { text: 'printf %s `printf %s <a>`', mayRefuse: true },
  { text: 'case <a> in\n  zzz) ;;\n  *) printf %s <a> ;;\nesac' },
  { text: '[[ <a> == zzz ]] || printf %s <a>', mayRefuse: true },
  { text: 'echo <a>>out; cat out', pad: ['', '\n'], mayRefuse: true },
];

describe('a hostile value comes through as it is, or not at all', () => {
  test.each(programs)('$text', ({ text, pad = ['', ''], isJson = false, mayRefuse = false }) => {
    const statement = statementOf(text);
    fc.assert(
      fc.property(hostile, value => {
        fc.pre(!value.includes('\0') && !/\p{Surrogate}/u.test(value));
        // echo takes these for options, as it would from anybody.
        fc.pre(!text.startsWith('echo') || !/^-[neE]+$/.test(value));
        const filled = fill(statement, { a: value }, grammar);
        if (!filled.ok) {
          // Beside an expansion the grammar keeps no node for blanks at a text's edge, so nothing can be proven of them.
          const unprovable = text.includes('$NONE') ? /^\s|\s$/ : /^\s+$/;
          expect(mayRefuse || unprovable.test(value)).toBe(true);
          return;
        }
        const printed = runBash(filled.text, folder);
        const read = isJson ? (JSON.parse(printed) as { a: string }).a : printed;
        expect(read).toBe(isJson ? value : `${pad[0]}${value}${pad[1]}`);
      }),
      { numRuns: 40 },
    );
    expect(runBash('ls', folder)).not.toContain('pwned');
  });
});

// Every node that is no word, and how many words each command has: counted apart from what the product compares.
const flesh =
  /^(?:word|number|string|string_content|raw_string|ansi_c_string|concatenation|heredoc_content|\W+)$/;

function bonesOf(text: string): readonly string[] {
  return flatten([grammar.parse(text)]).flatMap(({ node: { type, children } }) =>
    flesh.test(type) ? [] : [`${type} ${type === 'command' ? children.length : ''}`],
  );
}

test('filling changes no node of the tree but its leaf', () => {
  const texts = programs.map(({ text }) => text);
  fc.assert(
    fc.property(fc.constantFrom(...texts), hostile, (text, value) => {
      const statement = statementOf(text);
      const filled = fill(statement, { a: value }, grammar);
      if (!filled.ok) {
        return;
      }
      const holes = statement.placeholders.map(({ text: hole, name, range: [start, end] }) => {
        return { text: hole, name, start, end, bareOnly: false };
      });
      const masked = maskHoles(statement.text, holes);
      expect(bonesOf(filled.text)).toEqual(bonesOf(masked));
      expect(filled.text.startsWith(statement.text.slice(0, holes[0]?.start))).toBe(true);
      expect(filled.text.endsWith(statement.text.slice(holes.at(-1)?.end))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a changed word count, operator or expansion is another shape', () => {
  const shapeOf = (from: string, to: string): boolean => {
    const edit = { start: 5, end: from.length, text: to.slice(5) };
    return sameShape({ text: from, program: grammar.parse(from) }, { text: to, program: grammar.parse(to) }, [
      edit,
    ]);
  };
  expect(shapeOf('echo xxx', "echo 'a b'")).toBe(true);
  for (const other of [
    'echo a b',
    'echo a;b',
    'echo $a',
    'echo a>b',
    'echo a|b',
    'echo $(a)',
    'echo "a"',
    'echo',
  ]) {
    expect(shapeOf('echo xxx', other), other).toBe(false);
  }
});
