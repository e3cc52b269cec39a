import { formatVerdict } from '../audit/wording.ts';
import { outcomeWords, type AttemptReport } from './attempts.ts';
import type { EditedCommand, NewText, Override } from './overrides.ts';
import { outsideWords } from './outside.ts';
import type { Report, SectionReport, StepReport } from './report.ts';
import { findingWords, reviewWords, shown, type ReviewReport } from './reviewed.ts';
import { howToCheck } from './checking.ts';
import { durationWords, timeWords } from './times.ts';
import { factsOf, plannedWords, stateWords } from './words.ts';

/** A report as GitHub-flavoured Markdown; nothing in a log can become markup of the report. */
export function toMarkdown(report: Report): string {
  const parts = [
    `# ${inline(report.title)}: report`,
    table(
      ['', ''],
      factsOf(report).map(([name, value]) => [name, inline(value)]),
    ),
    '## What the log proves',
    fence('text', formatVerdict(report.verdict).trimEnd()),
    ...howToCheck.map(inline),
    ...reviewsIn(report),
    ...valuesOf(report),
    ...overridesIn(report),
    '## Steps',
    ...report.sections.flatMap(sectionOf),
    ...ownOf(report),
    '## Everything that happened (UTC)',
    table(
      ['Time', 'What'],
      report.timeline.map(({ at, text }) => [timeWords(at), inline(text)]),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function reviewsIn({ reviews }: Report): readonly string[] {
  if (reviews.length === 0) return [];
  return ['## What others said of it', ...reviews.flatMap(reviewOf)];
}

function reviewOf(review: ReviewReport): readonly string[] {
  const { by, reason, findings } = review;
  return [
    `**${inline(by)}**: ${reviewWords(review)}`,
    ...(reason === undefined ? [] : [`> ${inline(shown(reason))}`]),
    ...(findings.length === 0 ? [] : [findings.map(one => `- ${inline(findingWords(one))}`).join('\n')]),
  ];
}

/** The runbook's own reports, to be copied: nothing in them becomes markup of this one. */
function ownOf({ own = [] }: Report): readonly string[] {
  return own.flatMap(({ title, text, filled, blank }) => [
    `## The runbook's own: ${inline(title)}`,
    `${filled} filled from the log, ${blank} left to people.`,
    fence('markdown', text),
  ]);
}

function valuesOf({ values }: Report): readonly string[] {
  if (values.length === 0) return [];
  const rows = values.map(({ name, value, source }) => [inline(name), inline(value ?? 'secret'), source]);
  return ['## Values', table(['Value', 'Given as', 'From'], rows)];
}

function overridesIn({ overrides }: Report): readonly string[] {
  if (overrides.length === 0) return [];
  return ['## What was done otherwise than the runbook says', ...overrides.flatMap(overrideOf)];
}

function overrideOf(override: Override): readonly string[] {
  return [
    override.kind === 'new-text' ? newText(override) : editedCommand(override),
    `> ${inline(override.reason)}`,
    ...(override.diff === '' ? [] : [fence('diff', override.diff.trimEnd())]),
  ];
}

function editedCommand({ title, command, by, at, attempts }: EditedCommand): string {
  const ran = attempts === 0 ? 'it did not run' : attempts === 1 ? 'it ran once' : `it ran ${attempts} times`;
  return `**${inline(title)}**: command ${command} was edited by ${inline(by)}, ${timeWords(at)}; ${ran}`;
}

function newText({ by, at, from, to, reopened }: NewText): string {
  const open = reopened.map(({ title }) => inline(title)).join(', ');
  const again = open === '' ? 'nothing that was done has changed' : `open again: ${open}`;
  return `**The runbook**: ${inline(by)} went on with a new text, ${timeWords(at)} (SHA-256 ${from.slice(0, 12)} to ${to.slice(0, 12)}); ${again}`;
}

function sectionOf({ title, planned, durationMs, steps }: SectionReport): readonly string[] {
  const times = [
    ...(planned === undefined ? [] : [`planned ${plannedWords(planned)}`]),
    ...(durationMs === undefined ? [] : [`took ${durationWords(durationMs)}`]),
  ];
  return [
    ...(title === '' ? [] : [`### ${inline(title)}${times.length === 0 ? '' : ` (${times.join(', ')})`}`]),
    ...steps.flatMap(stepOf),
  ];
}

function stepOf(step: StepReport): readonly string[] {
  const how = `${step.edited === true ? ', edited' : ''}${step.gone === true ? ', not in the text any more' : ''}`;
  const by = step.by === undefined ? '' : ` by ${inline(step.by)}`;
  const at = step.at === undefined ? '' : `, ${timeWords(Date.parse(step.at))}`;
  const said = [step.reason ?? '', ...step.notes].filter(text => text !== '');
  return [
    `**${inline(step.title)}**: ${stateWords[step.status]}${how}${by}${at} (line ${step.line})`,
    ...said.map(text => `> ${inline(text)}`),
    ...(step.files ?? []).map(
      ({ name, size, sha256 }) => `> Attached: ${inline(name)} (${size} bytes, object ${sha256})`,
    ),
    ...(step.values === undefined
      ? []
      : [
          table(
            ['Reading', 'Value'],
            Object.entries(step.values).map(([name, value]) => [inline(name), inline(value)]),
          ),
        ]),
    ...(step.outside ?? []).map(one => `> ${inline(outsideWords(one))}`),
    ...step.attempts.flatMap(attemptOf),
  ];
}

function attemptOf(attempt: AttemptReport): readonly string[] {
  const { title, command, durationMs, expected, judged, output, masked } = attempt;
  const facts = [
    outcomeWords(attempt),
    ...(attempt.edited === true ? ['edited'] : []),
    ...(durationMs === undefined ? [] : [durationWords(durationMs)]),
    ...(masked === 0 ? [] : [masked === 1 ? '1 secret masked' : `${masked} secrets masked`]),
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(judged === undefined ? [] : [`judged ${judged.decision} by ${judged.by}`]),
  ];
  return [
    ...(title === undefined ? [] : [inline(title)]),
    fence('bash', command),
    inline(facts.join(' · ')),
    ...(output === '' ? [] : [fence('text', output)]),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** A fence that its text cannot close. */
function fence(language: string, text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(Math.max(3, longest + 1));
  return `${marks}${language}\n${text}\n${marks}`;
}

/** Text of a log on one line, with every mark escaped that Markdown could read as its own (CommonMark 2.4). */
function inline(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const marked = line.replace(/[\\`*_[\]<>|~&$]/g, String.raw`\$&`);
  // What begins a block: a number with a full stop, a heading, a bullet, a rule.
  const begins = /^(\d{1,9})(?=[.)](?:\s|$))|^(?=(?:#{1,6}|[-+])(?:\s|$)|(?:-\s*){3,}$|=+$|:)/;
  return marked.replace(begins, '$1\\');
}
