import MarkdownIt, { type StateBlock, type StateInline, type Token } from 'markdown-it';
import type { RuleArguments } from './blockRule.ts';
import { addDirectives } from './directives.ts';

// HTML stays off, so all markup in the result is markdown-it's own or one of the few tags let through below. Inline
// styles are absent because the page's content security policy forbids them, images because they would be fetched.
const renderer = MarkdownIt({ html: false, linkify: false });
addDirectives(renderer);
renderer.validateLink = isSafeLink;
renderer.inline.ruler.before('autolink', 'safe_tag', readTag);
renderer.block.ruler.before('paragraph', 'safe_block', readBlockTag, {
  alt: ['paragraph', 'reference', 'blockquote', 'list'],
});
renderer.core.ruler.after('inline', 'column_heads', state => nameColumns(state.tokens));
renderer.core.ruler.before('inline', 'alert', state => markAlerts(state.tokens));
renderer.renderer.rules['th_open'] = renderCell;
renderer.renderer.rules['td_open'] = renderCell;
renderer.renderer.rules['image'] = (tokens, at) =>
  `<span class="image">${escape(tokens[at]?.content ?? '')}</span>`;
renderer.renderer.rules['safe_tag'] = (tokens, at) => tokens[at]?.content ?? '';
renderer.renderer.rules['comment'] = (tokens, at) =>
  `<p class="comment">${escape(tokens[at]?.content ?? '')}</p>\n`;
renderer.renderer.rules['directive'] = (tokens, at) => renderDirective(tokens[at]?.content ?? '');
renderer.renderer.rules['admonition_open'] = (tokens, at) =>
  `<div class="${admonitionClass(tokens[at]?.info ?? '')}">\n${renderDirective(tokens[at]?.info ?? '')}`;
renderer.renderer.rules['admonition_close'] = () => '</div>\n';

/** Markdown as HTML that is safe to insert in a page: no scripts, styles, images or foreign schemes. */
export function renderMarkdown(text: string): string {
  return renderWith(text, {});
}

/** As `renderMarkdown`, of the pieces of a text: a link whose address the text defines elsewhere (CommonMark 4.7) leads there. */
export function pieceRenderer(whole: string): (piece: string) => string {
  const definitions = {};
  if (/^ {0,3}\[[^\]\n]+\]:/mu.test(whole)) renderer.parse(whole.replace(/\r\n?/g, '\n'), definitions);
  return piece => renderWith(piece, definitions);
}

function renderWith(text: string, definitions: Record<string, unknown>): string {
  const html = renderer.render(text.replace(/\r\n?/g, '\n'), definitions);
  return balance(balance(html, 'details'), 'kbd');
}

