import type { Block } from '../markdown/blocks.ts';
import { findHoles, hasBlank, hintOf, uniqueFields, withoutCode } from '../holes.ts';
import type { Draft, Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import type { RecordField } from '../runbook.ts';

// "Key: ____", "**Lead:** [Name]", "Status - ⬜".
const FORM = /(?:[:=：]|\s[-–—])[\s*_]*(?:\[[^\]]{1,80}\](?![([:]))\s*[.%]?\s*$/;
const ALONE = /^[\s*_]*\[[^\]]{1,80}\](?![([:])[\s*_]*$/;
const KEY_ONLY = /^[\s*_]*[\p{L}\p{N}][^:\n`]{0,60}[:：][\s*_]*$/u;
const DRAWN = /_{3,}|[\u2610\u2611\u25A1\u25FB\u2B1C]|:\s*\.{5,}/u;

const BOX = /[\u2610\u25A1\u25FB\u2B1C]/u;
// What was ticked already, in a list where a box is open still.
const TICKED = /^[\s*_]*(?:\u2705|\u2714|\u2713)|(?:\u2705|\u2714\uFE0F?|\u2713)[\s*_]*$/u;

// What every blank holds: found much faster than the blank that most texts do not have.
const MAY_ASK = /_{3}|\.{5}|[[\u2610\u2611\u25A1\u25FB\u2B1C]/;

/** The blanks of a list; empty where it is no form. */
export function fieldsOfList(page: Page, list: Block): RecordField[] {
  const texts = list.children.map(item => formText(page, item));
  const isDrawn = texts.some(text => text !== undefined && BOX.test(text));
  const keys = texts.filter(text => text !== undefined && KEY_ONLY.test(text)).length;
  const filled = texts.filter(text => text !== undefined && isForm(page, text)).length;
  const onlyKeys = keys >= 2 && keys + filled === texts.length;
  if (filled === 0 && !onlyKeys) {
    return [];
  }
  const fields = list.children.flatMap((item, index) => {
    const text = texts[index];
    const asks =
      text !== undefined && (isForm(page, text) || KEY_ONLY.test(text) || (isDrawn && TICKED.test(text)));
    return asks ? fieldsOfLine(page, text, item.line) : [];
  });
  return uniqueFields(fields);
}

/** A numbered item that only asks to write something down is the form itself; any other step stays as it is. */
export function asForm(draft: Draft): Draft {
  const [form, ...others] = draft.steps;
  const { line, endLine, title } = draft.body;
  return form?.body.kind === 'record' && others.length === 0 && form.body.line === line
    ? {
        ...form,
        body: {
          ...form.body,
          endLine,
          title: title.replace(/[\s:：]*_{3,}[\s_:]*/g, ' ').replace(/ (?=\)|$)/g, ''),
        },
      }
    : draft;
}

/** The blanks of a paragraph such as a sign-off line; empty where it is no form. */
export function fieldsOfParagraph(page: Page, paragraph: Block): RecordField[] {
  const lines = unescaped(page.repair(paragraph.text)).split('\n');
  if (lines.length === 1 && !MAY_ASK.test(lines[0] ?? '')) {
    return [];
  }
  const drawn = lines.some(line => DRAWN.test(withoutCode(line)));
  const asked = lines.filter(line => KEY_ONLY.test(line) || isForm(page, line)).length;
  if (!drawn && !(asked >= 2 && asked === lines.length)) {
    return [];
  }
  const fields = lines.flatMap((line, index) =>
    KEY_ONLY.test(line) || isForm(page, line) ? fieldsOfLine(page, line, paragraph.line + index) : [],
  );
  return uniqueFields(fields);
}

// Exports escape the marks that a blank is drawn with.
function unescaped(text: string): string {
  return text.includes('\\_') ? text.replaceAll('\\_', '_') : text;
}

// An item's own line; items that hold more than one paragraph are no blanks. An empty fence holds nothing.
function formText(page: Page, item: Block): string | undefined {
  const [first, ...rest] = item.children;
  const isAlone = rest.every(({ kind, text }) => kind === 'fence' && text.trim() === '');
  return first?.kind === 'paragraph' && isAlone ? unescaped(page.repair(first.text)) : undefined;
}

function isForm(page: Page, text: string): boolean {
  if (!MAY_ASK.test(text)) {
    return false;
  }
  const bare = withoutCode(text);
  if (DRAWN.test(bare)) {
    return true;
  }
  const holes = findHoles(bare).filter(hole => !isReference(page, hole));
  return holes.some(hole => hole.startsWith('[')) && (FORM.test(bare) || ALONE.test(bare));
}

// `[chef-repo]` with a definition below is a link.
function isReference(page: Page, hole: string): boolean {
  return page.labels.has(hole.slice(1, -1).trim().toLowerCase());
}

function fieldsOfLine(page: Page, written: string, line: number): RecordField[] {
  const text = written.replace(/[\u2705\u2713\u2714]\uFE0F?\s*/gu, '');
  const several = [
    ...text.matchAll(/([^:_\n\]]{2,60})[:：][\s*]*(?:_{3,}(?:[/.-]_{2,})*|\[[^\]\n]{1,60}\](?![([]))/g),
  ];
  if (several.length > 1 && text.includes('___')) {
    return several.map(match => ({ name: label(page, match[1] ?? ''), line }));
  }
  const at = text.search(/[:：]|_{3,}|[\u2610\u2611\u25A1\u25FB\u2B1C]/u);
  const before = at > 0 ? text.slice(0, at) : '';
  const after = at >= 0 ? text.slice(at).replace(/^[:：]/, '') : text;
  const hint = hintOf(after);
  const name = label(page, before) || label(page, hint ?? '') || 'Value';
  return [hint === undefined || hint === name ? { name, line } : { name, line, ...hinted(hint, text) }];
}

function label(page: Page, text: string): string {
  const plain = plainText(text.replace(/[*_]{2,}/g, ' '), page.references);
  // "Place an order (its number: ____)" asks for what is in parentheses.
  const asked = plain.slice(plain.lastIndexOf('(') + 1).includes(')')
    ? plain
    : plain.slice(plain.lastIndexOf('(') + 1);
  return (/\p{L}/u.test(asked) ? asked : plain).replace(/^[\s|,;/-]+|[\s:|,;*([-]+$/g, '');
}

const LIMIT =
  /\b(?:target|limit|expected|threshold|hedef|beklenen|soll|ziel|grenzwert|objetivo|limite|esperado)\b/i;
// "Rollback threshold | > 80%": past it something is done, so that 35 is no reading outside of it.
const THRESHOLD =
  /threshold|trigger|alert|alarm|warn|critical|kritik|roll(?:ing)?[\s-]?back|abort|escalat|abbruch|grenzwert|schwell|umbral|e\u015F[i\u0130][k\u011F]|\besi[kg]i|uyar\u0131|geri al/iu;

function hinted(hint: string, where: string): Pick<RecordField, 'hint' | 'threshold'> {
  return THRESHOLD.test(where) ? { hint, threshold: true } : { hint };
}

// Headings of columns that are filled in: "Actual", "Notes", "Tarih".
const TO_FILL =
  /^(?:actual|result|status|value|notes?|comments?|date|time|initials|signature|sign-?off|name|done|verified|observed|gercek|sonuc|durum|not|imza|tarih|ist|ergebnis|unterschrift|datum|resultado|estado|firma|fecha)\b/i;

/** The blanks of a table's cells; empty where it has none. */
export function fieldsOfTable(page: Page, table: Block): RecordField[] {
  const [head, ...rows] = table.children;
  const titles = (head?.children ?? []).map(cell => plainText(page.repair(cell.text), page.references));
  const empty = emptyColumns(page, titles, rows);
  const limit = titles.findIndex(title => LIMIT.test(title));
  const fields = rows.flatMap(row => {
    let name: string | undefined;
    return titles.flatMap((title, at) => {
      const cell = cellAt(page, row, at);
      const asks = cell === '' ? empty.has(at) : isCellBlank(page, cell);
      if (!asks) {
        return [];
      }
      name ??= rowName(page, row);
      const parts = [name, title].filter((part, index, all) => part !== '' && all.indexOf(part) === index);
      const bound = limit >= 0 && limit !== at ? cellAt(page, row, limit) : '';
      const unit = hintOf(cell) ?? '';
      const hint = plainText(
        [bound, bound.includes(unit) ? '' : unit].filter(part => part !== '').join(', '),
      );
      const field = { name: parts.join(' · ') || `Row ${row.line - table.line}`, line: row.line };
      const where = bound === '' ? title : (titles[limit] ?? '');
      return [hint === '' ? field : { ...field, ...hinted(hint, where) }];
    });
  });
  return uniqueFields(fields);
}

// Columns in which nobody has written yet. One alone may just be unused, unless it is called what is written down later.
function emptyColumns(page: Page, titles: readonly string[], rows: readonly Block[]): ReadonlySet<number> {
  const empty = titles.flatMap((title, at) =>
    title !== '' && rows.every(row => isEmpty(page, cellAt(page, row, at))) ? [at] : [],
  );
  // Without a word below its head, a table is a list to write down.
  if (rows.length > 0 && empty.length === titles.length) {
    return new Set(empty);
  }
  const behind = empty.filter(at => at > 0);
  return new Set(behind.length > 1 ? behind : behind.filter(at => TO_FILL.test(titles[at] ?? '')));
}

function isEmpty(page: Page, cell: string): boolean {
  return cell === '' || isCellBlank(page, cell);
}

function isCellBlank(page: Page, cell: string): boolean {
  if (!MAY_ASK.test(cell)) {
    return false;
  }
  const bare = withoutCode(cell);
  const holes = findHoles(bare);
  return hasBlank(bare) && holes.every(hole => !hole.startsWith('[') || !isReference(page, hole));
}

function rowName(page: Page, row: Block): string {
  const named = row.children
    .map((_, at) => cellAt(page, row, at))
    .find(cell => cell !== '' && !/^[\d.#]+$/.test(cell) && !isCellBlank(page, cell));
  return plainText(named ?? '', page.references);
}

function cellAt(page: Page, row: Block, at: number): string {
  return unescaped(page.repair(row.children[at]?.text ?? '')).trim();
}
