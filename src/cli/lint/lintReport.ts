import type { Finding, Severity } from '../../core/lint/finding.ts';
import type { Mended } from '../../core/lint/fix.ts';
import { positionsIn } from '../../core/lint/position.ts';

/** One file after it was looked at. */
export interface Looked {
  readonly path: string;
  /** As it is now, fixes included. */
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly mended: readonly Mended[];
}

/** How many of each severity, and how many can be or were mended. */
export interface Totals {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly hint: number;
  /** By `--fix`. */
  readonly fixable: number;
  readonly fixed: number;
}

export function totalsOf(files: readonly Looked[]): Totals {
  const all = files.flatMap(({ findings }) => findings);
  const count = (severity: Severity): number => all.filter(finding => finding.severity === severity).length;
  return {
    error: count('error'),
    warning: count('warning'),
    info: count('info'),
    hint: count('hint'),
    fixable: all.filter(({ fixes }) => fixes.some(({ safe }) => safe)).length,
    fixed: files.reduce((sum, { mended }) => sum + mended.length, 0),
  };
}

/** One line for each finding, as compilers write them, and a summary. */
export function textReport(files: readonly Looked[]): string {
  const lines = files.flatMap(({ path, text, findings, mended }) => {
    const at = positionsIn(text);
    return [
      ...mended.map(
        ({ finding, title }) => `${path}:${finding.line} fixed ${finding.code} ${finding.name}: ${title}.`,
      ),
      ...findings.map(finding => {
        const { line, column } = at(finding.range[0]);
        return `${path}:${line}:${column} ${finding.severity} ${finding.code} ${finding.name}: ${finding.message}`;
      }),
    ];
  });
  return `${[...lines, ...(lines.length === 0 ? [] : ['']), summary(files)].join('\n')}\n`;
}

function summary(files: readonly Looked[]): string {
  const totals = totalsOf(files);
  const parts = (['error', 'warning', 'info', 'hint'] as const).flatMap(severity =>
    totals[severity] === 0 ? [] : [`${totals[severity]} ${plural(severity, totals[severity])}`],
  );
  const fixed = totals.fixed === 0 ? '' : ` Fixed: ${totals.fixed}.`;
  const fixable = totals.fixable === 0 ? '' : ` ${totals.fixable} can be fixed with --fix.`;
  const found = parts.length === 0 ? 'Nothing was found' : parts.join(', ');
  return `${found} in ${files.length} ${files.length === 1 ? 'file' : 'files'}.${fixed}${fixable}`;
}

function plural(severity: Severity, count: number): string {
  return count === 1 || severity === 'info' ? severity : `${severity}s`;
}

/** `handrail-lint/1`, as docs/lint.md describes it. */
export function jsonReport(files: readonly Looked[]): string {
  const shown = files.map(({ path, text, findings, mended }) => {
    const at = positionsIn(text);
    return {
      path,
      findings: findings.map(finding => jsonFinding(finding, at)),
      fixed: mended.map(({ finding: { code, name, line }, title }) => ({ code, name, line, title })),
    };
  });
  return `${JSON.stringify({ format: 'handrail-lint/1', files: shown, totals: totalsOf(files) }, null, 2)}\n`;
}

function jsonFinding(finding: Finding, at: ReturnType<typeof positionsIn>): Record<string, unknown> {
  const { code, name, severity, message, range, line, endLine, fixes } = finding;
  return {
    code,
    name,
    severity,
    message,
    lines: [line, endLine],
    start: { ...at(range[0]), offset: range[0] },
    end: { ...at(range[1]), offset: range[1] },
    fixes: fixes.map(({ title, safe, edits }) => {
      return { title, safe, edits: edits.map(({ range: replaced, text }) => ({ range: replaced, text })) };
    }),
  };
}
