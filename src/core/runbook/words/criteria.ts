import type { Block } from '../markdown/blocks.ts';
import { triggersOf, openingOf } from './triggers.ts';
import { fold } from './durations.ts';
import type { Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import type { Criterion, Section } from '../runbook.ts';
import { sentencesOf, type Sentence } from './sentences.ts';

/** A condition as it was found, before it is known which section it leads to. */
export interface FoundCriterion extends Omit<Criterion, 'leadsTo'> {
  /** True where it asks to roll back, and not only to stop. */
  readonly undoes: boolean;
}

// What somebody does where a condition is met, and what makes a text a condition; without accents.
const ACT =
  'ruckfall|roll(?:ing)?[ -]?back|revert|back ?out|abort|stop(?: the)? (?:deploy\\w*|release|rollout|upgrade|migration)|halt|fall ?back|geri al\\w*|geri don\\w*|iptal|zuruckrollen|rollback|zurucksetzen|abbrechen|abbruch|revertir|reversion|abortar|detener';
const IF =
  'if|when(?:ever)?|in case|should|eger|falls|wenn|sobald|bei|si|cuando|en caso|criteria|criterion|triggers?|conditions?|kriter\\w*|kosul\\w*|durum\\w*|kriterien|bedingung\\w*|ausloser|criterios|condiciones';
const LEAD = new RegExp(`\\b(?:${ACT})\\b.*\\b(?:${IF})\\b|\\b(?:${IF})\\b.*\\b(?:${ACT})\\b`);
const ABOUT = new RegExp(`${ACT}|geri|zur[uü]ck|reversi`, 'i');
const ORDER = new RegExp(
  `^\\W*(?:immediate(?:ly)?\\s+|then\\s+|please\\s+)?(?:${ACT})\\b[^.]{0,40}?\\b(?:if|when(?:ever)?|in case|falls|wenn|sobald|bei|si|cuando|en caso)\\b|^\\W*(?:if|when|should|eger|falls|wenn|sobald|si|cuando)\\b.{3,160}?(?:,|:|→|->|=>|⇒|➜|➡|\\bthen\\b|\\bdann\\b|(?=\\b(?:go|proceed|jump|switch|move) to\\b))\\s*(?:then\\s+|please\\s+|immediately\\s+|sofort\\s+|initiate\\s+(?:a\\s+|the\\s+)?|(?:go|proceed|jump|switch|move)\\s+(?:straight |directly )?to\\s+(?:the\\s+)?[^\\p{L}]*|execute\\s+(?:a\\s+|the\\s+)?|start\\s+(?:a\\s+|the\\s+)?|trigger\\s+(?:a\\s+)?)?(?:${ACT})\\b|(?:olursa|asarsa|gecerse|ise|durumunda),?\\s.{0,40}geri al`,
  'u',
);
const UNDO = /back|revert|revers|geri|zuruck|revertir/;
// "Rollback (if needed)" says that it may be left out, not when.
const OPTIONAL =
  /\b(?:if|when|falls|wenn|si)\s+(?:it is |es )?(?:needed|required|necessary|applicable|possible|desired|notig|erforderlich|notwendig|es necesario|necesario|aplica)\b|\bbei (?:bedarf|problemen)\b|gerekirse|gerekiyorsa/;
// What a machine decides is no question to a person.
const AUTOMATIC = /\bautomat|\botomatik|\bselbsttatig/;
const MAX_TEXT = 400;

/** The conditions among the blocks of one section: lists and tables under "Rollback if:", and sentences that say so. */
export function criteriaOf(page: Page, title: string, blocks: readonly Block[]): FoundCriterion[] {
  const found: FoundCriterion[] = [];
  let lead = isLead(title) ? title : undefined;
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      lead = leadAfter(page, block, lead);
      continue;
    }
    if (lead !== undefined) {
      const undoes = UNDO.test(fold(lead));
      for (const condition of conditionsOf(page, block)) found.push({ ...condition, undoes });
    } else if (block.kind === 'table') {
      found.push(...triggersOf(page, title, block));
    }
    lead = undefined;
  }
  found.push(...openingOf(page, title, blocks));
  const lines = new Set(found.map(({ line }) => line));
  const said = [...sentencesOf(page, blocks, ABOUT)]
    .filter(({ text, line }) => !lines.has(line) && isOrder(text))
    .map(sentence => ({ ...sentence, undoes: UNDO.test(fold(sentence.text)) }));
  return [...found, ...said].sort((a, b) => a.line - b.line);
}

