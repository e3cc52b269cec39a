import type { Block } from './blocks.ts';
import type { Draft, Page, Place } from './page.ts';
import { readTable } from './tables.ts';

const TABLE = /<table\b[^<>]{0,400}>([^]*?)(?:<\/table>|$)/gi;
const ROW = /<tr\b[^<>]{0,400}>([^]*?)(?=<\/tr>|<tr\b|$)/gi;
const CELL = /<t([hd])\b[^<>]{0,400}>([^]*?)(?=<\/t[hd]>|<t[hd]\b|$)/gi;
const TICK = /<input\b[^<>]{0,200}\btype=["']?checkbox\b[^<>]{0,200}>/gi;

/** The tables of an HTML block, read as those of Markdown: rows with a box are checks, blanks are filled in. */
export function readHtmlTables(page: Page, place: Place, block: Block): Draft[] {
  if (!/<tr\b/i.test(block.text) || block.text.startsWith('<!--')) {
    return [];
  }
  return [...block.text.matchAll(TABLE)].flatMap(({ 0: whole, index }) => {
    const line = block.line + breaksIn(block.text.slice(0, index));
    const table = { ...block, kind: 'table', line, endLine: line + breaksIn(whole.trimEnd()) } as const;
    const rows = rowsOf(table, whole);
    // Two rows on one line could not be told apart.
    const apart = rows.every((row, at) => at === 0 || row.line > (rows[at - 1]?.endLine ?? 0));
    return apart ? readTable(page, place, { ...table, text: '', children: withHead(table, rows) }) : [];
  });
}

function rowsOf(table: Block, html: string): Block[] {
  return [...html.matchAll(ROW)].map(({ 0: whole, index }) => {
    const line = table.line + breaksIn(html.slice(0, index));
    const row = { ...table, kind: 'row', line, endLine: line + breaksIn(whole.trimEnd()) } as const;
    const cells = [...whole.matchAll(CELL)].map(({ 1: kind, 2: text = '' }): Block => ({
      ...row,
      kind: 'cell',
      info: kind ?? '',
      text: textOf(text),
      children: [],
    }));
    return { ...row, text: '', children: cells };
  });
}

// A table of Markdown has a head; one of HTML may do without.
function withHead(table: Block, rows: readonly Block[]): readonly Block[] {
  const [first] = rows;
  const isHead = first?.children.some(({ info }) => info.toLowerCase() === 'h') === true;
  const children = (first?.children ?? []).map(cell => ({ ...cell, text: '' }));
  return isHead ? rows : [{ ...table, kind: 'row', children }, ...rows];
}

function textOf(html: string): string {
  return html
    .replace(TICK, input => (/\bchecked\b/i.test(input.replace(/type=["']?checkbox/i, '')) ? '[x] ' : '[ ] '))
    .replace(/<code\b[^<>]*>([^<>]*)<\/code>/gi, '`$1`')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&amp;/gi, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

function breaksIn(text: string): number {
  return text.split('\n').length - 1;
}