/** True for http, https, mailto, fragments and relative paths; spaces and controls that browsers drop are no way around. */
export function isSafeLink(url: string): boolean {
  const bare = url.replace(/[\p{Cc}\p{Cf}\p{Z}]/gu, '').toLowerCase();
  const scheme = /^([^/?#:]*):/.exec(bare)?.[1];
  if (scheme === undefined) {
    return !/^[/\\]{2}/.test(bare);
  }
  return scheme === 'http' || scheme === 'https' || scheme === 'mailto';
}

function escape(text: string): string {
  return renderer.utils.escapeHtml(text);
}

function renderCell(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  const align = /text-align:(left|center|right)/.exec(String(token?.attrGet('style') ?? ''))?.[1];
  const tag = token?.tag === 'th' ? 'th' : 'td';
  const head = token?.attrGet('data-h') ?? '';
  return `<${tag}${align === undefined ? '' : ` class="align-${align}"`}${head === '' ? '' : ` data-h="${escape(String(head))}"`}>`;
}

/** Gives each cell the head of its column, for a page on which a row is too wide to stand side by side. */
function nameColumns(tokens: readonly Token[]): void {
  let heads: string[] = [];
  let column = 0;
  tokens.forEach((token, at) => {
    if (token.type === 'table_open') heads = [];
    if (token.type === 'tr_open') column = 0;
    if (token.type === 'th_open') heads.push(plainOf(tokens[at + 1]));
    if (token.type !== 'td_open') return;
    token.attrSet('data-h', heads[column] ?? '');
    column += 1;
  });
}

function plainOf(token: Token | undefined): string {
  return (token?.children ?? [])
    .map(({ content }) => content)
    .join('')
    .trim();
}

const DIRECTIVE = /^(?::{3,}|!!!|\?\?\?\+?|===\+?)\s*/;

// `!!! warning "Before you start"`, `:::tip[Faster]`, `=== "Linux"`: a kind that site generators know, and a title.
function renderDirective(text: string): string {
  const words = text.replace(DIRECTIVE, '').trim();
  const [, kind = '', rest = ''] = /^([a-z][\w-]*(?=$|[\s["{]))?([^]*)$/.exec(words) ?? [];
  const title = rest.trim().replace(/^(?:"([^"]*)"|\[([^\]]*)\])$/, '$1$2');
  const said = [kind.charAt(0).toUpperCase() + kind.slice(1), title].filter(part => part !== '').join(': ');
  return said === '' ? '' : `<p class="directive">${escape(said)}</p>\n`;
}

// Which of them speak of harm, by the names that GitHub, MkDocs, Docusaurus and Sphinx share.
function admonitionClass(text: string): string {
  const kind = /^[a-z]+/i.exec(text.replace(DIRECTIVE, ''))?.[0].toLowerCase() ?? '';
  if (/^(?:danger|error|caution|failure|bug)$/.test(kind)) return 'admonition admonition--danger';
  return /^(?:warning|attention|important)$/.test(kind) ? 'admonition admonition--warning' : 'admonition';
}

// GitHub's alerts: https://docs.github.com/en/get-started/writing-on-github/basic-writing-and-formatting-syntax#alerts
const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/i;

/** Makes an admonition of each quote that begins with `[!WARNING]` or one of its kind. */
function markAlerts(tokens: readonly Token[]): void {
  const quotes: boolean[] = [];
  tokens.forEach((token, at) => {
    if (token.type === 'blockquote_open') {
      quotes.push(markAlert(token, tokens[at + 2]));
    } else if (token.type === 'blockquote_close' && quotes.pop() === true) {
      token.type = 'admonition_close';
    }
  });
}

function markAlert(quote: Token, text: Token | undefined): boolean {
  const kind = text?.type === 'inline' ? ALERT.exec(text.content) : null;
  if (text === undefined || kind === null) {
    return false;
  }
  text.content = text.content.slice(kind[0].length);
  quote.type = 'admonition_open';
  quote.info = kind[1]?.toLowerCase() ?? '';
  return true;
}

const INLINE_TAG = /^<(?:br\s*\/?|kbd|\/kbd)>/i;

function readTag(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x3c) {
    return false;
  }
  const match = INLINE_TAG.exec(state.src.slice(state.pos, state.pos + 16));
  if (match === null) {
    return false;
  }
  if (!silent) {
    state.push('safe_tag', '', 0).content = match[0].toLowerCase().replace(/^<br.*/, '<br>');
  }
  state.pos += match[0].length;
  return true;
}

const OPEN = /^<details(?:\s+open(?:="")?)?>/i;
const SUMMARY = /^<summary>([^<]*(?:<(?!\/summary)[^<]*)*)<\/summary>/i;

// One line of `<details>`, `<summary>…</summary>` and `</details>`, or a whole comment.
function readBlockTag(...[state, start, end, silent]: RuleArguments): boolean {
  const from = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0);
  if (state.src.charCodeAt(from) !== 0x3c || (state.sCount[start] ?? 0) - state.blkIndent >= 4) {
    return false;
  }
  const line = state.src.slice(from, state.eMarks[start]).trim();
  if (line.startsWith('<!--')) {
    return readComment(state, start, { end, silent });
  }
  const parts = detailsOf(line);
  if (parts === undefined) {
    return false;
  }
  if (!silent) {
    state.line = start + 1;
    state.push('safe_tag', '', 0).content = parts;
  }
  return true;
}

function readComment(
  state: StateBlock,
  start: number,
  { end, silent }: { end: number; silent: boolean },
): boolean {
  let last = start;
  while (last < end && !state.src.slice(state.bMarks[last], state.eMarks[last]).includes('-->')) {
    last += 1;
  }
  if (last >= end) {
    return false;
  }
  if (!silent) {
    state.line = last + 1;
    const text = state
      .getLines(start, last + 1, state.blkIndent, false)
      .replace(/<!--|-->/g, ' ')
      .trim();
    // What is said to Handrail alone, nobody who walks has to read.
    if (!/^handrail\b/.test(text)) {
      state.push('comment', 'p', 0).content = text;
    }
  }
  return true;
}

function detailsOf(line: string): string | undefined {
  let rest = line;
  let html = '';
  while (rest !== '') {
    const open = OPEN.exec(rest)?.[0];
    const summary = SUMMARY.exec(rest);
    const close = /^<\/details>/i.exec(rest)?.[0];
    if (open !== undefined) {
      html += '<details>';
    } else if (summary !== null) {
      html += `<summary>${renderer.renderInline((summary[1] ?? '').trim())}</summary>`;
    } else if (close !== undefined) {
      html += '</details>';
    } else {
      return undefined;
    }
    rest = rest.slice((open ?? summary?.[0] ?? close ?? '').length).trim();
  }
  return html === '' ? undefined : `${html}\n`;
}

// A part of a document may hold only one end of a pair.
function balance(html: string, tag: string): string {
  let open = 0;
  const kept = html.replace(new RegExp(`<(/?)${tag}>`, 'g'), (match, slash: string) => {
    if (slash === '') {
      open += 1;
      return match;
    }
    open -= 1;
    if (open >= 0) {
      return match;
    }
    open = 0;
    return '';
  });
  return kept + `</${tag}>`.repeat(open);
}
