import type { Step } from '../runbook/runbook.ts';
import { refusesComment } from '../runbook/words/refusals.ts';
import { conditionOf } from '../shell/comments/condition.ts';
import type { Statement } from '../shell/statement.ts';

/** The statements of a block that a walk runs: those that stand in for others are passed over. */
export function walkedStatements(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter(({ alternativeTo }) => alternativeTo === undefined);
}

/** The words of the condition of a block that is run only where a person sees that it holds: a walk passes it over. */
export function conditionOfStep(step: Step): string | undefined {
  if (step.kind !== 'commands' || step.required) return undefined;
  const walked = walkedStatements(step.statements);
  return walked.every(isUnderCondition) ? walked[0]?.condition?.words : undefined;
}

function isUnderCondition({ condition }: Statement): boolean {
  return condition?.kind === 'rarely';
}

/** True where the words of another condition than before stand above it: whoever goes on sees that it holds, for all below them. */
export function opensCondition({ condition }: Statement, before: Statement | undefined): boolean {
  return condition !== undefined && condition.words !== before?.condition?.words;
}

/** Another way to do what a command does: shown beside it, not run by the walk. */
export interface OtherWay {
  readonly text: string;
  readonly line: number;
  readonly title?: string;
  /** Only where what its title says holds: "If the login failed". */
  readonly isConditional?: true;
}

/** For the line of each statement that is walked, the other ways that stand beside it, commented out or not. */
export function otherWays(statements: readonly Statement[]): ReadonlyMap<number, readonly OtherWay[]> {
  const found = new Map<number, OtherWay[]>();
  for (const { line, alternativeTo, text, title, condition, alternatives = [] } of statements) {
    const owner = alternativeTo ?? line;
    // What its author forbids is no way to do anything.
    if (condition?.kind === 'refused') continue;
    const isConditional = condition?.kind === 'rarely';
    const own = alternativeTo === undefined ? [] : [{ text, line, ...titleIn(title, isConditional) }];
    const offered = alternatives.filter(({ title: about = '' }) => !refusesComment(about));
    const more = offered.map(({ text: other, line: at, title: about }) => {
      return { text: other, line: at, ...titleIn(about, conditionOf(about ?? '') === 'rarely') };
    });
    if (own.length + more.length > 0) found.set(owner, [...(found.get(owner) ?? []), ...own, ...more]);
  }
  return found;
}

function titleIn(
  title: string | undefined,
  isConditional: boolean,
): Pick<OtherWay, 'title' | 'isConditional'> {
  return { ...(title === undefined ? {} : { title }), ...(isConditional ? { isConditional } : {}) };
}

/** Which siblings stand in for which: by id, the steps that a step replaces where it is done. */
export function replacedBy(siblings: readonly Step[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { id, alternativeTo } of siblings) {
    const main = alternativeTo === undefined ? -1 : siblings.findIndex(step => step.id === alternativeTo);
    if (main < 0) continue;
    const end = siblings.findIndex((step, at) => at > main && step.alternativeTo === alternativeTo);
    found.set(id, siblings.slice(main, end).flatMap(idsOf));
  }
  return found;
}

function idsOf(step: Step): readonly string[] {
  return [step.id, ...(step.steps ?? []).flatMap(idsOf)];
}
