import MarkdownIt, { type Token } from 'markdown-it';
import type { References } from './blocks.ts';

const inline = MarkdownIt({ html: false });
// Where a link leads is not shown, so that its letters need not be encoded.
const normalizeLink = inline.normalizeLink.bind(inline);
inline.normalizeLink = url => (/^[!-~]*$/.test(url) ? url : normalizeLink(url));
// Comments, and tags that carry no meaning in a title. Others stay: `<pod-name>` is a hole somebody fills.
const TAGS =
  /<!--.{0,400}?-->|<\/?(?:a|abbr|b|br|code|del|details|div|em|font|i|img|ins|kbd|mark|p|s|small|span|strike|strong|sub|summary|sup|u|center)(?:\s[^<>]{0,400})?\/?>/gi;

/** The text of inline Markdown without its marks; lines are joined by spaces. */
export function plainText(markdown: string, references: References = {}): string {
  const marked = mayBeMarked(markdown) && !isHostile(markdown);
  const text = marked ? (readSimple(markdown) ?? readInline(markdown, references)) : markdown;
  return joinSpace(marked && text.includes('[^') ? text.replaceAll(FOOTNOTE, '') : text).trim();
}

// "Backup taken[^1]": what it refers to stands elsewhere.
const FOOTNOTE = /(?<=[\p{L}\d.,;:!?)])\[\^[\w-]{1,20}\](?=[\s.,;:!?)]|$)/gu;

// A name_of_words, a lone `!` or `>` and a tilde are no marks; nor is the null that markdown-it replaces where it reads any.
function mayBeMarked(text: string): boolean {
  return (
    MARKS.test(text) &&
    (SIGNS.test(text) ||
      (text.includes('_') && UNDERSCORE.test(text)) ||
      text.includes('~~') ||
      text.includes('\0'))
  );
}

const MARKS = /[\\`*_[\]<>&!~]/;
const SIGNS = /[\\`*[]|<(?!\s|$)|&[#\w]/;
const UNDERSCORE = /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/;

const SPAN = /(?<!`)(`+)(?!`)((?:(?!`)[^*])*)(?<!`)\1(?!`)/g;
const BOLD =
  /(?<![^\s(])\*\*(?=[A-Za-z\d])((?:[^*\n]*[A-Za-z\d])?)(?:\*\*(?![^\s.,:;!?)])|([:.,!?)])\*\*(?!\S))/g;

// Most marked texts have bold words and code only. What these patterns take is so by CommonMark whatever stands around it; where
// anything else is left that may be a mark, markdown-it reads it.
function readSimple(text: string): string | undefined {
  if (OTHER.test(text) || (text.includes('_') && UNDERSCORE.test(text)) || text.includes('~~')) {
    return undefined;
  }
  const withoutCode = text.replace(SPAN, (_, _mark, code: string) =>
    code.replaceAll('\n', ' ').replace(/^ (.+) $/, '$1'),
  );
  const bare = withoutCode.replace(BOLD, '$1$2');
  return /[`*]/.test(bare) ? undefined : bare;
}

const OTHER = /[\\[\0]|<(?!\s|$)|&[#\w]/;

/** Each run of white space as one blank; a single blank, by far the most frequent, is left alone. */
export function joinSpace(text: string): string {
  return text.replace(/[^\S ]\s*| \s+/g, ' ');
}

// Each bracket may open a link, and markdown-it looks for its end up to the end of the text. Such a text is shown as written.
const MOST_BRACKETS = 300;

function isHostile(markdown: string): boolean {
  return markdown.length > MOST_BRACKETS && markdown.split('[', MOST_BRACKETS + 2).length > MOST_BRACKETS + 1;
}

/** The first word of what `plainText` gives; undefined where it takes reading the marks to know. */
export function firstWord(markdown: string): string | undefined {
  return /^[\s*_`"'().,:;#~+=!?/|-]*\[?[*_`]*([A-Za-z\d]+)(?=[\s.,:;)]|$)/.exec(markdown)?.[1];
}

function readInline(markdown: string, references: References): string {
  const [line] = inline.parseInline(markdown.replace(TAGS, ' '), { references });
  return (line?.children ?? []).map(textOf).join('');
}

function textOf(token: Token): string {
  switch (token.type) {
    case 'softbreak':
    case 'hardbreak':
      return ' ';
    case 'text':
    case 'text_special':
    case 'code_inline':
    case 'image':
      return token.content;
    default:
      return '';
  }
}

/** The code of a text that is one code span and nothing else. */
export function onlyCode(markdown: string): string | undefined {
  const match = /^(`{1,3})(?!`)([^\n]*[^`\n])\1$/.exec(markdown.trim());
  const code = match?.[2]?.trim();
  return code === undefined || code === '' || code.includes(match?.[1] ?? '`') ? undefined : code;
}
