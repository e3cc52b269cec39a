import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';

import { commandLines, hidesCharacters } from '../../../src/webview/walker/command/command.ts';

function joined(text: string): string {
  return commandLines(text)
    .map(line => line.map(word => word.gap + word.letters.map(part => part.text).join('')).join(''))
    .join('\n');
}

test('a command cut into words is still the command, byte for byte', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(joined(text)).toBe(text);
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\\', ' ', '  ', '\t', '\n', '"x y"', '\u200b')), parts => {
      const text = parts.join('');
      expect(joined(text)).toBe(text);
    }),
  );
});

interface Case {
  readonly text: string;
  readonly marks: readonly string[];
}

function check({ text, marks }: Case): void {
  const found = commandLines(text).flatMap(line =>
    line.flatMap(word => word.letters.flatMap(part => part.mark ?? [])),
  );
  expect(found).toEqual(marks);
  expect(hidesCharacters(text)).toBe(marks.length > 0);
}

test.each<Case>([
  { text: 'kubectl get pods', marks: [] },
  { text: "echo 'çok güzel' && echo 你好", marks: [] },
  { text: 'tab\tand\nnew line', marks: [] },
  { text: 'rm\u00a0-rf /', marks: ['U+00A0'] },
  { text: 'curl ex\u200bample.org', marks: ['U+200B'] },
  { text: 'echo \u202eabc\u202c', marks: ['U+202E', 'U+202C'] },
  { text: 'soft\u00adhyphen', marks: ['U+00AD'] },
  { text: '\ufeffls', marks: ['U+FEFF'] },
  { text: 'a\u3164b', marks: ['U+3164'] },
  { text: 'bell\u0007', marks: ['U+0007'] },
  { text: 'tag \u{e0041}', marks: ['U+E0041'] },
  { text: 'carriage\rreturn', marks: ['U+000D'] },
])('what cannot be seen is marked: $marks', check);

test('a continuation keeps its backslash on the word before it', () => {
  const [first] = commandLines('helm upgrade \\\n  --wait');
  expect(
    first
      ?.at(-1)
      ?.letters.map(part => part.text)
      .join(''),
  ).toBe('upgrade \\');
});
