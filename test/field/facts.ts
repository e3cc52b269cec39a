import { readBlock } from '../../src/core/shell/readBlock.ts';
import type { Statement } from '../../src/core/shell/statement.ts';
import type { Runbook, Section, Step } from '../../src/core/runbook/runbook.ts';
import { grammar, stepsOf } from '../core/runbook/read.ts';
import type { Labels } from './labels.ts';

/** What can be compared, in the order of the table. */
export const categories = ['kinds', 'roles', 'placeholders', 'risks', 'expected'] as const;
export type Category = (typeof categories)[number];

/** One short text for each thing that is seen, such as `52 commands`; what two see alike is the same text. */
export type Facts = Readonly<Record<Category, ReadonlySet<string>>>;

/** What the labels say, with roles spelt out for every section that a role is handed down to. */
export function labelledFacts(labels: Labels, runbook: Runbook): Facts {
  const kinds = Object.entries(labels.kinds).flatMap(([kind, lines]) => lines.map(line => `${line} ${kind}`));
  const roles = [...labelledRoles(runbook.sections, labels, 'path')];
  const risks = Object.entries(labels.risks).flatMap(([line, found]) => found.map(kind => `${line} ${kind}`));
  return {
    kinds: new Set(kinds),
    roles: new Set(roles),
    placeholders: new Set(labels.placeholders.map(([line, text]) => `${line} ${text}`)),
    risks: new Set(risks),
    expected: new Set(Object.keys(labels.expected)),
  };
}

function* labelledRoles(sections: readonly Section[], labels: Labels, above: string): Generator<string> {
  for (const section of sections) {
    const role = labels.roles[section.line] ?? above;
    if (role !== 'path') {
      yield `${section.line} ${role}`;
    }
    yield* labelledRoles(section.sections, labels, role);
  }
}

/** What the parser says, in the same words. */
export function parsedFacts(labels: Labels, runbook: Runbook): Facts {
  const steps = [...stepsOf(runbook)];
  const statements = steps.flatMap(statementsOf);
  const holes = [...statements.flatMap(holesOf), ...steps.flatMap(templateHoles)];
  const bound = statements.filter(({ expected }) => expected !== undefined);
  return {
    kinds: new Set(steps.map(step => `${step.line} ${step.kind}`)),
    roles: new Set(parsedRoles(runbook.sections)),
    placeholders: new Set(holes),
    risks: new Set(statements.flatMap(({ line, risks }) => risks.map(risk => `${line} ${risk.kind}`))),
    // Bound to the right statement with other words is as wrong as not bound.
    expected: new Set(bound.map(({ line, expected }) => expectationAt(labels, line, expected ?? ''))),
  };
}

function expectationAt(labels: Labels, line: number, expected: string): string {
  const words = labels.expected[line];
  return words === undefined || expected.includes(words) ? `${line}` : `${line} ${expected.slice(0, 30)}`;
}

function* parsedRoles(sections: readonly Section[]): Generator<string> {
  for (const section of sections) {
    if (section.role !== 'path') {
      yield `${section.line} ${section.role}`;
    }
    yield* parsedRoles(section.sections);
  }
}

// A suggested block is read as it is once somebody treats it as shell.
function statementsOf(step: Step): readonly Statement[] {
  if (step.kind === 'commands') {
    return step.statements;
  }
  if (step.kind !== 'suggested') {
    return [];
  }
  const line = step.endLine === step.line ? step.line : step.line + 1;
  const block = readBlock({ text: step.text, line, language: '', attributes: {} }, { grammar });
  const statements = block.kind === 'commands' ? block.statements : [];
  const { expected } = step;
  return expected === undefined
    ? statements
    : statements.map((statement, at) =>
        at === statements.length - 1 ? { expected, ...statement } : statement,
      );
}

function holesOf({ text, line, placeholders }: Statement): string[] {
  return placeholders.map(({ text: hole, range }) => {
    const before = text.slice(0, range[0]).split('\n').length - 1;
    return `${line + before} ${hole}`;
  });
}

function templateHoles(step: Step): string[] {
  if (step.kind !== 'template') {
    return [];
  }
  const rows = step.text.split('\n');
  const first = step.endLine - step.line + 1 > rows.length ? step.line + 1 : step.line;
  return rows.flatMap((row, at) =>
    step.placeholders.filter(hole => row.includes(hole)).map(hole => `${first + at} ${hole}`),
  );
}
