import type { Problem } from '../shell/statement.ts';
import type { Document, Report, Rule } from './rule.ts';

/** Shows the core's problems of these slugs as they are. */
export function showProblems(
  slugs: readonly string[],
): Required<Pick<Rule, 'problems'>> & Pick<Rule, 'check'> {
  return {
    problems: slugs,
    check: document => problemsOf(document, slugs).map(problem => reportOf(problem)),
  };
}

/** The core's problems of these slugs, in the file's order. */
export function problemsOf(document: Document, slugs: readonly string[]): readonly Problem[] {
  return slugs.flatMap(slug => document.problems.get(slug) ?? []).sort((a, b) => a.line - b.line);
}

/** A problem as a report, with what can be done about it. */
export function reportOf({ message, says, line, endLine }: Problem, fixes: Report['fixes'] = []): Report {
  return { message, says, line, endLine, fixes };
}
