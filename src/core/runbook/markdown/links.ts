import { slug } from 'github-slugger';
import { decodeAddress } from './address.ts';
import type { Block } from './blocks.ts';
import { fold } from '../words/durations.ts';
import type { Page } from './page.ts';
import { plainText } from './plain.ts';
import type { RunbookLink, Section } from '../runbook.ts';

/** A link or a mention as it was found, before it is known where it leads. */
export interface FoundLink {
  readonly text: string;
  /** Absent for words such as "see Rollback". */
  readonly href?: string;
  readonly line: number;
  /** The words before it, folded. */
  readonly before: string;
}

// `[text](target "title")` and `[text][label]`, but not images.
const INLINE =
  /(?<!!)\[((?:[^[\]\n]|\[[^[\]\n]*\]){1,200})\](?:\(\s*<?([^()\s<>]+)>?(?:\s+"[^"\n]*")?\s*\)|\[([^\][\n]*)\])/g;
// Words before a mentioned section: "see", "proceed to", "siehe".
const CUE =
  /\b(?:see|go (?:back )?to|return to|follow|proceed (?:to|with)|continue (?:with|at|in|from)|(?:jump|skip|move|switch)(?: (?:straight|directly|back))? to|execute|perform|start|refer to|bkz\.?|bakiniz|siehe|(?:weiter|fortfahren) (?:mit|bei|in)|(?:gehen? (?:sie )?|springen? (?:sie )?)zu[rm]?|ver|vaya a|pase al?|vease|consulte|ir a|seguir)\s+(?:the\s+|den\s+|die\s+|das\s+|la\s+|el\s+)?(?:section\s+|bolum\s+|abschnitt\s+|seccion\s+)?["“„'*_(]*/gi;
// "Bölüm 6'ya git", "7. adıma geçin": in Turkish the place stands first.
const PLACE_FIRST =
  /(?:(?:bölüm|adım|aşama|faz|madde)\s*(\d{1,2}(?:\.\d{1,2})*)(?!\d)|(\d{1,2}(?:\.\d{1,2})*)\.?\s*(?:bölüm|adım|aşama|faz|madde))['’]?\p{Ll}*\s+(?:geri\s+)?(?:git|gid|geç|dön|atla|devam|bak)\p{Ll}*/giu;
// File names that sound like runbooks: `rollback-procedure.md`.
const RUNBOOK =
  /runbook|playbook|procedure|checklist|how-?to|roll-?back|deploy|restor|recover|troubleshoot|incident|fail-?over|upgrade|migrat|backup|maintenance|release|rotat|escalat|prosedur|anleitung|checkliste|procedimiento|operations|betrieb|\bsops?\b/;
const NO_RUNBOOK =
  /(?:^|\/)(?:readme|contributing|changelog|license|code_of_conduct|security|index)\.mdx?$|(?:^|\/)adrs?\//;
const ORDERED =
  /\b(?:follow|run|execute|perform|uygula\w*|izle\w*|befolg\w*|folge\w*|siga|sigue|ejecut\w*)\b[^.]{0,40}$/;

/** The links and mentions among the blocks of one section; a list of bare links into the page is its contents. */
export function linksOf(page: Page, blocks: readonly Block[]): FoundLink[] {
  return blocks.flatMap(block => {
    if (block.kind === 'paragraph' || block.kind === 'cell') {
      return linksIn(page, block);
    }
    return block.kind === 'fence' || block.kind === 'code' || block.kind === 'html'
      ? []
      : linksOf(page, block.children);
  });
}

const MAX_TEXT = 8000;

function linksIn(page: Page, block: Block): FoundLink[] {
  if (block.text.length > MAX_TEXT) {
    return [];
  }
  const text = page.repair(block.text);
  const linked = text.includes('](') || text.includes('][') ? [...text.matchAll(INLINE)] : [];
  const found = linked.flatMap(match => {
    const href =
      match[2] ?? page.references[(match[3] === '' ? match[1] : match[3])?.toUpperCase() ?? '']?.href;
    const bare = href?.startsWith('#') === true && text.replace(/^[\d.\s]+/, '').trim() === match[0];
    const before = fold(text.slice(Math.max(0, match.index - 80), match.index));
    const line = block.line + text.slice(0, match.index).split('\n').length - 1;
    return href === undefined || bare ? [] : [{ text: plainText(match[1] ?? ''), href, line, before }];
  });
  return [...found, ...mentionsIn(block, text)];
}

function mentionsIn(block: Block, text: string): FoundLink[] {
  // Most texts have none, and `matchAll` would copy the pattern for each.
  const found = text.search(CUE) < 0 ? [] : [...text.matchAll(CUE)];
  const lineOf = (end: number): number => block.line + text.slice(0, end).split('\n').length - 1;
  const said = found.map(match => {
    const end = match.index + match[0].length;
    return { text: text.slice(end, end + MAX_TITLE), line: lineOf(end), before: '' };
  });
  const first = /\d/.test(text) && text.search(PLACE_FIRST) >= 0 ? [...text.matchAll(PLACE_FIRST)] : [];
  return [
    ...said,
    ...first.map(({ 1: behind, 2: ahead, index }) => ({
      text: `section ${behind ?? ahead ?? ''}`,
      line: lineOf(index),
      before: '',
    })),
  ];
}

const MAX_TITLE = 120;

/** Puts on each section the links of its text that lead to another runbook or to a section of this one. */
export function withLinks(
  sections: readonly Section[],
  found: ReadonlyMap<string, readonly FoundLink[]>,
): readonly Section[] {
  const targets = targetsOf(sections);
  const add = (section: Section): Section => {
    const links = unique(
      (found.get(section.id) ?? []).flatMap(link => resolve(link, section, targets) ?? []),
    );
    const inner = { ...section, sections: section.sections.map(add) };
    return links.length === 0 ? inner : { ...inner, links };
  };
  return sections.map(add);
}

function unique(links: readonly RunbookLink[]): readonly RunbookLink[] {
  const seen = new Set<string>();
  return links.filter(({ line, href }) => {
    const known = seen.size;
    return seen.add(`${line} ${href}`).size > known;
  });
}

interface Targets {
  readonly byAnchor: ReadonlyMap<string, Section>;
  /** By title without number and marks, folded. */
  readonly byTitle: ReadonlyMap<string, Section>;
  /** By number as its title has it: `6`, `2.1`, and `phase 2` where a word is before it. */
  readonly byNumber: ReadonlyMap<string, Section>;
}

function targetsOf(sections: readonly Section[]): Targets {
  const byAnchor = new Map<string, Section>();
  const byTitle = new Map<string, Section>();
  const byNumber = new Map<string, Section>();
  const counts = new Map<string, number>();
  const visit = (section: Section): void => {
    const anchor = slug(section.title);
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    byAnchor.set(count === 0 ? anchor : `${anchor}-${count}`, section);
    const title = bareTitle(section.title);
    for (const number of numbersOf(section.title)) {
      if (!byNumber.has(number)) byNumber.set(number, section);
    }
    if (section.level > 1 && title.length >= 4 && !byTitle.has(title)) {
      byTitle.set(title, section);
    }
  };
  // A bold line that heads a part ranks like the lowest heading and has no anchor: a heading of the same name comes first.
  const all = flatten(sections);
  all.filter(({ level }) => level < 6).forEach(visit);
  all.filter(({ level }) => level === 6).forEach(visit);
  return { byAnchor, byTitle, byNumber };
}

const PLACE =
  '(step|section|phase|stage|part|chapter|option|adim|asama|bolum|faz|schritt|phase|abschnitt|kapitel|teil|paso|fase|etapa|seccion)';
const NUMBERED = new RegExp(
  `^[^\\p{L}\\d]*(?:${PLACE}\\s*)?#?(\\d{1,2}(?:\\.\\d{1,2})*)(?![\\d%])(?!\\s*(?:min|h|%)\\b)`,
  'u',
);
const NUMBER_SAID = new RegExp(`^\\W*${PLACE}\\s*#?(\\d{1,2}(?:\\.\\d{1,2})*)(?!\\d)`, 'u');

function numbersOf(title: string): readonly string[] {
  const [, word, number] = NUMBERED.exec(fold(title)) ?? [];
  return number === undefined ? [] : word === undefined ? [number] : [`${word} ${number}`, number];
}

function numbered(words: string, byNumber: ReadonlyMap<string, Section>): Section | undefined {
  const [, word, number] = NUMBER_SAID.exec(fold(words)) ?? [];
  return number === undefined ? undefined : (byNumber.get(`${word ?? ''} ${number}`) ?? byNumber.get(number));
}

function flatten(sections: readonly Section[]): readonly Section[] {
  return sections.flatMap(section => [section, ...flatten(section.sections)]);
}

function bareTitle(title: string): string {
  return fold(title)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/^[^\p{L}]+/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function resolve(link: FoundLink, from: Section, targets: Targets): RunbookLink | undefined {
  const { text, href, line, before } = link;
  if (href === undefined) {
    const target = mentioned(text, targets.byTitle) ?? numbered(text, targets.byNumber);
    return target === undefined || target === from
      ? undefined
      : { text: target.title, href: `#${slug(target.title)}`, line, kind: 'section', section: target.id };
  }
  if (href.startsWith('#')) {
    const target = targets.byAnchor.get(decodeAddress(href.slice(1)).toLowerCase());
    return target === undefined ? undefined : { text, href, line, kind: 'section', section: target.id };
  }
  const path = href.replace(/[#?].*$/, '').toLowerCase();
  const isPage = /\.(?:md|mdx|markdown)$/.test(path) && !/^(?:[a-z][a-z\d+.-]*:|\/\/)/.test(path);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const named =
    RUNBOOK.test(file) ||
    /runbook|playbook|procedure/.test(path) ||
    RUNBOOK.test(fold(text)) ||
    /runbook|playbook/.test(fold(from.title));
  return isPage && !NO_RUNBOOK.test(path) && (named || ORDERED.test(before))
    ? { text, href, line, kind: 'runbook' }
    : undefined;
}

// Behind "see", a single word that surely names a section: "Rollback.", "Cleanup**", "Cleanup below".
const ONE_WORD =
  /^\p{Lu}[\p{L}-]+(?:["”'*_]*(?:[.,;)]|$)|["”'*_]+|\s+(?:section|procedure|steps?|phase|part|chapter|below|above|bölüm\p{L}*|adım\p{L}*|abschnitt|kapitel|oben|unten|sección|apartado)(?!\p{L}))/iu;

// "see Rollback Procedures below": the longest title that the words begin with; one word alone has to look like a title.
function mentioned(words: string, byTitle: ReadonlyMap<string, Section>): Section | undefined {
  if (words.startsWith('[')) {
    return undefined;
  }
  const said = bareTitle(words).split(' ');
  const alone = ONE_WORD.test(words) ? 1 : 2;
  for (let length = Math.min(said.length, 10); length >= alone; length -= 1) {
    const found = byTitle.get(said.slice(0, length).join(' '));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
