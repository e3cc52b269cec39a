import type { Finding } from '../../../src/core/lint/finding.ts';

/** The text after one fix of the findings, by its title; the text itself where none has it. */
export function applied(text: string, findings: readonly Finding[], title: string): string {
  const fix = findings.flatMap(({ fixes }) => fixes).find(candidate => candidate.title === title);
  let result = text;
  for (const { range, text: put } of [...(fix?.edits ?? [])].reverse()) {
    result = result.slice(0, range[0]) + put + result.slice(range[1]);
  }
  return result;
}
