import type { Planned, Role, Runbook, Section } from '../runbook/runbook.ts';
import type { Problem, Statement } from '../shell/statement.ts';
import { cardsIn } from './card.ts';
import type { Block, Card, Page, Phase } from './view.ts';

/** Renders Markdown as HTML that is safe to show. */
export type Render = (markdown: string) => string;

const letters: Readonly<Record<Exclude<Role, 'path'>, string>> = {
  rollback: 'R',
  troubleshooting: 'T',
  option: 'O',
  emergency: 'E',
  cleanup: 'C',
  example: 'X',
  reference: 'A',
};

/** Lays a runbook out for the walker: phases with their headings, prose and cards in the file's order. */
export function layOut(runbook: Runbook, render: Render): Page {
  const sections = phaseSections(runbook.sections);
  const used = new Map<string, number>();
  // What stands before the first titled phase is phase 0, so that a runbook's own "1." stays 1.
  if (sections.some(({ title }) => title !== '') && sections[0]?.title === '') used.set('', -1);
  const phases = sections.map(section => {
    const blocks = blocksOf(section, section.role, render);
    const hasCards = blocks.some(block => block.type === 'card');
    if (section.title !== '') used.set('', Math.max(used.get('') ?? 0, 0));
    return phaseOf(section, hasCards ? nextNumber(section.role, used) : '', blocks);
  });
  return {
    title: runbook.title,
    path: runbook.path,
    digest: runbook.digest,
    phases,
    inputs: runbook.inputs.map(({ name, text, prompt, secret, line, example, choices }) => ({
      name,
      text,
      prompt,
      secret,
      line,
      ...(example === undefined ? {} : { example }),
      ...(choices === undefined ? {} : { choices }),
    })),
    problems: runbook.problems.map(shown),
  };
}

/** Every section, outer before inner, in the file's order, with the role that holds for it. */
export function walkSections(
  sections: readonly Section[],
  outer: Role = 'path',
): readonly (readonly [Section, Role])[] {
  return sections.flatMap(section => {
    const role = effectiveRole(section.role, outer);
    return [[section, role] as const, ...walkSections(section.sections, role)];
  });
}

/** Why a statement can never run as it stands; empty where nothing stands in the way. */
export function obstacles(statement: Statement): readonly Problem[] {
  return statement.problems.filter(problem => problem.severity === 'error');
}

function effectiveRole(own: Role, outer: Role): Role {
  return own === 'path' ? outer : own;
}

/** A lone top heading is the runbook's title: its own text is the first phase, its sections are the others. */
function phaseSections(sections: readonly Section[]): readonly Section[] {
  const titled = sections.filter(section => section.level > 0);
  const [only] = titled;
  if (only === undefined || titled.length > 1 || only.sections.length === 0) return sections;
  const before = sections.filter(section => section.level === 0);
  // The runbook's title stands above all phases already.
  return [...before, { ...only, title: '', sections: [] }, ...only.sections];
}

function nextNumber(role: Role, used: Map<string, number>): string {
  const letter = role === 'path' ? '' : letters[role];
  const count = (used.get(letter) ?? 0) + 1;
  used.set(letter, count);
  if (letter === '') return String(count);
  return count === 1 ? letter : `${letter}${count}`;
}

function phaseOf(section: Section, number: string, blocks: readonly Block[]): Phase {
  let count = 0;
  const separator = /^(\d+|[A-Z]\d+)$/.test(number) ? '.' : '';
  return {
    id: section.id,
    number,
    title: withoutNumber(section.title, number, section.planned),
    line: section.line,
    role: section.role,
    ...plannedOf(section.planned),
    blocks: blocks.map(block =>
      block.type === 'card'
        ? { ...block, card: numbered(block.card, `${number}${separator}${++count}`) }
        : block,
    ),
  };
}

/** A card that is more than text to read or copy: only such a card shows a title. */
function isToDo(block: Block): block is Extract<Block, { readonly type: 'card' }> {
  return block.type === 'card' && block.card.kind !== 'file' && block.card.kind !== 'suggested';
}

function numbered(card: Card, number: string): Card {
  return { ...card, number, title: withoutNumber(card.title, number, undefined) };
}

/** A title without what stands beside it anyway: the same number, and the planned time in parentheses at its end. */
function withoutNumber(title: string, number: string, planned: Planned | undefined): string {
  const own = /^(\d+(?:\.\d+)*)[.):]?\s+(?=\S)/.exec(title);
  const plain = own?.[1] === number ? title.slice(own[0].length) : title;
  return planned === undefined ? plain : plain.replace(/(?<=\S)\s*\([^()]*\d[^()]*\)\s*$/, '');
}

function blocksOf(section: Section, role: Role, render: Render): readonly Block[] {
  return [
    ...ownBlocks(section, role, render),
    ...section.sections.flatMap(child => childBlocks(child, effectiveRole(child.role, role), render)),
  ];
}

function ownBlocks(section: Section, role: Role, render: Render): readonly Block[] {
  const prose = section.prose.map(({ line, text }): Block => ({ type: 'prose', html: render(text), line }));
  const cards = cardsIn(section, role, render).map((card): Block => ({ type: 'card', card }));
  return [...prose, ...cards].sort((a, b) => lineOf(a) - lineOf(b));
}

/** A section below a phase has a heading, unless it is one thing to do: that then carries its title. */
function childBlocks(child: Section, role: Role, render: Render): readonly Block[] {
  const [first, ...rest] = blocksOf(child, role, render);
  const alone = first !== undefined && isToDo(first) && rest.every(({ type }) => type === 'prose');
  if (alone) return [{ ...first, card: { ...first.card, title: child.title } }, ...rest];
  const heading: Block = {
    type: 'heading',
    id: child.id,
    level: child.level,
    title: child.title,
    line: child.line,
    role,
    ...plannedOf(child.planned),
  };
  return first === undefined ? [heading] : [heading, first, ...rest];
}

function lineOf(block: Block): number {
  return block.type === 'card' ? block.card.line : block.line;
}

function plannedOf(planned: Planned | undefined): { planned?: Planned } {
  return planned === undefined ? {} : { planned };
}

function shown({ line, message }: Problem): { readonly line: number; readonly message: string } {
  return { line, message };
}
