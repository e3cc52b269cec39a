import { tell } from '../../message/message.ts';
import { looksLikeShell } from '../../shell/transcripts/looksLikeShell.ts';
import { readAttributes } from '../../shell/comments/attributes.ts';
import type { Block } from '../markdown/blocks.ts';
import { Choices, tabName, withChoice } from '../words/choices.ts';
import { Expectation } from '../words/expectation.ts';
import { readFence, readRefused, readSuggested, templateOf, type Intro } from '../markdown/fences.ts';
import { asksToFill, findHoles, withoutCode } from '../holes.ts';
import { introOf, isComment, saidBefore } from './intro.ts';
import { isBoxed, readList, withSteps } from './items.ts';
import { countOwned } from '../markdown/ownership.ts';
import { report, type Draft, type Page, type Place } from '../markdown/page.ts';
import { onlyCode } from '../markdown/plain.ts';
import { readPreformatted } from '../markdown/preformatted.ts';
import { countShown, letteredSteps } from './letteredSteps.ts';
import { asForm, fieldsOfList, fieldsOfParagraph } from './records.ts';
import { marked } from './marked.ts';
import { codeOf } from './shellStep.ts';
import { readHtmlTables } from '../markdown/htmlTables.ts';
import { readTable } from '../markdown/tables.ts';
import { commandsOfWays } from './inlineCommands.ts';
import { listsFacts, toldItems } from './toldBullets.ts';
import { toldSentence, toldWait } from './toldSentences.ts';
import { bareCommands } from './bareCommands.ts';
import { readBoxes } from './boxLines.ts';
import { isRefused, placeBehind } from './refused.ts';
import {
  announcesSteps,
  isTemplatePlace,
  namesOnlyCommands,
  requirementOf,
  saysSteps,
} from '../words/leadIns.ts';

interface Reading {
  readonly page: Page;
  readonly place: Place;
  readonly block: Block;
  /** Read only where a step may be named after it. */
  readonly intro: () => Intro;
  /** The paragraph right before, whatever it says. */
  readonly said: () => string;
  readonly next: Block | undefined;
}

/** Reads the steps of sibling blocks, in the file's order. */
export function readSteps(page: Page, where: Place, blocks: readonly Block[]): Draft[] {
  let place = where;
  const drafts: Draft[] = [];
  const expectation = new Expectation(page);
  const choices = new Choices(page);
  let note: Note | undefined;
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (block === undefined || expectation.takes(block, drafts)) continue;
    choices.sees(block);
    place = placeBehind(page, place, block);
    const comment = block.kind === 'html' ? noteOf(block) : undefined;
    if (comment !== undefined) {
      note = { attributes: { ...note?.attributes, ...comment.attributes } };
      continue;
    }
    const lettered = letteredSteps(page, place, { block, blocks, at });
    const found =
      lettered.length > 0 ? [...lettered] : readBlockSteps(readingOf(page, place, { blocks, at, block }));
    const owned = lettered.length > 0 ? countShown(blocks, at) : countAfter(blocks, at, found);
    if (owned > 0) {
      if (lettered.length === 0) reportOutside(page, blocks[at + 1]);
      adopt(found, readSteps(page, place, blocks.slice(at + 1, at + 1 + owned)), blocks[at + owned]);
      at += owned;
    }
    for (const draft of choices.mark(found, drafts.at(-1))) {
      drafts.push(note === undefined ? draft : annotate(page, draft, note.attributes));
    }
    note = isComment(block) ? note : undefined;
    expectation.follows(block, drafts.at(-1));
  }
  return drafts;
}

function countAfter(blocks: readonly Block[], at: number, found: readonly Draft[]): number {
  return blocks[at]?.kind === 'list' && found.length > 0 ? countOwned(blocks, at) : 0;
}

interface Position {
  readonly blocks: readonly Block[];
  readonly at: number;
  readonly block: Block;
}

