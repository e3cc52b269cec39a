import type { Input, Meta, Planned, Role, Runbook, Section } from '../../runbook/runbook.ts';
import { plannedOfTitle } from '../../runbook/words/durations.ts';
import type { Problem, Statement } from '../../shell/statement.ts';
import { cardsIn, type Laying } from './card.ts';
import { withAbout } from './criteria.ts';
import { numberPhases, numberSteps, type Line, type Numbered, type NumberedPhase } from './numbering.ts';
import { saidOnce } from './once.ts';
import type { About, Block, Card, Page, PageInput, Phase } from './view.ts';

/** Renders Markdown as HTML that is safe to show. */
export type Render = (markdown: string) => string;

/** Lays a runbook out for the walker: phases with their headings, prose and cards in the file's order. */
export function layOut(runbook: Runbook, render: Render): Page {
  const sections = phaseSections(runbook.sections);
  const laying = { render, inputs: runbook.inputs };
  const contents = sections.map(section => blocksOf(section, section.role, laying));
  const numbers = numberPhases(
    sections.map(({ title, role }, index) => {
      const blocks = contents[index] ?? [];
      const lines = blocks.map(block => lineFor(block, { section: title, title }));
      return { title, role, counts: blocks.some(({ type }) => type === 'card'), lines };
    }),
  );
  const taken = new Set<string>();
  const phases = sections.map((section, index) => {
    const shown: NumberedPhase = numbers[index] ?? { number: '', title: section.title };
    const place = { ...shown, section: section.title, number: shown.parts === true ? '' : shown.number };
    const blocks = numbered(contents[index] ?? [], place, taken);
    return phaseOf(section, shown, blocks);
  });
  return {
    title: runbook.title,
    path: runbook.path,
    digest: runbook.digest,
    about: aboutOf(runbook.meta),
    approvals: runbook.approvals,
    ...runbooksOf(runbook),
    phases: withAbout(phases, runbook.title),
    inputs: runbook.inputs.map(pageInput),
    problems: runbook.problems.map(shown),
  };
}

/** A link to a file next to this one, which has no URL scheme. */
const markdownFile = /^(?![a-z][a-z0-9+.-]*:)[^#]+\.(?:md|markdown)(?:#|$)/i;

function runbooksOf({ sections }: Runbook): Pick<Page, 'runbooks'> {
  const hrefs = walkSections(sections).flatMap(([{ links = [] }]) =>
    links.filter(({ kind, href }) => kind === 'runbook' && markdownFile.test(href)).map(({ href }) => href),
  );
  return hrefs.length === 0 ? {} : { runbooks: [...new Set(hrefs)] };
}

function aboutOf({ owner, version, updated, reviewBy }: Meta): About {
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(version === undefined ? {} : { version }),
    ...(updated === undefined ? {} : { updated }),
    ...(reviewBy === undefined ? {} : { reviewBy }),
  };
}

/** Every section in the file's order, outer before inner, with the role it has or inherits. */
export function walkSections(
  sections: readonly Section[],
  outer: Role = 'path',
): readonly (readonly [Section, Role])[] {
  return sections.flatMap(section => {
    const role = effectiveRole(section.role, outer);
    return [[section, role] as const, ...walkSections(section.sections, role)];
  });
}

/** The problems for which a statement can never run as it is. */
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
  // The runbook's title is shown above all phases already.
  return [...before, { ...only, title: '', sections: [] }, ...only.sections];
}

function phaseOf(section: Section, { number, title }: Numbered, blocks: readonly Block[]): Phase {
  return {
    id: section.id,
    number,
    title: withoutPlanned(title, section.planned),
    line: section.line,
    role: section.role,
    ...plannedOf(section.planned),
    ...criteriaOf(section),
    // Empty text was kept only to show that its section holds more than one thing to do.
    blocks: blocks.filter(block => block.type !== 'prose' || block.html !== ''),
  };
}

/** The criteria of a branch itself; a section may also state those of another one. */
function criteriaOf({ id, criteria = [] }: Section): Pick<Phase, 'criteria'> {
  const own = criteria.filter(({ leadsTo }) => leadsTo === id);
  return own.length === 0 ? {} : { criteria: own.map(({ text, line }) => ({ text, line })) };
}

