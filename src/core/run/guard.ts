import { isTemporary } from '../shell/risks/target.ts';
import type { Risk, RiskKind, Statement } from '../shell/statement.ts';
import type { Edit, Guard } from './change/edit.ts';
import { insides } from './inside.ts';
import type { Planned } from './plan.ts';

/** Which risks ask for a name where nobody wrote `guard=`, and the values by which a name is known. */
export interface Guarding {
  readonly kinds: ReadonlySet<RiskKind>;
  readonly held: { get?(name: string): string | undefined };
}

/**
 * What takes something away that may not come back. Deployments, restarts and rollbacks are shown and not guarded: what is asked for before
 * every other command is typed without being read.
 */
export const guardedKinds: ReadonlySet<RiskKind> = new Set([
  'delete',
  'drop',
  'prune',
  'restore',
  'overwrite',
  'scale-to-zero',
  'drain',
  'clean-tree',
]);

/** The kinds that ask for a name in a run: those that its team lists, else the usual ones where somebody is there who can type it. */
export function kindsGuarded(
  policy: { readonly guard?: readonly RiskKind[] } | undefined,
  asksForNames = true,
): ReadonlySet<RiskKind> {
  return policy?.guard === undefined ? (asksForNames ? guardedKinds : new Set()) : new Set(policy.guard);
}

/** The name that the author asks for before a step; undefined where none is asked for. */
export function guardOf({ step, statements }: Planned): Guard | undefined {
  const name = step.kind === 'commands' || step.kind === 'script' ? step.guard : undefined;
  const risk = statements.flatMap(({ risks }) => risks)[0];
  return name === undefined ? undefined : { name, words: risk?.words ?? `guard=${name}` };
}

/** The name that one of a step's statements asks for, by its index: the author's, or that of what it takes away. */
export function guardAt(planned: Planned, index: number, guarding: Guarding): Guard | undefined {
  const statement = planned.statements[index];
  return guardOf(planned) ?? (statement === undefined ? undefined : guardOfRisks(statement, guarding));
}

/** The name that is asked for before a step goes on with the statement of an index, the first that has not passed. */
export function guardBefore(planned: Planned, next: number, guarding: Guarding): Guard | undefined {
  // What is meant for a shell that has been left begins with opening it.
  return guardAt(planned, insides(planned.statements)[next]?.opener ?? next, guarding);
}

/** The name that has to be typed before an edited text runs: the author's, or that of a risk which is guarded or which the edit brings. */
export function guardOfEdit(
  planned: Planned,
  { index, edited }: { readonly index: number; readonly edited: Statement },
  guarding: Guarding,
): Guard | undefined {
  const known = planned.statements[index]?.risks ?? [];
  const fresh = edited.risks.filter(risk => !known.some(({ words }) => words === risk.words));
  const own = guardOf(planned);
  if (own !== undefined) return { name: own.name, words: fresh[0]?.words ?? own.words };
  const kinds = new Set([...guarding.kinds, ...fresh.map(({ kind }) => kind)]);
  return guardOfRisks({ ...edited, risks: [...fresh, ...edited.risks] }, { ...guarding, kinds });
}

/** The name that a recorded edit asks for when it is run again. */
export function guardOfRecorded(planned: Planned, { confirmed }: Edit): Guard | undefined {
  return guardOf(planned) ?? (confirmed === undefined ? undefined : { name: confirmed, words: confirmed });
}

/** All names that a step asks for, each once, in the order of its statements. */
export function guardsOf(planned: Planned, guarding: Guarding): readonly Guard[] {
  const asked = planned.statements.flatMap((_, index) => guardAt(planned, index, guarding) ?? []);
  return [...new Map(asked.toReversed().map(guard => [guard.name, guard])).values()].toReversed();
}

/** The name of what a statement acts on, where one of its risks is guarded. */
export function guardOfRisks(statement: Statement, { kinds, held }: Guarding): Guard | undefined {
  const risk = statement.risks.find(one => kinds.has(one.kind) && !isOfTheRun(one));
  return risk === undefined ? undefined : { name: nameOf(risk, statement, held), words: risk.words };
}

/** What lies in a folder for temporary files is there to be thrown away. */
function isOfTheRun({ targets: [target] = [] }: Risk): boolean {
  return target?.split(' ').every(isTemporary) ?? false;
}

/** What the command says it acts on, with the run's values in it; the words that raised the risk where only the shell knows. */
function nameOf({ words, targets = [] }: Risk, { placeholders }: Statement, held: Guarding['held']): string {
  const known = targets.map(target => {
    const filled = placeholders.reduce(
      (text, { text: hole, name }) => text.replaceAll(hole, () => held.get?.(name) ?? hole),
      target,
    );
    return filled.replace(/\$(?:\{(\w+)\}|(\w+))/g, (variable, braced?: string, bare?: string) => {
      return held.get?.(braced ?? bare ?? '') ?? variable;
    });
  });
  const isOpen = (name: string): boolean =>
    name.includes('$') || placeholders.some(({ text }) => name.includes(text));
  return known.find(name => !isOpen(name)) ?? words;
}
