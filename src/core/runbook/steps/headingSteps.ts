import type { Block } from '../markdown/blocks.ts';
import { boldTitle } from '../markdown/boldHeadings.ts';
import { emojiBefore } from '../markdown/emoji.ts';
import { fold } from '../words/durations.ts';
import { commandsBelow } from './inlineCommands.ts';
import { tellsToDo } from '../words/instructions.ts';
import type { Draft, Lines, Page } from '../markdown/page.ts';
import type { Part } from '../markdown/parts.ts';
import { plainText } from '../markdown/plain.ts';
import type { Role } from '../runbook.ts';
import { sentencesOf } from '../words/sentences.ts';
import { isStepTitle, requirementOf } from '../words/leadIns.ts';

// A heading, or a bold line in its place, can be what a person does: its own text is the instruction. "Step 5" is a step by its
// name; "1.2 Switch DNS" and "Phase 2" only where they tell somebody to do something, since chapters are numbered too.

/** The step that a heading is, where neither its text nor a heading below it holds one. */
export function stepOfHeading(page: Page, part: Part, isLeaf: boolean): Draft[] {
  const { heading, title, line, blocks } = part;
  const origin = originOf(title);
  if (heading === undefined || origin === undefined || (origin === 'numbered' && !isLeaf)) {
    return [];
  }
  if (!isDone(page, { origin, title, blocks })) {
    return [];
  }
  const at = { line, endLine: lastText(page, part) };
  return [toManual(page, { title, origin, blocks, at, from: heading.endLine + 1 })];
}

/** Adds a manual step for each bold "**Step 3: …**" or "**1.2 …**" whose text up to the next one holds no other step. */
export function addBoldSteps(
  page: Page,
  blocks: readonly Block[],
  drafts: readonly Draft[],
): readonly Draft[] {
  const starts = blocks.flatMap((block, at) => startOf(page, block, at));
  const firm = drafts.filter(({ origin }) => origin !== 'said');
  const lines = firm.map(({ body }) => body.line).sort((a, b) => a - b);
  let next = 0;
  const added = starts.flatMap((start, index) => {
    const end = endOf(page, blocks, { start, next: starts[index + 1]?.at ?? blocks.length });
    const last = blocks[end - 1] ?? start.block;
    const at = { line: start.block.line, endLine: last.endLine };
    // Both are in the file's order, so that each step is passed once.
    while ((lines[next] ?? Infinity) < at.line) next += 1;
    const isFree = (lines[next] ?? Infinity) > at.endLine;
    const text = [...start.rest, ...blocks.slice(start.at + 1, end)];
    return isFree && isDone(page, { ...start, blocks: text })
      ? [toManual(page, { ...start, title: start.shown, blocks: text, at, from: at.line })]
      : [];
  });
  if (added.length === 0) {
    return drafts;
  }
  const kept = drafts.filter(draft => draft.origin !== 'said' || !added.some(step => holds(step, draft)));
  return [...kept, ...added].sort((a, b) => a.body.line - b.body.line);
}

function holds({ body: step }: Draft, { body }: Draft): boolean {
  return step.line <= body.line && step.endLine >= body.endLine;
}

/** The steps of a section, without headings that only look like steps where things are read up and not done. */
export function stepsInRole(drafts: readonly Draft[], role: Role): readonly Draft[] {
  const isRead = role === 'reference' || role === 'example';
  const isListed = isRead || role === 'troubleshooting';
  return drafts.flatMap(draft => {
    switch (draft.origin) {
      case 'named':
        return isRead ? [] : [draft];
      case 'numbered':
        return isListed ? [] : [draft];
      case 'told':
      case 'said':
        return isRead ? draft.steps.filter(step => !isInline(step)) : [draft];
      default:
        return [draft];
    }
  });
}

/** True for a section that is one step with bullets, rather than a step for each of them. */
export function areOnlyTold(drafts: readonly Draft[]): boolean {
  return drafts.every(
    ({ origin, steps }) => (origin === 'told' || origin === 'said') && steps.every(isInline),
  );
}

// A command that a sentence names; a block of its own has more lines, or is a sibling of the sentence.
function isInline({ body }: Draft): boolean {
  return body.kind === 'suggested' && body.line === body.endLine;
}

type Origin = Exclude<Draft['origin'], 'told' | 'said' | undefined>;

function originOf(title: string): Origin | undefined {
  if (isStepTitle(title)) {
    return 'named';
  }
  return NUMBER.test(title) || PHASE.test(fold(title)) ? 'numbered' : undefined;
}

// "1. Drain", "2.3 Switch DNS", "4 – Verify", "5️⃣ Notify".
const NUMBER =
  /^[^\p{L}\d]*(?:\d{1,2}(?:\.\d{1,2})+[.):]?\s|\d{1,2}[.):]\s|\d{1,2}\s+[–—-]\s|\d\uFE0F?\u20E3)\s*(?=[^\s\d])/u;
