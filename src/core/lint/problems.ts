import type { Problem } from '../shell/statement.ts';
import type { Document, Report } from './rule.ts';

/** The core's problems of these slugs, in the file's order. */
export function problemsOf(document: Document, slugs: readonly string[]): readonly Problem[] {
  return slugs.flatMap(slug => document.problems.get(slug) ?? []).sort((a, b) => a.line - b.line);
}

/** A problem as a report, with what can be done about it. */
export function reportOf({ message, says, line, endLine }: Problem, fixes: Report['fixes'] = []): Report {
  return { message, says, line, endLine, fixes };
}
