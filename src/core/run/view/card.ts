import { blanksOf } from '../../runbook/blanks.ts';
import type {
  CheckStep,
  CommandsStep,
  FileStep,
  Input,
  ManualStep,
  Role,
  ScriptStep,
  Section,
  Step,
  SuggestedStep,
} from '../../runbook/runbook.ts';
import type { Statement } from '../../shell/statement.ts';
import { expectedOf } from '../expectation/expectation.ts';
import { limitIn } from '../expectation/limitInWords.ts';
import { insides, type Inside } from '../inside.ts';
import { conditionOfStep, otherWays, walkedStatements, type OtherWay } from '../alternative.ts';
import { unnumbered } from './numbering.ts';
import { withoutHead } from './once.ts';
import type { Card, PageCommand, Task } from './view.ts';

type Render = (markdown: string) => string;

/** What the cards of a section depend on. */
export interface Laying {
  readonly render: Render;
  /** The values of the run. */
  readonly inputs: readonly Pick<Input, 'name' | 'text' | 'secret'>[];
}

interface Place extends Laying {
  readonly role: Role;
  /** Title of the section, which is shown above its cards already. */
  readonly section: string;
  /** Number of its steps; a single step may have the section's title. */
  readonly steps: number;
}

/** The cards of a section's own steps, in the file's order and without numbers yet. */
export function cardsIn(section: Section, role: Role, laying: Laying): readonly Card[] {
  const place: Place = { role, ...laying, section: section.title, steps: section.steps.length };
  const cards = section.steps.flatMap(step => cardsOf(step, place, 0));
  return joinTasks(
    toldApart(cards, section.steps),
    section.prose.map(({ line }) => line),
  );
}

/** Puts the owner's title before titles that occur more than once: each of three failures may own "Immediate actions". */
function toldApart(cards: readonly Card[], steps: readonly Step[]): readonly Card[] {
  const owners = ownersIn(steps);
  const times = new Map<string, number>();
  for (const { title } of cards) times.set(title, (times.get(title) ?? 0) + 1);
  return cards.map(card => {
    const owner = owners.get(card.id) ?? '';
    if (times.get(card.title) === 1 || !tellsApart(owner, card)) return card;
    return { ...card, title: `${owner.replace(/[.:：]$/u, '')}: ${card.title}` };
  });
}

/** A whole sentence in front of a title would hide the title. */
function tellsApart(owner: string, { title, kind }: Card): boolean {
  const isShown = title !== '' && kind !== 'file' && kind !== 'suggested';
  return isShown && owner !== '' && owner !== title && owner.length <= longestTitle;
}

/** The title of each step's owner, by the step's id. */
function ownersIn(steps: readonly Step[]): ReadonlyMap<string, string> {
  return new Map(
    steps.flatMap(({ title, steps: owned = [] }) => [
      ...owned.map(({ id }) => [id, title] as const),
      ...ownersIn(owned),
    ]),
  );
}

/** A step's own card, then those of the steps it owns; nested tasks stay on their owner's card. */
function cardsOf(step: Step, place: Place, depth: number): readonly Card[] {
  const shown = (step.steps ?? []).filter(inner => !isInText(inner, step));
  const owned = shown.flatMap(inner => cardsOf(inner, place, step.kind === 'check' ? depth + 1 : depth));
  return [cardOf(step, place, depth), ...owned];
}

/** A command named in a sentence gets no card: it is read there already, and a card would break up the checklist. */
function isInText(inner: Step, owner: Step): boolean {
  const isSentence = owner.kind === 'check' || owner.kind === 'manual';
  return inner.kind === 'suggested' && isSentence && owner.text.includes(inner.text);
}

function cardOf(step: Step, place: Place, depth: number): Card {
  const base = {
    id: step.id,
    number: '',
    title: ownTitle(step, place),
    line: step.line,
    endLine: step.endLine,
    required: step.required,
    ...(step.alternativeTo === undefined ? {} : { alternativeTo: step.alternativeTo }),
    role: place.role,
    problems: [],
  };
  switch (step.kind) {
    case 'check':
      return {
        ...base,
        kind: 'check',
        tasks: [taskOf(step, place.render, depth)],
      };
    case 'commands':
      return {
        ...base,
        kind: 'commands',
        ...(conditionOfStep(step) !== undefined ? { isConditional: true } : {}),
        ...commandsPart(step),
      };
    case 'script':
      return { ...base, kind: 'script', ...scriptPart(step) };
    case 'manual':
      return { ...base, kind: 'manual', ...manualPart(step, place) };
    case 'template':
      return { ...base, kind: 'template', text: step.text, blanks: blanksOf(step, place.inputs) };
    case 'record':
      return { ...base, kind: 'record', html: place.render(step.text), fields: step.fields };
    case 'file':
      return { ...base, kind: 'file', ...filePart(step) };
    case 'suggested':
      return { ...base, kind: 'suggested', text: step.text, ...expectedPart(step) };
  }
}

