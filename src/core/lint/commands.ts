import type { CommandsStep, Section, Step } from '../runbook/runbook.ts';
import { readCalls } from '../shell/programs/command.ts';
import { findHoles, maskHoles } from '../shell/holes/hole.ts';
import type { Invocation } from '../shell/programs/invocation.ts';
import { readInvocations } from '../shell/programs/invocationReader.ts';
import type { Statement } from '../shell/statement.ts';
import { flatten, type Placed } from '../shell/tree.ts';
import { runnableOf, sectionsOf } from './document.ts';
import type { TextRange } from './finding.ts';
import type { Document } from './rule.ts';

/** A statement with its place in the runbook. */
export interface Command {
  readonly statement: Statement;
  readonly step: CommandsStep;
  readonly section: Section;
  /** The statements below it in its block. */
  readonly rest: readonly Statement[];
}

/** What a statement says to the shell. */
export interface Spoken {
  /** The statement's text with a plain word in place of each hole; offsets are the same. */
  readonly masked: string;
  readonly nodes: readonly Placed[];
  readonly calls: readonly Invocation[];
}

/** Every step with its section, those that others own included, in the file's order. */
export function placedSteps(document: Document): readonly (readonly [step: Step, section: Section])[] {
  const found: (readonly [Step, Section])[] = [];
  const visit = (step: Step, section: Section): void => {
    found.push([step, section]);
    step.steps?.forEach(owned => {
      visit(owned, section);
    });
  };
  for (const section of sectionsOf(document.runbook.sections)) {
    section.steps.forEach(step => {
      visit(step, section);
    });
  }
  return found;
}

const found = new WeakMap<Document, readonly Command[]>();

/** Every command that can run, in the file's order; gathered once, however many rules ask. */
export function commandsOf(document: Document): readonly Command[] {
  const before = found.get(document);
  if (before !== undefined) {
    return before;
  }
  const commands = placedSteps(document).flatMap(([step, section]) =>
    step.kind === 'commands'
      ? runnableOf(step).map((statement, index, all) => ({
          statement,
          step,
          section,
          // Cut where it is asked for, and not before: a block of many commands has as many rests, each nearly as long.
          get rest() {
            return all.slice(index + 1);
          },
        }))
      : [],
  );
  found.set(document, commands);
  return commands;
}

const broken = new WeakMap<CommandsStep, boolean>();

/** Whether bash would not understand a block, so that none of it is run. */
export function isBroken(step: CommandsStep): boolean {
  const before = broken.get(step);
  if (before !== undefined) {
    return before;
  }
  const isSo = step.statements.some(({ problems }) => problems.some(({ code }) => code === 'syntax-error'));
  broken.set(step, isSo);
  return isSo;
}

const known = new WeakMap<Statement, Spoken>();

/** The words of a statement, read once however many rules ask. */
export function hear(document: Document, statement: Statement): Spoken {
  const before = known.get(statement);
  if (before !== undefined) {
    return before;
  }
  const masked = maskHoles(statement.text, findHoles(statement.text));
  const nodes = flatten([document.grammar.parse(masked)]);
  const spoken = { masked, nodes, calls: readInvocations(masked, nodes, readCalls(masked, nodes)) };
  known.set(statement, spoken);
  return spoken;
}

/** A command as a message names it: its first line, shortened. */
export function nameOf(statement: Statement): string {
  return shorten(statement.text.trim().split('\n', 1)[0] ?? '');
}

/** At most 60 characters of a text, for between the backticks of a message. */
export function shorten(text: string): string {
  const plain = text.replaceAll('`', "'").replaceAll(/\s+/g, ' ');
  return plain.length > 60 ? `${plain.slice(0, 57)}...` : plain;
}

/** Where words stand in the source, from a 1-based line on; prompts and indents differ from a statement's text. */
export function rangeOf(
  document: Document,
  words: string,
  lines: { readonly line: number; readonly endLine: number },
): { readonly line: number; readonly range: TextRange } | undefined {
  for (let line = lines.line; line <= lines.endLine; line += 1) {
    const at = document.lines[line - 1]?.indexOf(words) ?? -1;
    const start = (document.starts[line - 1] ?? 0) + at;
    if (at >= 0 && words !== '') {
      return { line, range: [start, start + words.length] };
    }
  }
  return undefined;
}
