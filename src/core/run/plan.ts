import type { Input, Role, Runbook, ScriptStep, Section, Step } from '../runbook/runbook.ts';
import type { Statement, Wait } from '../shell/statement.ts';
import { conditionOfStep, replacedBy, walkedStatements } from './alternative.ts';
import { demandsOf, type Demand } from './context.ts';
import { asksToWaitFirst } from '../runbook/words/waits.ts';
import { walkSections } from './view/page.ts';
import { waitsOf } from './wait.ts';
import { isCounted } from './counted.ts';

/** A step with its place in the runbook. */
export interface Planned {
  readonly step: Step;
  readonly role: Role;
  /** Ids of the sections around it, outermost first. */
  readonly sections: readonly string[];
  /** The innermost of them that begins a branch, such as an option inside a rollback; undefined on the path. */
  readonly branch?: string;
  /** What runs, in order; empty for steps done by a person. */
  readonly statements: readonly Statement[];
  /** Time limit of each of its statements, in ms: the author's nearest one. */
  readonly timeoutMs?: number;
  /** The wait that its own text or its section's title asks for. */
  readonly wait?: Wait;
  /** True if the run cannot be closed as done before this step is settled. */
  readonly counts: boolean;
  /** For an alternative: ids of the steps it replaces once it is begun. A walk passes alternatives over. */
  readonly standsInFor?: readonly string[];
  /** The condition under which the whole step runs; a walk passes it over unless it is chosen. */
  readonly condition?: string;
  /** Marked as optional by its author; a walk passes it over unless it is chosen. */
  readonly optional?: true;
}

/** True if entering a section makes a step due: it is inside the section, and not in a further branch such as an option. */
export function belongsTo({ sections, branch }: Planned, section: string): boolean {
  const at = sections.indexOf(section);
  return at >= 0 && (branch === undefined || sections.indexOf(branch) <= at);
}

/** A runbook as a list of things to do. */
export interface Plan {
  readonly runbook: Runbook;
  /** Every step by its id, in walking order. */
  readonly steps: ReadonlyMap<string, Planned>;
  readonly inputs: ReadonlyMap<string, Input>;
  /** Demands on where its commands may act. */
  readonly demands: readonly Demand[];
  /** Role of each section by its id. */
  readonly roles: ReadonlyMap<string, Role>;
}

/** Lists a runbook's steps in walking order: the file's order, owned steps before their owner unless the owner asks to wait first. */
export function planOf(runbook: Runbook): Plan {
  const steps = new Map<string, Planned>();
  const parents = parentsOf(runbook.sections);
  const roles = new Map<string, Role>();
  const branches = new Set<string>();
  const timeouts = new Map<string, number>();
  for (const [section, role] of walkSections(runbook.sections)) {
    roles.set(section.id, role);
    const around = ancestry(section.id, parents);
    // Roles are inherited, so the parts of a rollback are not branches of their own.
    if (role !== 'path' && role !== roles.get(around.at(-2) ?? '')) branches.add(section.id);
    const branch = around.findLast(id => branches.has(id));
    if (section.timeoutMs !== undefined) timeouts.set(section.id, section.timeoutMs);
    const nearest = around.findLast(id => timeouts.has(id));
    const timeoutMs = nearest === undefined ? runbook.meta.timeoutMs : timeouts.get(nearest);
    const ways = waysOf(section.steps);
    const waits = waitsOf(section);
    for (const step of ownedFirst(section.steps)) {
      steps.set(step.id, {
        ...planned(step, role, around),
        ...wayOf(ways.get(step.id)),
        ...(branch === undefined ? {} : { branch }),
        ...limitOf(step, timeoutMs),
        ...waitOf(waits.get(step.id)),
      });
    }
  }
  const demands = demandsOf(runbook.meta.frontMatter['context']);
  return {
    runbook,
    steps,
    roles,
    demands,
    inputs: new Map(runbook.inputs.map(input => [input.name, input])),
  };
}