/** Leaves out text that the title says already. */
function manualPart({ title, text }: ManualStep, { render, steps }: Place): Pick<Card, 'html'> {
  const html = render(steps > 1 ? withoutHead(text, title) : text);
  return onlyWords.test(html) && wordsOf(html.replace(/<[^>]*>/gu, '')) === wordsOf(title) ? {} : { html };
}

// A link, a list or a picture is more than the words in it.
const onlyWords = /^(?:[^<]|<\/?(?:p|code|strong|em|br)>)*$/u;

/** Text as titles have it: without marks at its end and HTML character references. */
function wordsOf(text: string): string {
  return text
    .replace(/&(?:#\d+|\w+);/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function expectedPart({ expected }: SuggestedStep): Pick<Card, 'expected'> {
  return expected === undefined ? {} : { expected };
}

function scriptPart({
  text,
  interpreter,
  savedAs,
  optional,
}: ScriptStep): Pick<Card, 'text' | 'language' | 'savedAs' | 'optional'> {
  const kept = savedAs === undefined ? {} : { savedAs };
  return { text, language: interpreter, ...kept, ...(optional === true ? { optional } : {}) };
}

/** The file name that the author gave to a fence. */
function filePart({ text, language, title }: FileStep): Pick<Card, 'text' | 'language' | 'savedAs'> {
  const isPath = /^[\w./-]*[\w-]\.\w{1,10}$/.test(title);
  return { text, language, ...(isPath ? { savedAs: title } : {}) };
}

/** The title of a step. One that only repeats its section's title is replaced, and a long command is shortened. */
function ownTitle(step: Step, { section, steps }: Place): string {
  if (step.kind !== 'commands') return step.title;
  const title = step.title === section ? titleInside(step, { section, steps }) : step.title;
  return title.length > longestTitle && step.text.includes(title) ? shortCommand(title) : title;
}

/** The title of the first command, unless it is one of several; else that of the section. */
function titleInside(
  { statements }: CommandsStep,
  { section, steps }: Pick<Place, 'section' | 'steps'>,
): string {
  const titled = statements.filter(({ title }) => title !== undefined).length;
  const first = steps > 1 && titled > 1 ? undefined : statements[0]?.title;
  return first ?? (steps > 1 ? unnumbered(section) : section);
}

const longestTitle = 60;

/** A short form of a long command: its words up to the first option. The whole command is shown below. */
function shortCommand(command: string): string {
  const words = command.split(/\s+/u);
  const option = words.findIndex((word, at) => at > 0 && word.startsWith('-'));
  const told = words.slice(0, option < 0 ? words.length : option).join(' ');
  return `${told.length > longestTitle ? told.slice(0, longestTitle).trimEnd() : told}…`;
}

function commandsPart({
  text,
  language,
  statements,
  run,
  optional,
}: CommandsStep): Pick<Card, 'text' | 'language' | 'optional' | 'commands' | 'problems'> {
  const ways = otherWays(statements);
  const walked = walkedStatements(statements);
  const places = run === 'block' ? [] : insides(walked);
  const errors = walked.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'));
  return {
    text,
    language,
    ...(optional === true ? { optional } : {}),
    commands: walked.map((statement, index) => ({
      ...commandOf(statement, ways.get(statement.line)),
      ...insidePart(walked, places[index]),
    })),
    problems: errors.map(({ code, line, message, says }) => ({ code, line, message, says })),
  };
}

function insidePart(walked: readonly Statement[], place: Inside | undefined): Pick<PageCommand, 'inside'> {
  const opener = place === undefined ? undefined : walked[place.shell];
  return opener === undefined ? {} : { inside: opener.text.trim() };
}

function taskOf(step: CheckStep, render: Render, depth: number): Task {
  const limit = limitIn(step.title);
  return {
    id: step.id,
    html: render(step.text),
    title: step.title,
    line: step.line,
    depth,
    required: step.required,
    ...(limit === undefined ? {} : { limit }),
  };
}

function commandOf(statement: Statement, ways: readonly OtherWay[] | undefined): PageCommand {
  const expected = expectedOf(statement);
  return {
    text: statement.text,
    line: statement.line,
    inputs: [...new Set(statement.placeholders.map(({ name }) => name))],
    risks: statement.risks,
    endless: statement.endless,
    needsTerminal: statement.needsTerminal,
    entersShell: statement.entersShell,
    ...(statement.title === undefined ? {} : { title: statement.title }),
    ...(expected === undefined ? {} : { expected }),
    ...(ways === undefined ? {} : { otherWays: ways }),
  };
}

/** Tasks without text between them become one card, so that a list of eight is one item of the walk. */
function joinTasks(cards: readonly Card[], proseLines: readonly number[]): readonly Card[] {
  const joined: Card[] = [];
  for (const card of cards) {
    const last = joined.at(-1);
    const apart = proseLines.some(line => last !== undefined && line > last.line && line < card.line);
    if (last?.tasks !== undefined && card.tasks !== undefined && !apart) {
      joined[joined.length - 1] = {
        ...last,
        // A list of tasks has no title of its own; the page calls it what it is.
        title: '',
        endLine: card.endLine,
        required: last.required || card.required,
        tasks: [...last.tasks, ...card.tasks],
      };
    } else joined.push(card);
  }
  return joined;
}
