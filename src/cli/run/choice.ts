import {
  hasNothingToDo,
  leftOutOnly,
  waysIn,
  type Choice,
  type Selection,
} from '../../core/run/selection.ts';
import type { Plan, Planned } from '../../core/run/plan.ts';
import type { Section } from '../../core/runbook/runbook.ts';
import { option, type Arguments } from '../arguments.ts';

/** The part of a runbook to walk, or why it cannot be determined. */
export function choiceOf(read: Arguments): Choice | string {
  const given = (['only', 'from', 'section'] as const).flatMap(kind => {
    const id = option(read, kind);
    return id === undefined ? [] : [{ kind, id }];
  });
  const [first, second] = given;
  if (first === undefined) return { kind: 'path' };
  if (second !== undefined) return `--${first.kind} and --${second.kind} do not go together.`;
  return first.kind === 'section'
    ? { kind: 'section', section: first.id }
    : { kind: first.kind, step: first.id };
}

/** The chosen part, as a sentence names it. */
export function nameOf(choice: Choice): string {
  switch (choice.kind) {
    case 'path':
      return 'steps';
    case 'section':
      return `section ${choice.section} with steps`;
    case 'only':
    case 'from':
      return `step ${choice.step} there`;
  }
}

/** Why a walk would settle nothing, which must not count as done; undefined if there is something to walk. */
export function whyIdle(
  plan: Plan,
  { choice, selection }: { readonly choice: Choice; readonly selection: Selection },
): string | undefined {
  const ways = choice.kind === 'path' ? waysIn(plan) : [];
  if (ways.length > 0) return offThePath(ways);
  if (hasNothingToDo(plan)) return nothingToDo(plan);
  const leftOut = leftOutOnly(selection);
  return leftOut.length === 0 ? undefined : onlyLeftOut(leftOut);
}

/** Another file was named by mistake, or what is in it cannot be told from text. */
function nothingToDo({ steps }: Plan): string {
  const suggested = [...steps.values()].filter(({ step }) => step.kind === 'suggested');
  const lines = suggested.map(({ step }) => `  --treat ${step.id}  (line ${step.line})`);
  return lines.length === 0
    ? 'This file holds nothing to do: no commands, tasks or steps. Nothing was run.'
    : ['This file holds nothing to do but what only looks like shell, so nothing was run:', ...lines].join(
        '\n',
      );
}

function onlyLeftOut(steps: readonly Planned[]): string {
  const lines = steps.map(({ step, condition, optional }) => {
    const way = optional === true ? 'optional' : 'another way';
    const why = condition === undefined ? way : `under the condition "${condition}"`;
    return `  --only ${step.id}  (line ${step.line}, ${why})`;
  });
  return [
    'Everything here is optional, for a condition or another way, so nothing was run. Choose a step:',
    ...lines,
  ].join('\n');
}

function offThePath(ways: readonly Section[]): string {
  const lines = ways.map(
    ({ id, title, role, line }) => `  --section ${id}  ${title} (${role}, line ${line})`,
  );
  return [
    'Every step of this runbook is off the straight path, so nothing was run. Choose a section:',
    ...lines,
  ].join('\n');
}
