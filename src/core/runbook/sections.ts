import { Asides } from './asides.ts';
import { linkChoices } from './words/choices.ts';
import { proseOf } from './coverage.ts';
import { plannedOfLine, plannedOfTitle } from './words/durations.ts';
import { badTimeout, readAttributes } from '../shell/comments/attributes.ts';
import { readSpan } from '../shell/span.ts';
import { addBoldSteps, areOnlyTold, stepOfHeading, stepsInRole } from './steps/headingSteps.ts';
import type { Identity } from './steps/identity.ts';
import { incidentsAmong } from './words/incidents.ts';
import { occasionOf, occasionOfTitle, type Occasion } from './words/occasions.ts';
import { report, type Draft, type Lines, type Page } from './markdown/page.ts';
import {
  isIndex,
  nameOf,
  nestParts,
  splitAtHeadings,
  type Document,
  type Node,
  type Part,
} from './markdown/parts.ts';
import { isExplanation, isHowTo, roleOfName, roleOfTitle } from './words/roles.ts';
import type { Approval, Planned, Role, Section, Step } from './runbook.ts';
import { annotate, readSteps } from './steps/steps.ts';
import { withTimes } from './words/times.ts';
import { scenariosAmong } from './words/scenarios.ts';
import { withTitles } from './steps/titles.ts';
import { waitIn } from './words/waits.ts';
import { holdsWays, isInOrder, isSetup, isUpkeep, usualOf, usualOptions } from './words/ways.ts';
import { isStepTitle } from './words/leadIns.ts';

interface Building {
  readonly page: Page;
  readonly identity: Identity;
  readonly name: Part | undefined;
  /** The role that the document's own title names: in a rollback runbook, rolling back is the straight path. */
  readonly subject: Role | undefined;
  /** The steps of each part's own text; read before ids are assigned in the file's order. */
  readonly drafts: ReadonlyMap<Part, readonly Draft[]>;
  readonly asides: Asides;
  readonly incidents: ReadonlySet<Node>;
  /** The recommended ones among several options, which a walk takes. */
  readonly usual: ReadonlySet<Node>;
}

/** A document's sections, and the approvals that its text asks for. */
export interface Sections {
  readonly sections: readonly Section[];
  readonly approvals: readonly Approval[];
}

/** Builds the tree of sections with their steps and prose. */
export function readSections(page: Page, document: Document, identity: Identity): Sections {
  const parts = splitAtHeadings(page, document);
  const name = nameOf(parts);
  const subject = roleOfTitle(name?.title ?? '') ?? roleOfTitle(document.title ?? '');
  const nodes = nestParts(parts);
  const drafts = new Map<Part, readonly Draft[]>();
  for (const node of nodes) {
    readParts(page, node, { path: [], drafts });
  }
  const asides = new Asides(page);
  const incidents =
    subject === 'troubleshooting'
      ? new Set<Node>()
      : incidentsAmong(page, nodes, part => (drafts.get(part) ?? []).some(runsSomething));
  const usual = new Set(usualOptions(nodes));
  const building = { page, identity, name, subject, drafts, asides, incidents, usual };
  const sections = buildSections(building, nodes, {
    above: 'path',
    ways: false,
    title: document.title ?? '',
  });
  return { sections: asides.addTo(sections), approvals: asides.approvals };
}

function runsSomething({ body, steps }: Draft): boolean {
  return body.kind === 'commands' || body.kind === 'script' || steps.some(runsSomething);
}

// A reader needs only one of several how-to sections, unless they are divided into the numbered steps.
function buildSections(
  building: Building,
  nodes: readonly Node[],
  { above, ways, title }: { readonly above: Role; readonly ways: boolean; readonly title: string },
): Section[] {
  const purposes = nodes.filter(({ part }) => isHowTo(part.title));
  const inSteps = purposes.some(({ children }) => children.some(({ part }) => isStepTitle(part.title)));
  const several = purposes.length > 1 && purposes.length < nodes.length && !inSteps;
  const usual = ways ? usualOf(nodes) : undefined;
  const scenarios = above === 'path' ? scenariosAmong(nodes, title) : new Map<Node, Role>();
  return nodes.map(node => {
    if (above === 'path' && building.incidents.has(node)) {
      return buildSection(building, node, 'troubleshooting');
    }
    const scenario = scenarios.get(node);
    if (scenario !== undefined) {
      return buildSection(building, node, scenario);
    }
    const isOther = (ways && node !== usual) || (several && isHowTo(node.part.title));
    const option = above === 'path' && isOther;
    return buildSection(building, node, option ? 'option' : above);
  });
}

interface Reading {
  readonly path: readonly string[];
  readonly drafts: Map<Part, readonly Draft[]>;
}

// Returns whether the part or one below it holds a step.
function readParts(page: Page, { part, children }: Node, { path, drafts }: Reading): boolean {
  const below = [...path, part.title];
  const read = readSteps(page, { title: part.title, path: below }, part.blocks);
  const found = addBoldSteps(page, part.blocks, read);
  const inner = children.map(child => readParts(page, child, { path: below, drafts })).includes(true);
  const own = inner || !areOnlyTold(found) ? [] : stepOfHeading(page, part, children.length === 0);
  const steps = own.length === 0 ? found : own.map(draft => annotate(page, draft, noteOf(part)));
  drafts.set(part, withTimes(withTitles(steps, part.title), part.title));
  return inner || steps.length > 0;
}