/** By the id of each alternative step, the steps it replaces; owned steps replace the same. */
function waysOf(steps: readonly Step[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map(replacedBy(steps));
  for (const step of steps) {
    const mine = found.get(step.id);
    for (const [id, replaced] of waysOf(step.steps ?? [])) found.set(id, replaced);
    for (const owned of mine === undefined ? [] : ownedFirst(step.steps ?? []))
      found.set(owned.id, mine ?? []);
  }
  return found;
}

/** A task that owns commands is ticked after them, so owned steps come first; unless the task asks to wait before them. */
function ownedFirst(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap(step => {
    const owned = ownedFirst(step.steps ?? []);
    return step.wait !== undefined && asksToWaitFirst(step.title) ? [step, ...owned] : [...owned, step];
  });
}

function parentsOf(sections: readonly Section[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  for (const [section] of walkSections(sections)) {
    for (const child of section.sections) parents.set(child.id, section.id);
  }
  return parents;
}

function ancestry(id: string, parents: ReadonlyMap<string, string>): readonly string[] {
  const around = [id];
  for (let parent = parents.get(id); parent !== undefined; parent = parents.get(parent))
    around.unshift(parent);
  return around;
}

/** A walk passes alternatives over, so they do not count. */
function wayOf(standsInFor: readonly string[] | undefined): Partial<Planned> {
  return standsInFor === undefined ? {} : { standsInFor, counts: false };
}

function waitOf(wait: Wait | undefined): Pick<Planned, 'wait'> {
  return wait === undefined ? {} : { wait };
}

function limitOf(step: Step, around: number | undefined): Pick<Planned, 'timeoutMs'> {
  const own = step.kind === 'commands' || step.kind === 'script' ? step.timeoutMs : undefined;
  const timeoutMs = own ?? around;
  return timeoutMs === undefined ? {} : { timeoutMs };
}

function planned(step: Step, role: Role, sections: readonly string[]): Planned {
  const condition = conditionOfStep(step);
  return {
    step,
    role,
    sections,
    statements: statementsOf(step),
    counts: isCounted({ ...step, isConditional: condition !== undefined }) && role !== 'reference',
    ...(condition === undefined ? {} : { condition }),
    ...('optional' in step ? { optional: true } : {}),
  };
}

function statementsOf(step: Step): readonly Statement[] {
  if (step.kind === 'commands') {
    return step.run === 'block'
      ? [wholeBlock(step.text, step.line + 1, step.statements)]
      : walkedStatements(step.statements);
  }
  if (step.kind === 'script' && step.savedAs === undefined) {
    return [wholeBlock(step.text, step.line + 1, [asStatement(step)])];
  }
  return [];
}

function asStatement({ text, line, reads, placeholders, risks }: ScriptStep): Statement {
  const traits = { needsTerminal: false, endless: false, entersShell: false };
  const endLine = line + text.split('\n').length;
  return { text, line: line + 1, endLine, reads, writes: [], placeholders, risks, ...traits, problems: [] };
}

/** A block that runs as a whole is one statement with the variables, placeholders and risks of all its parts. */
function wholeBlock(text: string, line: number, parts: readonly Statement[]): Statement {
  const last = parts.at(-1);
  let cursor = 0;
  const placeholders = parts.flatMap(part => {
    const offset = Math.max(text.indexOf(part.text, cursor), 0);
    cursor = offset + part.text.length;
    return part.placeholders.map(hole => ({
      ...hole,
      range: [hole.range[0] + offset, hole.range[1] + offset] as const,
    }));
  });
  return {
    text,
    line,
    endLine: last?.endLine ?? line + text.split('\n').length - 1,
    ...expectationOf(last),
    reads: [...new Set(parts.flatMap(({ reads }) => reads))],
    writes: [...new Set(parts.flatMap(({ writes }) => writes))],
    placeholders,
    risks: parts.flatMap(({ risks }) => risks),
    needsTerminal: parts.some(({ needsTerminal }) => needsTerminal),
    endless: parts.some(({ endless }) => endless),
    entersShell: parts.some(({ entersShell }) => entersShell),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

function expectationOf(last: Statement | undefined): Pick<Statement, 'expected' | 'matches' | 'json'> {
  const { expected, matches, json } = last ?? {};
  return {
    ...(expected === undefined ? {} : { expected }),
    ...(matches === undefined ? {} : { matches }),
    ...(json === undefined ? {} : { json }),
  };
}

/** Names of the inputs that a step's statements cannot run without, in the order of first use. */
export function inputsOf(plan: Plan, id: string): readonly string[] {
  const names = [...plan.inputs.values()].filter(({ steps }) => steps.includes(id)).map(({ name }) => name);
  const planned = plan.steps.get(id);
  // Inputs that only alternatives need are not asked for.
  if (
    planned?.step.kind !== 'commands' ||
    planned.step.statements.every(({ alternativeTo }) => alternativeTo === undefined)
  ) {
    return names;
  }
  return names.filter(name => planned.statements.some(statement => needsInput(plan, name, statement)));
}

function needsInput(plan: Plan, name: string, { placeholders, reads }: Statement): boolean {
  return plan.inputs.get(name)?.kind === 'placeholder'
    ? placeholders.some(hole => hole.name === name)
    : reads.includes(name);
}

/** Names of the inputs one statement needs: its placeholders, and variables that it reads and nothing else sets. */
export function inputsOfStatement(plan: Plan, id: string, statement: Statement): readonly string[] {
  return inputsOf(plan, id).filter(name => needsInput(plan, name, statement));
}
