import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';

import { filled, templatePieces } from '../../../src/webview/walker/step/template.ts';

interface Case {
  readonly text: string;
  readonly placeholders: readonly string[];
  readonly blanks: readonly string[];
}

function check({ text, placeholders, blanks }: Case): void {
  const found = templatePieces(text, placeholders).flatMap(piece =>
    piece.kind === 'blank' ? [piece.text] : [],
  );
  expect(found).toEqual(blanks);
}

test.each<Case>([
  {
    text: 'Released <version> because of [Reason].',
    placeholders: ['<version>', '[Reason]'],
    blanks: ['<version>', '[Reason]'],
  },
  { text: 'Hello {{ team }}, signed ____', placeholders: ['{{ team }}'], blanks: ['{{ team }}', '____'] },
  { text: 'what the model calls no hole stays: <x> [Y]', placeholders: [], blanks: [] },
  { text: 'YOUR_TEAM and XXX', placeholders: ['YOUR_TEAM', 'XXX'], blanks: ['YOUR_TEAM', 'XXX'] },
  { text: '<a> or <a b>', placeholders: ['<a', '<a b>'], blanks: ['<a', '<a b>'] },
  { text: 'snake__case', placeholders: [], blanks: [] },
])('blanks of "$text"', check);

test('a template in pieces is still the template', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a ', '<x>', '[Name]', '{{y}}', '____', '\n', '[', '<', '}}', '](u)')),
      parts => {
        const text = parts.join('');
        const pieces = templatePieces(text, ['<x>', '[Name]', '{{y}}']);
        expect(pieces.map(piece => piece.text).join('')).toBe(text);
        expect(filled(pieces, () => undefined).text).toBe(text);
      },
    ),
  );
});

test('the same hole twice is one blank; two rows of underscores are two', () => {
  const numbers = templatePieces('<x> <y> <x> ____ ____', ['<x>', '<y>']).flatMap(piece =>
    piece.kind === 'blank' ? [piece.nth] : [],
  );
  expect(numbers).toEqual([0, 1, 0, 2, 3]);
});

test('open blanks are counted and left as they are written', () => {
  const pieces = templatePieces('<x> then <y> then <x>', ['<x>', '<y>']);
  const result = filled(pieces, piece => (piece.text === '<x>' ? '1' : undefined));
  expect(result).toEqual({ text: '1 then <y> then 1', open: 1 });
});
