import { readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rulePages } from '../../adapters/assets.ts';
import type { Finding, Fix, Severity, TextRange } from '../../core/lint/finding.ts';
import { positionsIn, type Position } from '../../core/lint/position.ts';
import type { Rule } from '../../core/lint/rule.ts';
import { rules } from '../../core/lint/rules.ts';
import type { Looked } from './lintReport.ts';
import { version } from '../version.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** The findings as SARIF 2.1.0, for code scanning; rules carry their pages. */
export function sarifReport(files: readonly Looked[]): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Handrail', semanticVersion: version, rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap(resultsOf),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({ code, name, severity }: Rule): Record<string, unknown> {
  const page = join(rulePages(), `${code}.md`);
  const markdown = readFileSync(page, 'utf8');
  // Below the title and the line of severity stands what the rule finds.
  const text = markdown.split('\n\n')[2]?.replaceAll('\n', ' ') ?? name;
  return {
    id: code,
    name,
    shortDescription: { text: name },
    fullDescription: { text },
    help: { text, markdown },
    helpUri: pathToFileURL(page).href,
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultsOf(file: Looked): readonly Record<string, unknown>[] {
  const at = positionsIn(file.text);
  const artifactLocation = { uri: uriOf(file.path) };
  return file.findings.map((finding: Finding) => ({
    ruleId: finding.code,
    ruleIndex: rules.findIndex(({ code }) => code === finding.code),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf(finding.range, at) } }],
    ...(finding.fixes.length === 0
      ? {}
      : { fixes: finding.fixes.map(fix => fixOf(fix, { artifactLocation, at })) }),
  }));
}

interface Where {
  readonly artifactLocation: { readonly uri: string };
  readonly at: (offset: number) => Position;
}

function fixOf({ title, edits }: Fix, { artifactLocation, at }: Where): Record<string, unknown> {
  const replacements = edits.map(({ range, text }) => ({
    deletedRegion: regionOf(range, at),
    insertedContent: { text },
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation, replacements }] };
}

function regionOf([from, to]: TextRange, at: (offset: number) => Position): Record<string, number> {
  const [start, end] = [at(from), at(to)];
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

// Relative to where it ran, which is where code scanning looks; other places keep their full address.
function uriOf(path: string): string {
  const near = relative(process.cwd(), resolve(path)).split(sep);
  // A `:` before the first `/` would make a scheme, and `#` and `?` are no part of a path.
  return near[0] === '..' ? pathToFileURL(resolve(path)).href : near.map(encodeURIComponent).join('/');
}
