import type { Runbook, Section, Step } from '../core/runbook/runbook.ts';

/** A runbook as a person reads it in a terminal: sections, steps with their line and id, values, problems. */
export function outline(runbook: Runbook): string {
  const lines = [
    runbook.title === '' ? runbook.path : runbook.title,
    '',
    ...runbook.sections.flatMap(section => sectionLines(section, 0)),
    ...titled(
      'Values',
      runbook.inputs.map(
        ({ name, prompt, line, secret }) => `  ${name}${secret ? ' (secret)' : ''}, line ${line}: ${prompt}`,
      ),
    ),
    ...titled(
      'Problems',
      runbook.problems.map(({ severity, line, message }) => `  line ${line}, ${severity}: ${message}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines];
}

function sectionLines(section: Section, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  const role = section.role === 'path' ? '' : ` [${section.role}]`;
  const steps = section.steps.flatMap(step => stepLines(step, depth + 1));
  const inner = section.sections.flatMap(child => sectionLines(child, depth + 1));
  const heading = section.title === '' ? [] : [`${indent}${section.title}${role}`];
  return [...heading, ...steps, ...inner];
}

function stepLines(step: Step, depth: number): readonly string[] {
  const count = step.kind === 'commands' ? `, ${step.statements.length} statements` : '';
  const line = `${'  '.repeat(depth)}- ${step.kind}${count}: ${step.title} (line ${step.line}, ${step.id})`;
  return [line, ...(step.steps ?? []).flatMap(inner => stepLines(inner, depth + 1))];
}
