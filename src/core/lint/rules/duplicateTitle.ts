import { tell, titled } from '../../message/message.ts';
import type { Section, Step } from '../../runbook/runbook.ts';
import { sectionsOf } from '../document.ts';
import { editLine } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { linksOf } from '../links.ts';
import type { Document, Report, Rule } from '../rule.ts';

interface Titled {
  readonly title: string;
  readonly line: number;
}

export const duplicateTitle: Rule = {
  code: 'HR404',
  name: 'duplicate-title',
  severity: 'info',
  check(document) {
    const { sections } = document.runbook;
    const found = again(sections, 'section');
    for (const section of sectionsOf(sections)) {
      for (const twice of again(section.sections, 'section')) found.push(twice);
      for (const twice of again(ownTitles(section), 'step')) found.push(twice);
    }
    const numbered = found.length > 0 && hasNumberedLink(document);
    return found
      .sort((a, b) => a.line - b.line)
      .map(({ line, before, count, what }): Report => {
        const fixes = numbered ? [] : number(document, { line, count });
        return { ...tell(`duplicate.${what}`, { line: before }), line, fixes };
      });
  },
};

interface Twice {
  readonly line: number;
  /** Where the title stands first. */
  readonly before: number;
  /** 2 for the second of them. */
  readonly count: number;
  readonly what: 'section' | 'step';
}

// `#verify-1` is the second "Verify": another title there would make it another place.
function hasNumberedLink(document: Document): boolean {
  return linksOf(document).some(({ path, anchor }) => path === '' && /-\d+$/.test(anchor ?? ''));
}

function number(document: Document, { line, count }: Pick<Twice, 'line' | 'count'>): readonly Fix[] {
  const text = document.lines[line - 1] ?? '';
  const isOneLine = /^\s*(?:#{1,6}\s|(?:[-*+]|\d+[.)])\s)/.test(text) && !/[>`|]\s*$/.test(text);
  if (!isOneLine) {
    return [];
  }
  const from = text.length - (/\s*(?:\{#[^}]*\})?\s*#*\s*$/.exec(text)?.[0].length ?? 0);
  const asks = `(${count})`;
  const edit = editLine(document, line, { from, to: from, text: ` ${asks}` });
  return [{ ...titled('fix.number', { number: asks }), safe: false, edits: [{ ...edit, asks }] }];
}

// Commands are named after what stands around them, so that two of one name are no fault of their author.
function ownTitles({ steps }: Section): readonly Step[] {
  return steps.filter(({ kind }) => kind === 'check' || kind === 'manual');
}

function again(all: readonly Titled[], what: Twice['what']): Twice[] {
  const names = new Set(all.map(({ title }) => nameOf(title)));
  const known = new Map<string, { readonly before: number; readonly count: number }>();
  return all.flatMap(({ title, line }) => {
    const name = nameOf(title);
    const first = known.get(name);
    if (name === '' || first === undefined) {
      known.set(name, { before: line, count: 1 });
      return [];
    }
    const { before } = first;
    const count = nextFree(first.count + 1, number => names.has(`${name} (${number})`));
    known.set(name, { before, count });
    return [{ line, before, count, what }];
  });
}

// A template's "..." names nothing, and is no title twice.
function nameOf(title: string): string {
  return /[\p{L}\d]/u.test(title) ? title.toLowerCase().trim() : '';
}

function nextFree(from: number, isTaken: (number: number) => boolean): number {
  let number = from;
  while (isTaken(number)) {
    number += 1;
  }
  return number;
}