// "Phase 2", "Task A", "3. Aşama", in folded words.
const PHASE =
  /^\W*(?:(?:phase|stage|part|task|action|asama|faz|evre|gorev|teil|etappe|aufgabe|aktion|fase|etapa|parte|tarea|accion)\s*#?(?:\d[\d.]*|[ivx]{1,4}|[a-d])|\d{1,2}\.\s*(?:asama|faz|evre|gorev))(?![a-z\d])/;
// The number or "Step 3:" before the words of a title.
const LABEL =
  /^[^\p{L}]*(?:\p{L}{3,9}\s*#?(?:\d[\d.]*|[IVX]{1,4}|[A-D])(?![\p{L}\d])|(?<=\d\.\s*)\p{L}{3,6}(?=\s*[:–—-]))?[^\p{L}]*/iu;

interface Titled {
  readonly origin: Origin;
  readonly title: string;
  /** What stands below it. */
  readonly blocks: readonly Block[];
}

function isDone(page: Page, { origin, title, blocks }: Titled): boolean {
  const words = title.replace(/\s*\([^()]*\)\s*$/, '').replace(LABEL, '');
  const holdsText = blocks.some(({ kind }) => kind !== 'html' && kind !== 'rule');
  if (origin === 'named') {
    return holdsText || words !== '';
  }
  const folded = fold(words);
  if (!holdsText || ABOUT.test(folded)) {
    return false;
  }
  const sentences = () => [...sentencesOf(page, blocks, /\p{L}/u)];
  return tellsToDo(words) || (!LIST_OF.test(folded) && sentences().some(({ text }) => tellsToDo(text)));
}

/** True for a title such as "Overview", "2. Prerequisites" or "Escalation matrix", below which things are read before or beside the work. */
export function isAboutTheWork(title: string): boolean {
  const words = fold(title.replace(LABEL, '')).replace(/[:：\s]+$/, '');
  return ABOUT.test(words) || (LIST_OF.test(words) && !tellsToDo(words));
}

// What is read before or beside the work, although it may say to look at something.
const ABOUT =
  /^(?:overview|introduction|purpose|scope|goals?\b|objectives?\b|background|context\b|summary|abstract|motivation|pre-?requisites?|requirements?\b|assumptions?|limitations?|architecture|definitions?|terminology|roles? |responsibilit|audience|what |why |when |who |where |genel bakis|giris\b|amac|kapsam|on ?kosul|gereksinim|arka plan|ozet|mimari|tanim|rol(?:ler)?\b|sorumluluk|uberblick|ubersicht|einleitung|einfuhrung|zweck|ziele?\b|hintergrund|kontext|zusammenfassung|voraussetzung|anforderung|architektur|begriff|rollen|zustandigkeit|umfang|geltungsbereich|vision general|resumen|introduccion|objetivos?\b|alcance|antecedentes|contexto|requisitos|prerrequisitos|supuestos|arquitectura|definiciones|responsabilidades|descripcion)/;
// Titles of reference material: "Overview", "Contacts", "Success criteria".
const LIST_OF =
  /\b(?:overview|summary|criteria|matrix|polic(?:y|ies)|metrics|contacts?|schedule|windows?|timeline|references?|links|requirements|prerequisites|assumptions|thresholds?|definitions|diagram|architecture|notes|considerations|practices|principles|guidelines|rules|tips|features|support|community|kriterler\w*|metrikler\w*|esikler\w*|takvim\w*|notlar\w*|kriterien|kennzahlen|schwellwerte|zeitplan|hinweise|criterios|metricas|umbrales|calendario|notas)$/;

interface Start extends Omit<Titled, 'blocks'> {
  readonly at: number;
  readonly block: Block;
  /** The first line, as it is shown. */
  readonly shown: string;
  /** The words behind the bold ones in the same paragraph. */
  readonly rest: readonly Block[];
}

const BOLD = /^(\*\*|__)(.{4,200}?)\1/;
// "Step 3:" on a line of its own needs no mark.
const PLAIN = /^()((?:step|adım|schritt|paso)\s+#?\d{1,2}(?:\s*[:.)–—-].{0,120})?)$/i;

function startOf(page: Page, block: Block, at: number): Start[] {
  const emoji = block.kind === 'paragraph' ? emojiBefore(block.text) : '';
  const line = block.text.slice(emoji.length);
  const bold = block.kind === 'paragraph' ? (BOLD.exec(line) ?? PLAIN.exec(line)) : null;
  const title = bold === null ? '' : plainText(page.repair(emoji + (bold[2] ?? '')), page.references);
  const origin = originOf(title);
  if (bold === null || origin === undefined) {
    return [];
  }
  const text = line.slice(bold[0].length).replace(/^[\s:：–—-]+/, '');
  const first = plainText(page.repair(block.text.split('\n', 1)[0] ?? ''), page.references);
  const shown = first.replace(/[:：]$/, '');
  return [{ origin, title, at, block, shown, rest: text === '' ? [] : [{ ...block, text }] }];
}

// A numbered line ends where anything else is set in bold as a whole; a named one speaks for all up to the next.
function endOf(
  page: Page,
  blocks: readonly Block[],
  { start, next }: { readonly start: Start; readonly next: number },
): number {
  if (start.origin === 'named') {
    return next;
  }
  const other = blocks.findIndex((block, at) => at > start.at && boldTitle(page, block) !== undefined);
  return other < 0 ? next : Math.min(other, next);
}

function lastText(page: Page, { line, endLine }: Lines): number {
  let end = endLine;
  while (end > line && (page.lines[end - 1] ?? '').trim() === '') {
    end -= 1;
  }
  return end;
}

interface Found extends Titled {
  readonly at: Lines;
  /** The first line of its text. */
  readonly from: number;
}

function toManual(page: Page, { title, origin, blocks, at, from }: Found): Draft {
  const raw = page.lines
    .slice(from - 1, at.endLine)
    .join('\n')
    .trim();
  const required = requirementOf(title, { title, path: [] }) ?? false;
  const { line, endLine } = at;
  return {
    body: { kind: 'manual', line, endLine, required, title, text: page.repair(raw) },
    words: title,
    steps: commandsBelow(page, blocks),
    origin,
  };
}
