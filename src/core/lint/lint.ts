import type { Runbook } from '../runbook/runbook.ts';
import type { Grammar } from '../shell/grammar.ts';
import { makeDocument } from './document.ts';
import type { Finding } from './finding.ts';
import { readIgnores, unused, withoutIgnored } from './ignores.ts';
import type { Document, Report, Rule, Surroundings } from './rule.ts';
import { rules } from './rules.ts';
import { unusedIgnore } from './rules/unusedIgnore.ts';
import { severityOf, type LintSettings } from './settings.ts';

export interface LintOptions {
  /** What the runbook was parsed with. */
  readonly grammar: Grammar;
  readonly surroundings: Surroundings;
  readonly settings: LintSettings;
}

/** Says everything an author should know about a runbook, in the file's order; `text` is the file's, as it is on disk. */
export function lint(text: string, runbook: Runbook, options: LintOptions): readonly Finding[] {
  const { grammar, surroundings, settings } = options;
  const document = makeDocument(text, { runbook, grammar, surroundings });
  const active = rules.filter(rule => severityOf(rule, settings) !== 'off');
  const found = active.flatMap(rule =>
    rule.check(document).map(report => toFinding(document, report, { rule, settings })),
  );
  const ignores = readIgnores(document);
  const { kept, used } = withoutIgnored(found, ignores);
  const left = active.includes(unusedIgnore)
    ? unused(document, { ignores, used, active }).map(report =>
        toFinding(document, report, { rule: unusedIgnore, settings }),
      )
    : [];
  return [...kept, ...withoutIgnored(left, ignores).kept].sort(inOrder);
}

interface By {
  readonly rule: Rule;
  readonly settings: LintSettings;
}

function toFinding(document: Document, report: Report, { rule, settings }: By): Finding {
  const { message, says, line, endLine = line, range, fixes = [] } = report;
  const severity = severityOf(rule, settings);
  return {
    code: rule.code,
    name: rule.name,
    severity: severity === 'off' ? rule.severity : severity,
    message,
    says,
    line,
    endLine,
    range: range ?? rangeOfLines(document, line, endLine),
    fixes,
  };
}

// From the first character that is no space to the end of the last line's text.
function rangeOfLines({ lines, starts }: Document, line: number, endLine: number): readonly [number, number] {
  const first = lines[line - 1] ?? '';
  const start = (starts[line - 1] ?? 0) + (first.length - first.trimStart().length);
  const end = (starts[endLine - 1] ?? 0) + (lines[endLine - 1] ?? '').trimEnd().length;
  return [start, Math.max(start, end)];
}

function inOrder(a: Finding, b: Finding): number {
  return (
    a.range[0] - b.range[0] || a.range[1] - b.range[1] || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}
