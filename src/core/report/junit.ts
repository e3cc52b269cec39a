import { formatVerdict } from '../audit/wording.ts';
import type { AttemptReport } from './attempts.ts';
import { outcomeWords } from './attempts.ts';
import type { CommandReport, Report, SectionReport, StepReport } from './report.ts';
import { howToCheck } from './checking.ts';
import { outsideWords } from './outside.ts';
import { xmlAttributes, xmlText } from './xml.ts';

/** What became of one command, or of one thing that a person does. */
type Result =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly message: string }
  /** `error` where nobody can say yet whether it is good. */
  | { readonly kind: 'failure' | 'error'; readonly type: string; readonly message: string };

interface Case {
  readonly name: string;
  readonly seconds: number;
  readonly result: Result;
  readonly output: string;
}

const passed: Result = { kind: 'passed' };
const notReached: Result = { kind: 'skipped', message: 'Not reached.' };

/**
 * A report as JUnit XML for CI systems: a suite is a section, a case is a command or what a person does. A run that is still open is
 * never all green: what it waits for is an error.
 */
export function toJunit(report: Report): string {
  const suites = withTrouble(
    report,
    report.sections.map(section => ({ section, cases: section.steps.flatMap(casesOf) })),
  );
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${xmlAttributes({ name: report.title, ...totalsOf(all), time: (report.durationMs / 1000).toFixed(3) })}>`,
    ...verdictLines(report),
    ...suites.flatMap((suite, index) => suiteLines(report, suite, index)),
    '</testsuites>',
    '',
  ];
  return lines.join('\n');
}

/** What the log proves, as a comment: readers of JUnit take no properties of all suites together, and `--` may not stand in one. */
function verdictLines({ verdict }: Report): readonly string[] {
  const text = [formatVerdict(verdict).trimEnd(), ...howToCheck].join('\n');
  const plain = text.replace(/[^\P{Cc}\n\t]/gu, '').replace(/-(?=-)/g, '- ');
  return ['<!--', plain.endsWith('-') ? `${plain} ` : plain, '-->'];
}

interface Suite {
  readonly section: SectionReport;
  readonly cases: readonly Case[];
}

/** Where nothing failed and the run is open all the same, it waits at the first case that was not reached. */
function withTrouble({ result }: Report, suites: readonly Suite[]): readonly Suite[] {
  const all = suites.flatMap(({ cases }) => cases);
  const told = all.some(({ result: { kind } }) => kind === 'failure' || kind === 'error');
  const first = result === 'open' && !told ? all.find(each => each.result === notReached) : undefined;
  if (first === undefined) return suites;
  const waits: Result = { kind: 'error', type: 'open', message: 'The run is open and waits here.' };
  return suites.map(({ section, cases }) => ({
    section,
    cases: cases.map(each => (each === first ? { ...each, result: waits } : each)),
  }));
}

function casesOf(step: StepReport): readonly Case[] {
  if (step.commands.length === 0)
    return [
      {
        name: `${step.heading} (line ${step.line})`,
        seconds: 0,
        result: resultOfStep(step),
        output: notesOf(step),
      },
    ];
  const last = Math.max(...step.attempts.map(({ statement }) => statement), -1);
  return step.commands.map((command, index) => {
    const attempt = step.attempts.findLast(({ statement }) => statement === index);
    return {
      name: nameOf(step, command, index),
      seconds: (attempt?.durationMs ?? 0) / 1000,
      result: attempt === undefined ? resultOfStep(step) : resultOf(step, attempt, index === last),
      output: [attempt?.output ?? '', index === 0 ? notesOf(step) : '']
        .filter(part => part !== '')
        .join('\n'),
    };
  });
}

function nameOf(step: StepReport, { title, text, line }: CommandReport, index: number): string {
  const said = title ?? text.split('\n')[0] ?? '';
  if (step.commands.length === 1) return `${step.heading} (line ${line})`;
  const own = step.heading.endsWith(said) ? step.heading : `${step.heading}: ${said}`;
  return `${own} (line ${line}, command ${index + 1})`;
}

function resultOfStep({ status, reason = '' }: StepReport): Result {
  switch (status) {
    case 'passed':
    case 'by-hand':
    case 'checked':
      return passed;
    case 'skipped':
      return { kind: 'skipped', message: reason };
    case 'failed':
    case 'open':
    case 'unknown':
      return notReached;
  }
}

/** `newest` is the last command of the step that was run: the one that a failure of the step is about. */
function resultOf(step: StepReport, attempt: AttemptReport, newest: boolean): Result {
  const { judged, expected = '' } = attempt;
  if (judged?.decision === 'differs') {
    return { kind: 'failure', type: 'differs', message: `Expected: ${expected}` };
  }
  if (judged?.decision === 'failed') {
    return { kind: 'failure', type: attempt.outcome, message: 'A person says that it failed.' };
  }
  if (judged !== undefined || !newest) return passed;
  if (attempt.outcome === 'unknown')
    return { kind: 'error', type: 'unknown', message: 'Nobody knows how it ended.' };
  switch (step.status) {
    case 'failed':
      return { kind: 'failure', type: attempt.outcome, message: outcomeWords(attempt) };
    case 'skipped':
      return { kind: 'skipped', message: step.reason ?? '' };
    case 'open':
      return waitsForJudgement(attempt)
        ? { kind: 'error', type: 'judge', message: `Nobody has judged it. Expected: ${expected}` }
        : passed;
    default:
      return passed;
  }
}

function waitsForJudgement({ expected, exit }: AttemptReport): boolean {
  return expected !== undefined || exit !== 0;
}

function notesOf({ status, reason, notes, files = [], values = {}, outside = [] }: StepReport): string {
  const how = status === 'by-hand' ? [`Done by hand. ${reason ?? ''}`.trim()] : [];
  return [
    ...how,
    ...notes,
    ...files.map(({ name }) => `Attached: ${name}`),
    ...Object.entries(values).map(([name, value]) => `${name}: ${value}`),
    ...outside.map(outsideWords),
  ].join('\n');
}

function suiteLines(report: Report, { section, cases }: Suite, index: number): readonly string[] {
  const name = section.title === '' ? report.title : section.title;
  const head = xmlAttributes({
    name,
    package: report.title,
    id: String(index),
    timestamp: startOf(report, section).slice(0, 19),
    hostname: report.where?.host ?? 'unknown',
    ...totalsOf(cases),
    time: cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
  });
  const properties = {
    run: report.run,
    runbook: report.runbook.path,
    'runbook.sha256': report.runbook.sha256,
    operator: report.operator,
    result: report.result,
  };
  return [
    `  <testsuite ${head}>`,
    '    <properties>',
    ...Object.entries(properties).map(
      ([name, value]) => `      <property ${xmlAttributes({ name, value })}/>`,
    ),
    '    </properties>',
    ...cases.flatMap(each => caseLines(name, each)),
    '  </testsuite>',
  ];
}

function caseLines(classname: string, { name, seconds, result, output }: Case): readonly string[] {
  const open = xmlAttributes({ name, classname, time: seconds.toFixed(3) });
  const said = output === '' ? [] : [`      <system-out>${xmlText(output)}</system-out>`];
  const inner = [...resultLines(result), ...said];
  return inner.length === 0
    ? [`    <testcase ${open}/>`]
    : [`    <testcase ${open}>`, ...inner, '    </testcase>'];
}

function resultLines(result: Result): readonly string[] {
  switch (result.kind) {
    case 'passed':
      return [];
    case 'skipped':
      return [`      <skipped ${xmlAttributes({ message: result.message })}/>`];
    case 'failure':
    case 'error':
      return [`      <${result.kind} ${xmlAttributes({ message: result.message, type: result.type })}/>`];
  }
}

function totalsOf(cases: readonly Case[]): Record<'tests' | 'failures' | 'errors' | 'skipped', string> {
  const count = (kind: Result['kind']): string =>
    String(cases.filter(({ result }) => result.kind === kind).length);
  return {
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

/** When the section was begun; where nothing of it was, when the run was. */
function startOf(report: Report, { steps }: SectionReport): string {
  const starts = steps.flatMap(({ attempts }) => attempts.map(({ startedAt }) => startedAt));
  return starts.length === 0 ? report.startedAt : new Date(Math.min(...starts)).toISOString();
}