function buildSection(building: Building, node: Node, above: Role): Section {
  const { part, children } = node;
  const { page, identity } = building;
  const id = identity.section(part.title);
  const note = noteOf(part);
  const said = roleSaid(building, node);
  const occasion = said === undefined && above === 'path' ? occasionIn(building, part) : undefined;
  const role = roleOfName(note['role']) ?? roleUnder(above, said ?? occasion?.role ?? above);
  const drafts = stepsInRole(building.drafts.get(part) ?? [], role);
  const steps = withIds(drafts, building);
  const ways = role === 'path' && holdsWays(page, part, children);
  const sections = buildSections(building, children, {
    above: role,
    ways,
    title: part === building.name ? '' : part.title,
  });
  const planned = plannedOf(page, part, note);
  const timeoutMs = timeoutOf(page, part, note);
  const wait = waitIn(part.title);
  building.asides.read({ id, title: part.title, role, occasion }, part.blocks);
  return {
    id,
    level: part.level,
    title: part.title,
    line: part.line,
    endLine: sections.at(-1)?.endLine ?? lastLine(page, part),
    role,
    ...(planned === undefined ? {} : { planned }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(wait === undefined ? {} : { wait }),
    steps,
    prose: proseOf(page.lines, bodyOf(part), steps).map(prose => ({
      ...prose,
      text: page.repair(prose.text),
    })),
    sections,
  };
}

// A reference section repeats what is elsewhere, so its subsections are reference whatever their titles say.
function roleUnder(above: Role, said: Role): Role {
  return above === 'reference' ? above : said;
}

// A numbered section, or one called a step, stays on the path and is skipped by hand.
function occasionIn({ page, name }: Building, part: Part): Occasion | undefined {
  return part === name || part.heading === undefined || isInOrder(part.title)
    ? undefined
    : (occasionOfTitle(part.title, part.line) ?? occasionOf(page, part.blocks));
}

function roleSaid(building: Building, node: Node): Role | undefined {
  const { name, subject, drafts } = building;
  const { part } = node;
  if (part !== name && isIndex(node, each => drafts.get(each)?.length === 0)) {
    return 'reference';
  }
  const said =
    part === name || building.usual.has(node)
      ? undefined
      : (roleOfTitle(part.title) ?? upkeepOf(name, part) ?? explanationOf(building, node));
  return said === subject ? undefined : said;
}

function explanationOf({ drafts }: Building, node: Node): Role | undefined {
  const acts = ({ part, children }: Node): boolean =>
    (drafts.get(part) ?? []).some(draft => !isSaid(draft)) || children.some(acts);
  return isExplanation(node.part.title) && !acts(node) ? 'reference' : undefined;
}

// Numbered reasons look like steps but tell nobody to do anything.
function isSaid({ body, steps }: Draft): boolean {
  return body.kind === 'manual' && steps.every(isSaid);
}

// Behind a set-up, updating is another occasion.
function upkeepOf(name: Part | undefined, part: Part): Role | undefined {
  return name !== undefined && isSetup(name.title) && isUpkeep(part.title) ? 'option' : undefined;
}

function bodyOf({ heading, line, endLine }: Part): Lines {
  return { line: heading === undefined ? line : heading.endLine + 1, endLine };
}

function lastLine(page: Page, part: Part): number {
  let end = part.endLine;
  while (end > part.line && (page.lines[end - 1] ?? '').trim() === '') {
    end -= 1;
  }
  return end;
}

// <!-- handrail: role=rollback planned="15 min" --> right under a heading.
function noteOf(part: Part): Readonly<Record<string, string>> {
  const first = part.blocks[0];
  const match = first?.kind === 'html' ? /^<!--\s*handrail\b[:\s]([^]*?)-->/.exec(first.text) : null;
  return match === null ? {} : readAttributes(match[1] ?? '');
}

// Right above a block the same comment speaks about that block alone.
function timeoutOf(page: Page, { blocks }: Part, note: Readonly<Record<string, string>>): number | undefined {
  const { timeout } = note;
  const [comment, next] = blocks;
  if (timeout === undefined || comment === undefined) return undefined;
  if (next !== undefined && next.kind !== 'paragraph' && next.kind !== 'html') return undefined;
  const timeoutMs = readSpan(timeout);
  if (timeoutMs === undefined)
    report(page, comment, { code: 'bad-mark', severity: 'warning', ...badTimeout(timeout) });
  return timeoutMs;
}

function plannedOf(page: Page, part: Part, note: Readonly<Record<string, string>>): Planned | undefined {
  const annotated = note['planned'];
  if (annotated !== undefined) {
    return plannedOfTitle(annotated);
  }
  const first = part.blocks.find(block => block.kind === 'paragraph' || block.kind === 'list');
  const lines = first === undefined ? [] : page.lines.slice(first.line - 1, first.endLine);
  const stated = lines.map(line => plannedOfLine(page.repair(line))).find(planned => planned !== undefined);
  return plannedOfTitle(part.title) ?? (part.level === 1 ? undefined : stated);
}

// Made from repaired words, so that repairing the file's encoding changes no id.
function withId({ body, words, steps }: Draft, building: Building): Step {
  const { identity, page } = building;
  const id = identity.step(page.repair(words));
  const owned = withIds(steps, building);
  return steps.length === 0 ? { id, ...body } : { id, ...body, steps: owned };
}

function withIds(drafts: readonly Draft[], building: Building): readonly Step[] {
  return linkChoices(
    drafts.map(draft => withId(draft, building)),
    drafts,
  );
}
