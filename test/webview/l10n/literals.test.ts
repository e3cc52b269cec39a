import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { enWalker } from '../../../src/webview/l10n/en/walker.ts';
import { enReview } from '../../../src/webview/l10n/en/review.ts';

// No word of a page is written where it is drawn: it would stay English for everybody.

const root = join(import.meta.dirname, '../../../src/webview');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !name.startsWith('l10n'))
  .map(name => ({ name, text: readFileSync(join(root, name), 'utf8') }));

/** What a template draws by itself: its text between tags, and the attributes that people read or hear. */
function wordsOf(source: string): readonly string[] {
  return templates(source).flatMap(template => {
    const plain = template.replace(/<!--[^]*?-->/g, '');
    const attributes = [
      ...plain.matchAll(/\b(?:aria-label|title|placeholder|alt|aria-description)="([^"]*)"/g),
    ];
    const text = plain.replace(/<[^>]*>/g, '\n');
    return [...attributes.map(match => match[1] ?? ''), ...text.split('\n')]
      .map(part => part.replaceAll('\u0000', '').trim())
      .filter(part => /\p{L}{2}/u.test(part));
  });
}

/** The text of each `html` template, with a NUL in the place of what is filled in; templates inside come after. */
function templates(source: string): readonly string[] {
  const found: string[] = [];
  const begin = /\b(?:html|svg)`/g;
  for (let match = begin.exec(source); match !== null; match = begin.exec(source)) {
    found.push(readTemplate(source, begin.lastIndex));
  }
  return found;
}

function readTemplate(source: string, start: number): string {
  let text = '';
  for (let at = start; at < source.length && source[at] !== '`'; at += 1) {
    if (source.startsWith('${', at)) {
      at = endOfHole(source, at + 2);
      text += '\u0000';
    } else text += source[at] ?? '';
  }
  return text;
}

/** The index of the brace that closes a hole; strings and templates in it may hold braces of their own. */
function endOfHole(source: string, start: number): number {
  for (let at = start; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === '}') return at;
    if (sign === '{') at = endOfHole(source, at + 1);
    else if (sign === "'" || sign === '"') at = source.indexOf(sign, at + 1);
    else if (sign === '`') at = endOfTemplate(source, at + 1);
  }
  return source.length;
}

function endOfTemplate(source: string, start: number): number {
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '`') return at;
    if (source.startsWith('${', at)) at = endOfHole(source, at + 2);
  }
  return source.length;
}

test('the test finds a sentence that is written in a template', () => {
  const source =
    'html`<p title="Say it" class="x">${a ? html`<b>Now it is</b>` : `y ${\'}\'}`}, ${words.t(\'x\')}</p>`';
  expect(wordsOf(source)).toEqual(['Say it', 'Now it is']);
});

test.each(files)('$name draws no word of its own', ({ text }) => {
  expect(wordsOf(text)).toEqual([]);
});

test('no message is there that nothing says', () => {
  const speaking = ['speech.ts', 'words.ts'].map(name => readFileSync(join(root, 'l10n', name), 'utf8'));
  const sources = [...files.map(({ text }) => text), ...speaking].join('\n');
  const unsaid = [...Object.keys(enWalker), ...Object.keys(enReview)].filter(key => {
    // Keys that are put together from a kind or a state, as `state.${state}` or `${kind}.title`.
    const prefixes = key.split('.').map((_, index, parts) => `\`${parts.slice(0, index + 1).join('.')}.\${`);
    const suffix = `}.${key.split('.').at(-1) ?? ''}\``;
    return ![`'${key}'`, suffix, ...prefixes].some(said => sources.includes(said));
  });
  expect(unsaid).toEqual([]);
});