// A paragraph between the heading and its list keeps what the heading says, unless it announces something else.
function leadAfter(page: Page, block: Block, lead: string | undefined): string | undefined {
  // Most paragraphs end otherwise, which is seen without reading their marks.
  const raw = block.text.length > MAX_TEXT ? '' : page.repair(block.text);
  if (!mayEndInColon(raw)) {
    return lead;
  }
  const text = plainText(raw, page.references);
  if (!/[:：]$/.test(text) && !OPEN_END.test(fold(text))) {
    return lead;
  }
  return isLead(text) ? text : AUTOMATIC.test(fold(text)) ? undefined : lead;
}

// "Execute the fallback if", with a list below that ends the sentence.
const OPEN_END = /\b(?:if|when(?:ever)?|in case|falls|wenn|sobald|si|cuando)$/;

function mayEndInColon(text: string): boolean {
  if (/\p{L}$/u.test(text) && OPEN_END.test(fold(text.slice(-20)))) {
    return true;
  }
  const shown = text.includes('](') ? text.replace(/\]\([^()\s]*\)/g, ' ') : text;
  const end = Math.max(shown.lastIndexOf(':'), shown.lastIndexOf('：'));
  return (end >= 0 && !/[A-Za-z\d]/.test(shown.slice(end + 1))) || /\][[(]|[<&]/.test(shown);
}

function conditionsOf(page: Page, block: Block): Array<Omit<FoundCriterion, 'undoes'>> {
  switch (block.kind) {
    case 'list':
      return itemsOf(page, block);
    case 'table':
      return rowsOf(page, block);
    default:
      return [];
  }
}

/** True for words such as "Roll back if:", below which conditions stand. */
export function isLead(text: string): boolean {
  const words = fold(text).replace(OPTIONAL, ' ');
  return words.length <= MAX_TEXT && LEAD.test(words) && !AUTOMATIC.test(words) && !OVER.test(words);
}

// "The rollback is complete when:" asks whether it is over, and not whether to begin it.
const OVER =
  /\b(?:complete|completed|done|finished|successful|verified|over|tamamlan\w*|basarili|abgeschlossen|erfolgreich|complet[oa]|terminad[oa])\b/;

function isOrder(text: string): boolean {
  const words = fold(text).replace(OPTIONAL, ' ');
  return words.length <= MAX_TEXT && ORDER.test(words) && !/[:：]\W*$/.test(words) && !AUTOMATIC.test(words);
}

function itemsOf(page: Page, list: Block): Array<Omit<FoundCriterion, 'undoes'>> {
  return list.children.flatMap(item => {
    const first = item.children[0];
    const raw = first?.kind === 'paragraph' ? page.repair(first.text).replace(/^\[[ xX]\]\s+/, '') : '';
    const text = plainText(raw, page.references);
    return text === '' ? [] : [{ text, line: item.line }];
  });
}

function rowsOf(page: Page, table: Block): Array<Omit<FoundCriterion, 'undoes'>> {
  return table.children.slice(1).flatMap(row => {
    const cells = row.children.map(cell => plainText(page.repair(cell.text), page.references));
    const text = cells.filter(cell => cell !== '').join(' · ');
    return text === '' ? [] : [{ text, line: row.line }];
  });
}

/**
 * Puts conditions on the section that states them and on the branch they lead to; without a branch they stay text. What says for
 * which occasion a section is leads to that section itself.
 */
export function withCriteria(
  sections: readonly Section[],
  found: ReadonlyMap<string, readonly FoundCriterion[]>,
  { occasions, jumps }: Said,
): readonly Section[] {
  const lists = [...found.values(), ...jumps.values()];
  if (occasions.size === 0 && lists.every(list => list.length === 0)) {
    return sections;
  }
  const placed = new Map(
    [...occasions].map(([id, said]): [string, Criterion[]] => [id, [{ ...said, leadsTo: id }]]),
  );
  const branches = [...withBranches(sections)].flatMap(({ section, branch }) =>
    section === branch ? [section] : [],
  );
  for (const { section, branch } of withBranches(sections)) {
    for (const { text, line, undoes } of found.get(section.id) ?? []) {
      const leadsTo = targetOf({ undoes, branch, section, branches })?.id;
      for (const id of leadsTo === undefined ? [] : new Set([section.id, leadsTo])) {
        const known = placed.get(id) ?? [];
        known.push({ text, line, leadsTo: leadsTo ?? '' });
        placed.set(id, known);
      }
    }
  }
  const all = [...withBranches(sections)].map(({ section }) => section);
  for (const section of all) {
    addJumps(section, jumps.get(section.id) ?? [], { all, placed });
  }
  return addAll(sections, placed);
}

interface Said {
  readonly occasions: ReadonlyMap<string, Sentence>;
  /** Sentences that say under a condition to go on somewhere else. */
  readonly jumps: ReadonlyMap<string, readonly Sentence[]>;
}

interface Jumping {
  readonly all: readonly Section[];
  readonly placed: Map<string, Criterion[]>;
}

// Where it leads is known by the link of its line; what is on the path is walked to.
function addJumps(section: Section, jumps: readonly Sentence[], { all, placed }: Jumping): void {
  for (const { text, line } of jumps) {
    const id = section.links?.find(link => link.kind === 'section' && link.line === line)?.section;
    const target = all.find(other => other.id === id);
    const isAway = target !== undefined && target.role !== 'path' && target.role !== 'reference';
    const isKnown = (placed.get(section.id) ?? []).some(known => known.line === line);
    if (!isAway || isKnown || isWithin(section, target)) {
      continue;
    }
    for (const at of [section.id, target.id]) {
      placed.set(at, [...(placed.get(at) ?? []), { text, line, leadsTo: target.id }]);
    }
  }
}

function isWithin(section: Section, outer: Section): boolean {
  return section.line >= outer.line && section.endLine <= outer.endLine;
}

interface Branched {
  readonly section: Section;
  /** The outermost section around it that is a rollback or an emergency. */
  readonly branch: Section | undefined;
}

function* withBranches(sections: readonly Section[], outer?: Section): Generator<Branched> {
  for (const section of sections) {
    const branch = outer ?? (isBranch(section) ? section : undefined);
    yield { section, branch };
    yield* withBranches(section.sections, branch);
  }
}

function isBranch({ role }: Section): boolean {
  return role === 'rollback' || role === 'emergency';
}

interface Ways {
  readonly undoes: boolean;
  /** The branch around the condition. */
  readonly branch: Section | undefined;
  /** The section that states the condition. */
  readonly section: Section;
  readonly branches: readonly Section[];
}

// Rolling back is done in a rollback, the section's own before the document's; stopping may also lead to an emergency.
function targetOf({ undoes, branch: around, section, branches }: Ways): Section | undefined {
  const all = branches.filter(({ role }) => role === 'rollback');
  const done = all.filter(holdsSteps);
  const rollbacks = done.length > 0 ? done : all;
  // "Rollback triggers" beside "Rollback" is rolled back by nobody.
  const isOnlySaid =
    around?.role === 'rollback' &&
    done.some(other => other !== around) &&
    (!holdsSteps(around) || LISTS.test(fold(around.title)));
  const branch = isOnlySaid ? undefined : around;
  const own = section.sections.find(({ role }) => role === 'rollback');
  // A rollback that only a bold line heads is a part's own.
  const others = isOnlySaid ? rollbacks.filter(other => other !== around) : rollbacks;
  const rollback = own ?? others.find(({ level }) => level < 6) ?? others[0];
  if (undoes) {
    return branch?.role === 'rollback' ? branch : rollback;
  }
  return branch ?? rollback ?? branches[0];
}

// Conditions are written as tasks too.
const LISTS =
  /\b(?:criteria|criterion|triggers?|conditions|kriterler\w*|kriterleri|kosullar\w*|kriterien|ausloser|bedingungen|criterios|condiciones|disparadores)(?: (?:for|de|del|para|of|fur) .*)?\W*$/;

function holdsSteps({ steps, sections }: Section): boolean {
  return steps.length > 0 || sections.some(holdsSteps);
}

function addAll(sections: readonly Section[], placed: ReadonlyMap<string, Criterion[]>): readonly Section[] {
  return sections.map(section => {
    const criteria = placed.get(section.id)?.sort((a, b) => a.line - b.line);
    const inner = { ...section, sections: addAll(section.sections, placed) };
    return criteria === undefined ? inner : { ...inner, criteria };
  });
}