/** A card that is more than text to read or copy: only such a card shows a title. */
function isToDo(block: Block): block is Extract<Block, { readonly type: 'card' }> {
  return block.type === 'card' && block.card.kind !== 'file' && block.card.kind !== 'suggested';
}

interface Place extends Numbered {
  /** The title as in the file. */
  readonly section: string;
}

function numbered(blocks: readonly Block[], phase: Place, taken: Set<string>): readonly Block[] {
  const lines = blocks.map(block => lineFor(block, phase));
  const numbers = numberSteps(phase.number, lines, taken);
  return blocks.map((block, index) => {
    const own = numbers.get(index);
    return block.type === 'card' && own !== undefined ? { ...block, card: { ...block.card, ...own } } : block;
  });
}

/** A step with the title of its phase has the phase's number in its title, and no number of its own. */
function lineFor(block: Block, phase: Omit<Place, 'number'>): Line {
  if (block.type === 'heading') return block;
  if (block.type !== 'card') return { type: 'other' };
  const { level, card } = block;
  return {
    type: isToDo(block) ? 'step' : 'text',
    title: card.title === phase.section ? phase.title : card.title,
    ...(level === undefined ? {} : { level }),
  };
}

/** A title without the planned time in parentheses at its end, which is shown beside it. */
function withoutPlanned(title: string, planned: Planned | undefined): string {
  return title.replace(/(?<=\S)\s*(\([^()]*\d[^()]*\))\s*$/, (whole, brackets: string) =>
    planned !== undefined && saysItself({ title: brackets, planned }) ? '' : whole,
  );
}

function blocksOf(section: Section, role: Role, laying: Laying): readonly Block[] {
  return [
    ...ownBlocks(section, role, laying),
    ...section.sections.flatMap(child => childBlocks(child, effectiveRole(child.role, role), laying)),
  ];
}

function ownBlocks(section: Section, role: Role, laying: Laying): readonly Block[] {
  const prose = section.prose.map(({ line, text }): Block => ({ type: 'prose', html: text, line }));
  const cards = cardsIn(section, role, laying).map((card): Block => ({ type: 'card', card }));
  const blocks = [...prose, ...cards].sort((a, b) => lineOf(a) - lineOf(b));
  return blocks.map((block, at) => {
    if (block.type !== 'prose') return block;
    const text = saidOnce(block.html, cardAt(blocks, at - 1), cardAt(blocks, at + 1));
    return { ...block, html: text === '' ? '' : laying.render(text) };
  });
}

/** A section below a phase has a heading, unless it is a single step, which then has its title. */
function childBlocks(child: Section, role: Role, laying: Laying): readonly Block[] {
  const [first, ...rest] = blocksOf(child, role, laying);
  const alone = first !== undefined && isToDo(first) && rest.every(({ type }) => type === 'prose');
  if (alone) return [{ ...first, level: child.level, card: { ...first.card, title: child.title } }, ...rest];
  const heading: Block = {
    type: 'heading',
    id: child.id,
    level: child.level,
    title: child.title,
    line: child.line,
    role,
    ...(saysItself(child) ? {} : plannedOf(child.planned)),
  };
  return first === undefined ? [heading] : [heading, first, ...rest];
}

function cardAt(blocks: readonly Block[], at: number): Card | undefined {
  const block = blocks[at];
  return block?.type === 'card' ? block.card : undefined;
}

function lineOf(block: Block): number {
  return block.type === 'card' ? block.card.line : block.line;
}

/** Whether a title contains the planned time, which is then not repeated below it: "Restart the API (15 min)". */
function saysItself({ title, planned }: Pick<Section, 'title' | 'planned'>): boolean {
  const said = plannedOfTitle(title);
  return said?.minMinutes === planned?.minMinutes && said?.maxMinutes === planned?.maxMinutes;
}

function plannedOf(planned: Planned | undefined): { planned?: Planned } {
  return planned === undefined ? {} : { planned };
}

function shown({ line, message, says }: Problem): Page['problems'][number] {
  return { line, message, says };
}

function pageInput(input: Input): PageInput {
  const { name, text, prompt, secret, line, example, default: usual, choices, steps } = input;
  return {
    name,
    text,
    prompt,
    secret,
    line,
    steps,
    ...(example === undefined ? {} : { example }),
    // A secret never reaches a page, not even as a default.
    ...(usual === undefined || secret ? {} : { default: usual }),
    ...(choices === undefined ? {} : { choices }),
  };
}
