import { nearest } from '../../core/lint/nearest.ts';
import type { Plan } from '../../core/run/plan.ts';

/** What a value may be called: its name as `parse --json` gives it, or as the runbook writes it, `<pod>`. */
function spellings(plan: Plan): ReadonlyMap<string, string> {
  const names = [...plan.inputs.values()];
  return new Map([
    ...names.map(({ name, text }) => [text, name] as const),
    ...names.map(({ name }) => [name, name] as const),
  ]);
}

/** The name of a value as the runbook has it; undefined if there is none. */
export function nameOfValue(plan: Plan, called: string): string | undefined {
  return spellings(plan).get(called);
}

/**
 * Divides `NAME=VALUE`. A name may hold `=` itself, as `<from=to>` does, so the longest that the runbook knows wins; what it does
 * not know ends at the first `=`. Undefined where there is no name.
 */
export function divideOption(
  plan: Plan,
  option: string,
): { readonly called: string; readonly value: string } | undefined {
  const known = [...spellings(plan).keys()].filter(name => option.startsWith(`${name}=`));
  const longest = known.reduce((best, name) => (name.length > best.length ? name : best), '');
  const at = longest === '' ? option.indexOf('=') : longest.length;
  return at < 1 ? undefined : { called: option.slice(0, at), value: option.slice(at + 1) };
}

/** A sentence about a name that the runbook does not have, with the one that was probably meant. */
export function unknownName(plan: Plan, called: string): string {
  const meant = nearestName(plan, called);
  const names = [...plan.inputs.keys()];
  const known = names.length === 0 ? 'It asks for none.' : `It asks for ${names.join(', ')}.`;
  const guess = meant === undefined ? known : `Did you mean ${meant}? ${known}`;
  return `This runbook asks for no value ${called}. ${guess}`;
}

/** The name that was likely meant by one that the runbook does not know. */
export function nearestName(plan: Plan, called: string): string | undefined {
  const names = spellings(plan);
  const meant = nearest(called, [...names.keys()]);
  return meant === undefined ? undefined : names.get(meant);
}
