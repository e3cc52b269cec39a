import { lint } from '../../../src/core/lint/lint.ts';
import type { Finding } from '../../../src/core/lint/finding.ts';
import type { Surroundings } from '../../../src/core/lint/rule.ts';
import { defaultSettings, type LintSettings } from '../../../src/core/lint/settings.ts';
import { grammar, read } from '../runbook/read.ts';

export interface Given {
  readonly surroundings?: Surroundings;
  readonly settings?: LintSettings;
}

/** Lints a text as the product does, knowing nothing of a machine unless told. */
export function lintText(text: string, given: Given = {}): readonly Finding[] {
  const { surroundings = {}, settings = defaultSettings } = given;
  return lint(text, read(text), { grammar, surroundings, settings });
}

/** Findings as short rows, as cases hold them. */
export function rowsOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(
    ({ code, name, severity, line, endLine, message }) =>
      `${line === endLine ? line : `${line}-${endLine}`} ${severity} ${code} ${name}: ${message}`,
  );
}
