import { looksLikeShell } from '../../shell/transcripts/looksLikeShell.ts';
import type { Block } from './blocks.ts';
import { readSuggested } from './fences.ts';
import { hasBlank } from '../holes.ts';
import { fold } from '../words/durations.ts';
import { expecting } from '../words/answering.ts';
import { isExpectedColumn } from '../words/expectation.ts';
import type { Draft, Page, Place } from './page.ts';
import { onlyCode, plainText } from './plain.ts';
import { areTasks, boxOf } from '../steps/boxes.ts';
import { fieldsOfTable } from '../steps/records.ts';
import { isCommandColumn, requirementOf } from '../words/leadIns.ts';

// `[ ]`, and a drawn box that has nothing beside it: somebody ticks it. `☐ Yes ☐ No` is a choice, and written down.
// `⬜ Pending` says with the box what state it is.
const MARKER =
  /^(?:[-*+][ \t]+)?\[([ xX])\](?:[ \t]+|$)|^[\u2610\u2611\u25A1\u25FB\u2B1C]\uFE0F?(?:\s*(?:pending|to ?do|open|not (?:started|done|yet|tested|run)|incomplete|waiting|bekliyor|yapılacak|açık|offen|ausstehend|pendiente))?$/iu;
const MARKERS = /\[[ xX]\]|[\u2610\u2611\u25A1\u25FB\u2B1C]\uFE0F?/gu;

/** Reads a table: rows with a task marker are checks; a table with blanks is a record. */
export function readTable(page: Page, place: Place, table: Block): Draft[] {
  const [head, ...rows] = table.children;
  const titles = (head?.children ?? []).map(cell => plainText(page.repair(cell.text), page.references));
  const boxed = boxedColumns(page, rows, titles);
  const checks = rows.flatMap(row => readRow(page, place, { row, titles, boxed }));
  const isSigned = checks.length === rows.length && rows.length > 1 && isSignedOff(page, titles, rows);
  const asks = checks.length === 0 || (isDrawn(rows) && !isSigned);
  const fields = asks ? fieldsOfTable(page, table) : [];
  // Where more than boxes is blank, the table is a form, and its boxes are a part of it.
  const boxes = rows.flatMap(row => row.children.filter((cell, at) => isBox(cell) || boxed.has(at)));
  if (checks.length > 0 && fields.length <= boxes.length) {
    return checks;
  }
  if (fields.length === 0) {
    return readCommands(page, place, table);
  }
  const raw = page.lines.slice(table.line - 1, table.endLine).join('\n');
  const { line, endLine } = table;
  const title = place.title || titles.filter(part => part !== '').join(', ');
  const required = requirementOf(title, place) ?? false;
  const body = { kind: 'record', line, endLine, required, title, text: page.repair(raw), fields } as const;
  return [{ body, words: raw, steps: commandsOf(page, rows, titles) }];
}

// A column of commands: the table is worked through by hand, and each row offers its own.
function readCommands(page: Page, place: Place, table: Block): Draft[] {
  const [head, ...rows] = table.children;
  const titles = (head?.children ?? []).map(cell => plainText(page.repair(cell.text), page.references));
  const steps = commandsOf(page, rows, titles);
  if (steps.length === 0) {
    return [];
  }
  const { line, endLine } = table;
  const raw = page.lines.slice(line - 1, endLine).join('\n');
  const title = place.title || titles.filter(part => part !== '').join(', ');
  const required = requirementOf(title, place) ?? false;
  return [
    { body: { kind: 'manual', line, endLine, required, title, text: page.repair(raw) }, words: raw, steps },
  ];
}

function commandsOf(page: Page, rows: readonly Block[], titles: readonly string[]): Draft[] {
  const columns = columnsOf(titles);
  return rows.flatMap(row => commandOf(page, row, columns));
}

