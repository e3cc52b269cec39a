import { fc } from '../../seeded.ts';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { firstWord, plainText } from '../../../src/core/runbook/markdown/plain.ts';

const reader = MarkdownIt({ html: false });

/** What markdown-it itself makes of an inline text. */
function read(markdown: string): string {
  const [line] = reader.parseInline(markdown, {});
  const words = (line?.children ?? []).map(({ type, content }) => (type.endsWith('break') ? ' ' : content));
  return words.join('').replace(/\s+/g, ' ').trim();
}

// Everything that may be a mark, beside letters, blanks and punctuation. No letter of a tag that is left out of titles.
const parts = '** * ` `` _ __ ~~ ! [ ] ( ) [x](y) <x> < > & &amp; \\ x y1 word. : , - # ü — 🚀'.split(' ');
const markdown = fc
  .array(fc.constantFrom(...parts, ' ', ' ', '\n', 'word', 'Or'), { maxLength: 12 })
  .map(found => found.join(''));

describe('plainText', () => {
  test('says what markdown-it says, whichever way it takes', () => {
    fc.assert(
      fc.property(markdown, text => {
        expect(plainText(text)).toBe(
          /[\\`*_[\]<>&!~]/.test(text) ? read(text) : text.replace(/\s+/g, ' ').trim(),
        );
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['**Roll back:** run `kubectl rollout undo` now', 'Roll back: run kubectl rollout undo now'],
    ['a name_of_words and __init__', 'a name_of_words and init'],
    ['errors < 1% (`p99`)', 'errors < 1% (p99)'],
    ['`a` `b', 'a `b'],
    ['``a `b` c``', 'a `b` c'],
    ['**open and `**`', '**open and **'],
    ['2 ** 3 ** 4', '2 ** 3 ** 4'],
    ['see [the list](https://example.com/ünder)', 'see the list'],
  ])('%s', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});

describe('firstWord', () => {
  test('is the one that the plain text begins with, where it is known', () => {
    fc.assert(
      fc.property(markdown, text => {
        const first = firstWord(text);
        fc.pre(first !== undefined);
        expect(/[A-Za-z\d]+/.exec(plainText(text))?.[0]).toBe(first);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['Or, with `helm`:', 'Or'],
    ['**Option 2:** by hand', 'Option'],
    ['- [see](x)', undefined],
    ['<b>Or</b>', undefined],
    ['Önce bak', undefined],
  ])('%s', (text, word) => {
    expect(firstWord(text)).toBe(word);
  });
});
