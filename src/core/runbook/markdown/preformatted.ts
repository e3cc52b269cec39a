import { looksLikeShell } from '../../shell/transcripts/looksLikeShell.ts';
import type { Block } from './blocks.ts';
import { isShell } from './fenceInfo.ts';
import { readSuggested, type Intro } from './fences.ts';
import type { Draft, Page } from './page.ts';

const PRE = /<pre\b([^<>]{0,400})>[^]*?<\/pre>/gi;
const LANGUAGE = /(?:language-|lang-|brush:\s*|\blang(?:uage)?=["']?|highlight-source-)([\w-]+)/i;
const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  amp: '&',
};

/** The `<pre>` blocks of HTML that look like shell, each as what a browser shows; offered, like any block that names no language. */
export function readPreformatted(page: Page, block: Block, intro: () => Intro): Draft[] {
  if (!/<pre\b/i.test(block.text) || block.text.startsWith('<!--')) {
    return [];
  }
  let free = block.line;
  return [...block.text.matchAll(PRE)].flatMap(match => {
    const { 0: whole, 1: attributes = '', index } = match;
    const line = block.line + breaksIn(block.text.slice(0, index));
    const endLine = line + breaksIn(whole);
    const text = textOf(whole).trimEnd();
    const tag = LANGUAGE.exec(attributes + (/<code\b([^<>]*)>/i.exec(whole)?.[1] ?? ''))?.[1] ?? '';
    const counts = text.trim() !== '' && line >= free && isAlone(block.text, index, whole.length);
    if (
      !counts ||
      (tag !== '' && !isShell(tag)) ||
      (tag === '' && !looksLikeShell(text, page.tools.grammar))
    ) {
      return [];
    }
    free = endLine + 1;
    return [readSuggested(page, { ...block, line, endLine }, { text, intro: intro() })];
  });
}

// Words beside it on its own lines would be shown nowhere.
function isAlone(html: string, from: number, length: number): boolean {
  const before = html.slice(html.lastIndexOf('\n', from - 1) + 1, from);
  const behind = html.slice(from + length).split('\n', 1)[0] ?? '';
  return [before, behind].every(words => words.replace(/<[^<>]*>/g, '').trim() === '');
}

function textOf(html: string): string {
  return html
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(
      /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,4});/gi,
      (all, name: string) => characterOf(name.toLowerCase()) ?? all,
    );
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) {
    return NAMED[name];
  }
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
}

function breaksIn(text: string): number {
  return text.split('\n').length - 1;
}
