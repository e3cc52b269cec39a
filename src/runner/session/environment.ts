import type { ShownVariable, TracedVariable } from '../../core/run/environment.ts';
import { isAmbient, isSecretName } from '../../core/shell/variables/variableNames.ts';
import type { Walk } from '../walk.ts';

/** Longest value that is shown; a variable may hold a whole file. */
const longest = 2000;

/** The variables of the run's shell, or what it would begin with: who set each of them, and what it holds unless that is a secret. */
export function shownEnvironment(walk: Walk): readonly ShownVariable[] {
  const traced = walk.options.stage.variables();
  const open = walk.values.harmless(
    Object.fromEntries(traced.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))),
  );
  const shown = traced.map(variable => show(variable, open));
  const names = new Set(traced.flatMap(({ name, value }) => (value === undefined ? [] : [name])));
  // A secret is given to each command and kept by none, so the shell does not name it between them.
  const given = Object.keys(walk.values.forStatement()).filter(name => !names.has(name));
  const secrets = given.map((name): ShownVariable => ({ name, secret: true, exported: true, by: 'value' }));
  return [...shown.filter(({ name }) => !given.includes(name)), ...secrets].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

function show(
  { name, value, exported, by }: TracedVariable,
  open: Readonly<Record<string, string>>,
): ShownVariable {
  const shown = { name, exported, by };
  if (value === undefined) return { ...shown, removed: true };
  const isSecret = !Object.hasOwn(open, name) || (isSecretName(name) && !isAmbient(name));
  if (isSecret) return { ...shown, secret: true };
  return { ...shown, value: value.length > longest ? `${value.slice(0, longest)}…` : value };
}