function readingOf(page: Page, place: Place, { blocks, at, block }: Position): Reading {
  const before = (): Block | undefined => saidBefore(blocks, at) ?? place.before;
  return {
    page,
    place,
    block,
    intro: () => introOf(page, before()),
    said: () => {
      const paragraph = before();
      return paragraph?.kind === 'paragraph' ? page.repair(paragraph.text) : '';
    },
    next: blocks[at + 1],
  };
}

function reportOutside(page: Page, fence: Block | undefined): void {
  if (fence !== undefined) {
    report(
      page,
      { line: fence.line, endLine: fence.line },
      { code: 'fence-outside-item', severity: 'info', ...tell('remark.fenceOutsideItem') },
    );
  }
}

function adopt(found: Draft[], more: readonly Draft[], end: Block | undefined): void {
  const owner = found.pop();
  if (owner !== undefined && end !== undefined) {
    found.push(withSteps(owner, more, end));
  }
}

function readBlockSteps(reading: Reading): Draft[] {
  const { page, place, block, intro } = reading;
  switch (block.kind) {
    case 'fence': {
      const said = intro();
      const named = said === undefined || namesOnlyCommands(said) ? undefined : said;
      const read = isRefused(reading.place, reading.said()) ? readRefused : readFence;
      const draft = read(page, place, { block, intro: named });
      return draft === undefined ? [] : [draft];
    }
    case 'code':
      return looksLikeShell(codeOf(block), page.tools.grammar) &&
        !/^\s*(?:`{3}|~{3})/.test(block.text) &&
        !isRefused(reading.place, reading.said())
        ? [readSuggested(page, block, { text: codeOf(block), intro: intro() })]
        : [];
    case 'html': {
      const rows = readHtmlTables(page, place, block);
      return rows.length > 0 ? rows : readPreformatted(page, block, intro);
    }
    case 'list':
      return readListOrForm(reading);
    case 'table':
      return readTable(page, place, block);
    case 'quote':
      return readQuote(reading);
    case 'admonition':
      return readSteps(page, { ...place, ...namedBy(block), isInside: true }, block.children);
    case 'paragraph':
      return readParagraph(reading);
    default:
      return [];
  }
}

// The first step of a tab is called like the tab.
function namedBy(admonition: Block): Pick<Place, 'before'> {
  const name = tabName(admonition);
  return name === undefined ? {} : { before: { ...admonition, kind: 'paragraph', text: `**${name}**` } };
}

function readListOrForm(reading: Reading): Draft[] {
  const { page, place, block } = reading;
  const intro = reading.said();
  const said = announcesSteps(reading.intro() ?? '') || saysSteps(intro);
  const all = said || (block.ordered && !listsFacts(page, place, { list: block, intro }));
  const steps = all ? 'all' : toldItems(page, place, { list: block, intro });
  const boxed = isBoxed(block, intro);
  const at = withChoice(place, block, intro);
  const found = readList(page, at, { list: block, steps, read: readSteps, boxed });
  const tasks = boxed || found.some(draft => draft.body.kind !== 'manual' && draft.body.kind !== 'record');
  const fields = tasks ? [] : fieldsOfList(page, block);
  if (fields.length === 0) {
    return found.length === 0 ? commandsOfWays(page, block) : found;
  }
  // Numbered steps stay steps where one of them asks to write something down.
  const asking = new Set(fields.map(({ line }) => line));
  const works = found.some(({ body, steps: owned }) => !asking.has(body.line) || owned.some(isNoRecord));
  return works && block.ordered ? found.map(asForm) : [toRecord(reading, fields)];
}

function isNoRecord({ body }: Draft): boolean {
  return body.kind !== 'record';
}

function readParagraph(reading: Reading): Draft[] {
  const { page, block } = reading;
  const code = onlyCode(block.text);
  if (code !== undefined) {
    return MAY_BE_TYPED.test(code) && looksLikeShell(code, page.tools.grammar)
      ? [readSuggested(page, block, { text: code })]
      : [];
  }
  const boxes = readBoxes(page, reading.place, { block, said: reading.said() });
  if (boxes.length > 0) {
    return boxes;
  }
  const fields = fieldsOfParagraph(page, block);
  if (fields.length > 0) {
    return [toRecord(reading, fields)];
  }
  const bare = bareCommands(page, block);
  if (bare.length > 0) {
    return bare;
  }
  // What a block below shows is done there.
  const isShown = reading.next?.kind === 'fence' || reading.next?.kind === 'code';
  return isShown ? toldWait(page, reading.place, block) : toldSentence(page, reading.place, block);
}

// A lone `/orders/open` is where a site answers; programs lie in known folders or say by an ending what they are.
const MAY_BE_TYPED =
  /\s|^\.\/|^\/(?:(?:usr|opt|srv|bin|sbin|snap|app|scripts?)\/|\S*\/s?bin\/|\S*\.(?:sh|bash|py|pl|rb)$)/;

function toRecord(reading: Reading, fields: ReturnType<typeof fieldsOfList>): Draft {
  const { page, place, block } = reading;
  const { line, endLine } = block;
  const intro = reading.intro();
  const raw = page.lines.slice(line - 1, endLine).join('\n');
  const title = intro ?? (place.title || (fields[0]?.name ?? ''));
  const required = requirementOf(title, place) ?? false;
  return {
    body: { kind: 'record', line, endLine, required, title, text: page.repair(raw), fields },
    words: raw,
    steps: [],
  };
}

// A quote is a template where it is a message with holes; "Note:" quotes are remarks that mention them.
function readQuote({ page, place, block, intro }: Reading): Draft[] {
  const found = readSteps(page, { ...place, isInside: true }, block.children);
  if (found.length > 0) {
    return found;
  }
  const source = page.lines.slice(block.line - 1, block.endLine);
  const text = source.map(line => line.replace(/^\s*(?:>\s?)+/, '')).join('\n');
  const shown = page.repair(text);
  // A remark mentions holes in code; a message that asks for others has those to fill too.
  const asked = findHoles(withoutCode(shown));
  const placeholders = asksToFill(asked) ? findHoles(shown) : asked;
  const remark =
    /^\W*(?:note|tip|hint|important|warning|caution|info|danger|not|dikkat|uyari|hinweis|achtung|warnung|nota|aviso|advertencia)\b/i;
  const asks = asksToFill(placeholders) || (placeholders.length > 0 && isTemplatePlace(place, intro()));
  if (
    !asks ||
    /^\s*\[/.test(shown) ||
    remark.test(shown) ||
    block.children.some(child => child.kind === 'table')
  ) {
    return [];
  }
  return [templateOf(place, { block, intro: intro(), text, shown, placeholders })];
}

interface Note {
  readonly attributes: Readonly<Record<string, string>>;
}

// <!-- handrail: optional title="Switch traffic" --> speaks about the block behind it.
function noteOf(block: Block): Note | undefined {
  const match = /^<!--\s*handrail\b[:\s]([^]*?)-->\s*$/.exec(block.text);
  return match === null ? undefined : { attributes: readAttributes(match[1] ?? '') };
}

/** A step with what a `<!-- handrail: … -->` comment says about it. */
export function annotate(page: Page, draft: Draft, attributes: Note['attributes']): Draft {
  const { title, id } = attributes;
  const asked = attributes['required'] ?? (attributes['optional'] === 'true' ? 'false' : undefined);
  const required = asked === undefined ? draft.body.required : asked !== 'false';
  const body = { ...draft.body, required, title: title ?? draft.body.title };
  const runs = body.kind === 'commands' || body.kind === 'script';
  const left = runs && asked === 'false' ? { ...body, optional: true as const } : body;
  return { ...draft, body: marked(page, left, attributes), words: id ?? draft.words };
}
