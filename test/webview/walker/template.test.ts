import fc from 'fast-check';
import { expect, test } from 'vitest';

import { filled, templatePieces } from '../../../src/webview/walker/template.ts';

interface Case {
  readonly text: string;
  readonly blanks: readonly string[];
}

function check({ text, blanks }: Case): void {
  const found = templatePieces(text).flatMap(piece => (piece.kind === 'blank' ? [piece.text] : []));
  expect(found).toEqual(blanks);
}

test.each<Case>([
  { text: 'Released <version> because of [Reason].', blanks: ['<version>', '[Reason]'] },
  { text: 'Hello {{ team }}, signed ____', blanks: ['{{ team }}', '____'] },
  { text: 'a [link](https://example.org) stays', blanks: [] },
  { text: 'an <https://example.org> stays', blanks: [] },
  { text: 'mail <a@example.org> stays', blanks: [] },
  { text: 'a [x] task and a [ ] task', blanks: [] },
  { text: 'snake__case', blanks: [] },
])('blanks of "$text"', check);

test('a template in pieces is still the template', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a ', '<x>', '[Name]', '{{y}}', '____', '\n', '[', '<', '}}', '](u)')),
      parts => {
        const text = parts.join('');
        const pieces = templatePieces(text);
        expect(pieces.map(piece => piece.text).join('')).toBe(text);
        expect(filled(pieces, () => undefined).text).toBe(text);
      },
    ),
  );
});

test('the same hole twice is one blank; two rows of underscores are two', () => {
  const numbers = templatePieces('<x> <y> <x> ____ ____').flatMap(piece =>
    piece.kind === 'blank' ? [piece.nth] : [],
  );
  expect(numbers).toEqual([0, 1, 0, 2, 3]);
});

test('open blanks are counted and left as they are written', () => {
  const pieces = templatePieces('<x> then <y> then <x>');
  const result = filled(pieces, piece => (piece.text === '<x>' ? '1' : undefined));
  expect(result).toEqual({ text: '1 then <y> then 1', open: 1 });
});