// In a column that is called so, a program that nobody knows is one too: `patronictl list`.
function isCall(page: Page, code: string): boolean {
  return (
    /^[a-z][\w.-]*(?: [\w@%+=:,./$[\]{}"'<>|&*?~-]+){1,12}$/.test(code) &&
    !page.tools.grammar.parse(code).hasError
  );
}

interface Columns {
  /** Less than 0 where no column holds commands. */
  readonly at: number;
  /** "File/Command": a path alone is a file there, unless its ending is a script's. */
  readonly holdsFiles: boolean;
  /** Less than 0 where no column says what is right. */
  readonly expected: number;
}

// "File/Command", "Konfigurationsdatei / Befehl"; what is called "Command/Script" holds nothing but what is run.
const OF_FILES = /^[^/]*(?:\bfiles?|datei(?:en)?|dosya(?:s[ıi]|lar)?|archivos?)\s*\//iu;
const SCRIPT = /\.(?:(?:ba|z|k)?sh|py|pl|rb)$/;

function columnsOf(titles: readonly string[]): Columns {
  const at = titles.findIndex(title => isCommandColumn(title));
  return {
    at,
    holdsFiles: OF_FILES.test(titles[at] ?? ''),
    expected: titles.findIndex(isExpectedColumn),
  };
}

function commandOf(page: Page, row: Block, { at, holdsFiles, expected }: Columns): Draft[] {
  const code = onlyCode(row.children[at]?.text ?? '');
  if (holdsFiles && /^[~/][\w./-]+$/.test(code ?? '') && !SCRIPT.test(code ?? '')) {
    return [];
  }
  if (code === undefined || !(looksLikeShell(code, page.tools.grammar) || isCall(page, code))) {
    return [];
  }
  const named = row.children.find(
    (cell, index) => index !== at && index !== expected && /\p{L}/u.test(cell.text),
  );
  const title = plainText(page.repair(named?.text ?? ''), page.references);
  const draft = readSuggested(page, row, { text: code.replaceAll('\\|', '|') });
  const words = plainText(page.repair(row.children[expected]?.text ?? ''), page.references);
  const body = { ...draft.body, title: title || draft.body.title };
  return [{ ...draft, body: (words && expecting(body, words)) || body, words: `${code} (row)` }];
}

// Who ticked a box, when, and what proves it is what a check asks for itself.
const OF_CHECK =
  /^(?:owners?|assignee|assigned(?: to)?|responsible|who|by|(?:done|checked|completed|verified) by|evidence|proof|links?|notes?|comments?|remarks?|dates?|times?|initials|sorumlu|kanit|notlar?|aciklama|tarih|verantwortlich|nachweis|bemerkung(?:en)?|notizen?|datum|responsable|evidencia|notas?|comentarios?|observaciones|fecha)$/;

/** Whether a box is all that a row asks for besides: nothing is drawn in the other cells, and the empty ones say who, when or why. */
function isSignedOff(page: Page, titles: readonly string[], rows: readonly Block[]): boolean {
  return rows.every(row =>
    row.children.every((cell, at) => {
      const text = page.repair(cell.text).trim();
      return isBox(cell) || (text === '' ? OF_CHECK.test(fold(titles[at] ?? '')) : !hasBlank(text));
    }),
  );
}

function isDrawn(rows: readonly Block[]): boolean {
  return !rows.some(row => row.children.some(({ text }) => /\[[ xX]\]/.test(text)));
}

function isBox({ text }: Block): boolean {
  return MARKER.test(text.trim()) && !/\[[ xX]\]/.test(text);
}

interface Row {
  readonly row: Block;
  readonly titles: readonly string[];
  /** Columns whose cells begin with a box and say what to do. */
  readonly boxed: ReadonlySet<number>;
}

function boxedColumns(page: Page, rows: readonly Block[], titles: readonly string[]): ReadonlySet<number> {
  return new Set(
    titles.flatMap((title, at) => {
      const boxes = rows.flatMap(row => boxOf(page.repair(row.children[at]?.text ?? '')) ?? []);
      return boxes.length * 2 > rows.length && areTasks(boxes, title) ? [at] : [];
    }),
  );
}

// A row with several markers is one step that owns one check for each further column.
function readRow(page: Page, place: Place, { row, titles, boxed }: Row): Draft[] {
  const cells = row.children.map(cell => page.repair(cell.text).trim());
  const marked = cells.flatMap((cell, at) =>
    isMarked(cell) || (boxed.has(at) && boxOf(cell) !== undefined) ? [at] : [],
  );
  const shown = cells
    .map((cell, at) => (boxed.has(at) ? (boxOf(cell)?.words ?? cell) : cell).replace(MARKER, '').trim())
    .filter(cell => cell !== '');
  // A number in front only counts the rows; one behind may be what is expected.
  const named = shown.slice(shown.length > 1 && /^[\d.#]+$/.test(shown[0] ?? '') ? 1 : 0);
  const text = named.join(' · ');
  const checks = marked.map(at => {
    const column = marked.length > 1 ? ` (${titles[at] ?? at + 1})` : '';
    const title = plainText(text, page.references) + column || (titles[at] ?? '');
    const checked = /\[[xX]\]|^[\u2611\u2705\u2714\u2713]/.test(cells[at] ?? '');
    const { line, endLine } = row;
    const required = requirementOf(title, place) ?? true;
    const body = { kind: 'check', line, endLine, required, title, text: text + column, checked } as const;
    const words = cells.map(cell => cell.replace(MARKERS, '')).join('|') + column;
    return { body, words, steps: [] };
  });
  const [first, ...rest] = checks;
  return first === undefined
    ? []
    : [{ ...first, steps: [...commandOf(page, row, columnsOf(titles)), ...rest] }];
}

function isMarked(cell: string): boolean {
  return MARKER.test(cell) && (cell.match(MARKERS) ?? []).length === 1;
}
