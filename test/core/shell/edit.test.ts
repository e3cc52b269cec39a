import { describe, expect, test } from 'vitest';
import { bashAccepts } from '../../../src/adapters/bashSyntax.ts';
import { wasmFolder } from '../../../src/adapters/assets.ts';
import { loadGrammar } from '../../../src/adapters/grammar.ts';
import { normalised } from '../../../src/core/run/change/edit.ts';
import { readEdit } from '../../../src/core/shell/edit.ts';

const tools = { grammar: await loadGrammar({ wasmFolder: wasmFolder() }), bashAccepts };

interface Case {
  readonly text: string;
  /** What is wrong with it, or the risks of what is right. */
  readonly told: string;
}

const cases: readonly Case[] = [
  { text: 'kubectl get pods', told: 'ok' },
  { text: '# first\necho one\necho two   # both\n# last', told: 'ok' },
  { text: 'kubectl delete pod x', told: 'ok kubectl delete' },
  { text: 'cat <<EOF\n# no comment\nEOF', told: 'ok' },
  { text: 'for i in 1 2; do\n  echo "$i"\ndone', told: 'ok' },
  { text: 'echo "open', told: 'syntax' },
  { text: 'if true; then echo', told: 'syntax' },
  { text: 'done', told: 'syntax' },
  { text: 'cat <<EOF\nnever ended', told: 'syntax' },
  { text: 'kubectl logs <pod>', told: 'blanks <pod>' },
  { text: 'curl {{host}}/x', told: 'blanks {{host}}' },
  { text: '', told: 'empty' },
  { text: '# only said', told: 'empty' },
  { text: '$ kubectl get pods', told: 'prompt' },
  { text: '- Stop all writes', told: 'text' },
  { text: 'echo a\u202eb', told: 'hidden bidirectional' },
  { text: 'echo a\u200bb', told: 'hidden zero-width' },
  { text: 'echo\u00a0a', told: 'hidden no-break space' },
  { text: 'echo a\u0007', told: 'hidden control' },
];

describe('an edited command is read as one that would run', () => {
  test.for(cases)('$text', ({ text, told }) => {
    const read = readEdit(text, 7, tools);
    if (!read.ok) {
      const { fault } = read;
      const more = fault.kind === 'blanks' ? fault.names : fault.kind === 'hidden' ? fault.characters : [];
      expect([fault.kind, ...more].join(' ')).toBe(told);
      return;
    }
    expect(['ok', ...read.statement.risks.map(({ words }) => words)].join(' ')).toBe(told);
    expect(read.statement.text).toBe(text);
    expect(read.statement.line).toBeGreaterThanOrEqual(7);
  });
});

test('line ends are those of the shell, and none stands behind the last line', () => {
  expect(normalised('a\r\nb\rc\n\n')).toBe('a\nb\nc');
});
