import type { Approval, Meta, Planned, Runbook, Section, Step } from '../core/runbook/runbook.ts';
import { conditionOfStep } from '../core/run/alternative.ts';
import type { Statement } from '../core/shell/statement.ts';

/** A runbook as text: sections, steps with line and id, commands with what was found in them, values and problems. */
export function outline(runbook: Runbook): string {
  const { title } = runbook;
  // The title is mostly the first heading, and is said once.
  const sections = runbook.sections.map(section =>
    sectionLines(section, 0).slice(title !== '' && section.title === title ? 1 : 0),
  );
  const lines = [
    title === '' ? runbook.path : title,
    ...metaLines(runbook.meta),
    ...sections.flat(),
    ...titled(
      'Values',
      runbook.inputs.map(
        ({ name, prompt, line, secret }) => `  ${name}${secret ? ' (secret)' : ''}, line ${line}: ${prompt}`,
      ),
    ),
    ...titled('Approvals', runbook.approvals.map(approvalLine)),
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

function metaLines({ owner, version, updated, reviewBy }: Meta): readonly string[] {
  const known = Object.entries({ owner, version, updated, 'review by': reviewBy });
  const said = known.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return said.length === 0 ? [] : [said.join(', ')];
}

function approvalLine({ text, line, confirmed }: Approval): string {
  return `  line ${line}${confirmed ? '' : ', as the text says'}: ${text}`;
}

function sectionLines(section: Section, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  const role = section.role === 'path' ? '' : ` [${section.role}]`;
  const criteria = (section.criteria ?? [])
    .filter(({ leadsTo }) => leadsTo === section.id)
    .map(({ text, line }) => `${indent}  if line ${line}: ${text}`);
  const steps = section.steps.flatMap(step => stepLines(step, depth + 1));
  const inner = section.sections.flatMap(child => sectionLines(child, depth + 1));
  const heading =
    section.title === '' ? [] : [`${indent}${section.title}${role}${plannedText(section.planned)}`];
  return [...heading, ...criteria, ...steps, ...inner];
}

/** Said even where the title says it too: this is what Handrail understood. */
function plannedText(planned: Planned | undefined): string {
  if (planned === undefined) return '';
  const { minMinutes, maxMinutes } = planned;
  return ` [${minMinutes === maxMinutes ? minMinutes : `${minMinutes}-${maxMinutes}`} min planned]`;
}

function stepLines(step: Step, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  const other = step.alternativeTo === undefined ? '' : ', another way';
  const conditional = conditionOfStep(step) === undefined ? '' : ', under a condition, passed over';
  const optional = isOptional(step) ? ', optional' : '';
  const line = `${indent}- ${step.kind}${other}${conditional}${optional}: ${step.title} (line ${step.line}, ${step.id})`;
  const commands = step.kind === 'commands' ? step.statements : [];
  return [
    line,
    ...commands.map(statement => `${indent}    ${commandText(statement)}`),
    ...(step.steps ?? []).flatMap(inner => stepLines(inner, depth + 1)),
  ];
}

/** Of what is run, only the author's own mark says so. */
function isOptional(step: Step): boolean {
  if (step.kind === 'commands' || step.kind === 'script') return step.optional === true;
  return step.kind === 'check' && !step.required;
}

const width = 72;

/** The first line of a command, and what is known of it. */
function commandText(statement: Statement): string {
  const [first = '', ...more] = statement.text.trim().split('\n');
  const text = more.length > 0 || first.length > width ? `${first.slice(0, width)}…` : first;
  const known = knownOf(statement);
  return known.length === 0 ? text : `${text}  # ${known.join('; ')}`;
}

function knownOf(statement: Statement): readonly string[] {
  const { risks, expected, matches, json, wait } = statement;
  const isExpected = expected !== undefined || matches !== undefined || json !== undefined;
  return [
    ...risks.map(({ kind, words }) => `${kind}: ${words}`),
    ...(isExpected ? [`expected: ${oneLine(expected ?? matches ?? json ?? '')}`] : []),
    ...(wait === undefined ? [] : [`wait: ${wait.text}`]),
    ...(statement.endless ? ['runs until it is stopped'] : []),
    ...(statement.entersShell ? ['enters another shell'] : []),
    ...(statement.needsTerminal && !statement.entersShell ? ['needs a terminal'] : []),
    ...(statement.alternativeTo === undefined ? [] : [passedOver(statement)]),
  ];
}

function passedOver({ condition }: Statement): string {
  if (condition?.kind === 'refused') return 'refused by the text';
  return condition?.kind === 'rarely' ? 'under a condition, passed over' : 'another way, passed over';
}

function oneLine(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > width ? `${line.slice(0, width)}…` : line;
}
