import type { Step } from '../runbook/runbook.ts';
import { isRefused } from '../shell/comments/refusal.ts';
import type { Alternative, Statement } from '../shell/statement.ts';

/** The statements of a block that a walk runs, without alternatives to others. */
export function walkedStatements(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter(({ alternativeTo }) => alternativeTo === undefined);
}

/** The condition of a block that only a person can check; a walk passes the block over. */
export function conditionOfStep(step: Step): string | undefined {
  if (step.kind !== 'commands' || step.required) return undefined;
  const walked = walkedStatements(step.statements);
  return walked.every(isUnderCondition) ? walked[0]?.condition?.words : undefined;
}

function isUnderCondition({ condition }: Statement): boolean {
  return condition?.kind === 'rarely';
}

/** True if a new condition begins at a statement: going on confirms it for all statements below it. */
export function opensCondition({ condition }: Statement, before: Statement | undefined): boolean {
  return condition !== undefined && condition.words !== before?.condition?.words;
}

/** An alternative to a command: shown beside it, not run by the walk. */
export interface OtherWay {
  readonly text: string;
  readonly line: number;
  readonly title?: string;
  /** It applies only if its title holds: "If the login failed". */
  readonly isConditional?: true;
}

/** The alternatives beside each statement that is walked, by its line; commented out or not. */
export function otherWays(statements: readonly Statement[]): ReadonlyMap<number, readonly OtherWay[]> {
  const found = new Map<number, OtherWay[]>();
  for (const statement of statements) {
    const { line, alternativeTo, alternatives = [] } = statement;
    const owner = alternativeTo ?? line;
    // A command that its author forbids is not an alternative.
    if (isRefused(statement)) continue;
    const own = alternativeTo === undefined ? [] : [statement];
    const ways = [...own, ...alternatives.filter(one => !isRefused(one))].map(wayOf);
    if (ways.length > 0) found.set(owner, [...(found.get(owner) ?? []), ...ways]);
  }
  return found;
}

function wayOf({ text, line, title, condition }: Alternative): OtherWay {
  const isConditional = condition?.kind === 'rarely';
  return {
    text,
    line,
    ...(title === undefined ? {} : { title }),
    ...(isConditional ? { isConditional } : {}),
  };
}

/** By the id of each alternative step, the siblings it replaces when it is done. */
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
