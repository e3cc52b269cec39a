import type { Block } from './blocks.ts';
import type { Draft, Page, Place } from './page.ts';
import { plainText } from './plain.ts';
import { fieldsOfTable } from './records.ts';
import { requirementOf } from './words.ts';

const MARKER = /^(?:[-*+][ \t]+)?\[([ xX])\](?:[ \t]+|$)/;
const MARKERS = /\[[ xX]\]/g;

/** Reads a table: rows with a task marker are checks; a table with blanks is a record. */
export function readTable(page: Page, place: Place, table: Block): Draft[] {
  const [head, ...rows] = table.children;
  const titles = (head?.children ?? []).map(cell => plainText(page.repair(cell.text), page.references));
  const checks = rows.flatMap(row => readRow(page, place, { row, titles }));
  if (checks.length > 0) {
    return checks;
  }
  const fields = fieldsOfTable(page, table);
  if (fields.length === 0) {
    return [];
  }
  const raw = page.lines.slice(table.line - 1, table.endLine).join('\n');
  const { line, endLine } = table;
  const title = place.title || titles.filter(part => part !== '').join(', ');
  const required = requirementOf(title, place) ?? false;
  const body = { kind: 'record', line, endLine, required, title, text: page.repair(raw), fields } as const;
  return [{ body, words: raw, steps: [] }];
}

interface Row {
  readonly row: Block;
  readonly titles: readonly string[];
}

// A row with several markers is one step that owns one check for each further column.
function readRow(page: Page, place: Place, { row, titles }: Row): Draft[] {
  const cells = row.children.map(cell => page.repair(cell.text).trim());
  const marked = cells.flatMap((cell, at) => (isMarked(cell) ? [at] : []));
  const shown = cells.map(cell => cell.replace(MARKER, '').trim()).filter(cell => cell !== '');
  const named = shown.filter(cell => !/^[\d.#]+$/.test(cell));
  const text = (named.length > 0 ? named : shown).join(' · ');
  const checks = marked.map(at => {
    const column = marked.length > 1 ? ` (${titles[at] ?? at + 1})` : '';
    const title = plainText(text, page.references) + column || (titles[at] ?? '');
    const checked = /\[[xX]\]/.test(cells[at] ?? '');
    const { line, endLine } = row;
    const required = requirementOf(title, place) ?? true;
    const body = { kind: 'check', line, endLine, required, title, text: text + column, checked } as const;
    const words = cells.map(cell => cell.replace(MARKERS, '')).join('|') + column;
    return { body, words, steps: [] };
  });
  const [first, ...rest] = checks;
  return first === undefined ? [] : [{ ...first, steps: rest }];
}

function isMarked(cell: string): boolean {
  return MARKER.test(cell) && (cell.match(MARKERS) ?? []).length === 1;
}
