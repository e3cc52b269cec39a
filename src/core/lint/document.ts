import { readOutline } from '../runbook/markdown/blocks.ts';
import { readFrontMatter } from '../runbook/markdown/frontMatter.ts';
import type { CommandsStep, Runbook, Section, Step } from '../runbook/runbook.ts';
import { isRefused } from '../shell/comments/refusal.ts';
import type { Grammar } from '../shell/grammar.ts';
import type { Problem, Statement } from '../shell/statement.ts';
import type { Document, Surroundings } from './rule.ts';

/** What a text was read as, and where. */
export interface ReadText {
  readonly runbook: Runbook;
  readonly grammar: Grammar;
  readonly surroundings: Surroundings;
}

/** Joins a file's text with the runbook that was read from it. */
export function makeDocument(text: string, read: ReadText): Document {
  const { lines, starts } = indexText(text);
  const matter = readFrontMatter(lines).lines;
  const body = lines.map((line, index) => (index < matter ? '' : line));
  const problems = collectProblems(read.runbook);
  return { text, lines, starts, outline: readOutline(body), problems, ...read };
}

/** The lines of a text without BOM and line ends, and the offset at which each begins. */
export function indexText(text: string): {
  readonly lines: readonly string[];
  readonly starts: readonly number[];
} {
  const lines: string[] = [];
  const starts: number[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push(text.slice(start, match.index));
    starts.push(start);
    start = match.index + match[0].length;
  }
  lines.push(text.slice(start));
  starts.push(start);
  return { lines, starts };
}

function collectProblems(runbook: Runbook): ReadonlyMap<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>();
  const seen = new Set<string>();
  const add = (problem: Problem): void => {
    const key = `${problem.code}:${problem.line}:${problem.message}`;
    if (!seen.has(key)) {
      seen.add(key);
      const known = found.get(problem.code);
      if (known === undefined) {
        found.set(problem.code, [problem]);
      } else {
        known.push(problem);
      }
    }
  };
  runbook.problems.forEach(add);
  for (const step of stepsOf(runbook)) {
    if (step.kind === 'commands') {
      runnableOf(step).forEach(statement => statement.problems.forEach(add));
    }
  }
  return found;
}

/** The statements of a block without those that its author says not to run. */
export function runnableOf({ statements }: CommandsStep): readonly Statement[] {
  return statements.filter(statement => !isRefused(statement));
}

/** Every step of a runbook, those that others own included, in the file's order. */
export function* stepsOf(runbook: Runbook): Generator<Step> {
  for (const section of sectionsOf(runbook.sections)) {
    for (const step of section.steps) {
      yield* withOwned(step);
    }
  }
}

/** Every section, a parent before its children. */
export function* sectionsOf(sections: readonly Section[]): Generator<Section> {
  for (const section of sections) {
    yield section;
    yield* sectionsOf(section.sections);
  }
}

function* withOwned(step: Step): Generator<Step> {
  yield step;
  for (const owned of step.steps ?? []) {
    yield* withOwned(owned);
  }
}
