import { isTemporary } from '../shell/risks/target.ts';
import type { Risk, RiskKind, Statement } from '../shell/statement.ts';
import type { Edit, Guard } from './change/edit.ts';
import { guardedKinds } from './guardedKinds.ts';
import { insides } from './inside.ts';
import type { Planned } from './plan.ts';

/** The risks that need a guard even if the author wrote no `guard=`, and the values that appear in names. */
export interface Guarding {
  readonly kinds: ReadonlySet<RiskKind>;
  readonly held: { get?(name: string): string | undefined };
}

/** The kinds of risk that are guarded in a run: those in the team's policy, else the default ones if the run is attended. */
export function kindsGuarded(
  policy: { readonly guard?: readonly RiskKind[] } | undefined,
  asksForNames = true,
): ReadonlySet<RiskKind> {
  return policy?.guard === undefined ? (asksForNames ? guardedKinds : new Set()) : new Set(policy.guard);
}

/** The author's own guard of a step, if any. */
export function guardOf({ step, statements }: Planned): Guard | undefined {
  const name = step.kind === 'commands' || step.kind === 'script' ? step.guard : undefined;
  const risk = statements.flatMap(({ risks }) => risks)[0];
  return name === undefined ? undefined : { name, words: risk?.words ?? `guard=${name}` };
}

/** The guard of a statement, by its index: the author's, or the name of what it would destroy. */
export function guardAt(planned: Planned, index: number, guarding: Guarding): Guard | undefined {
  const statement = planned.statements[index];
  const isRisky = statement?.risks.some(({ kind }) => guarding.kinds.has(kind)) === true;
  const own = guardOf(planned);
  if (own !== undefined || !isRisky) return own;
  // A variable that the step sets before no longer has the run's value.
  const before = planned.statements.slice(0, index);
  const writes = [...before, statement].flatMap(one => one.writes);
  const texts = before.map(({ text }) => text);
  return guardOfRisks({ ...statement, writes }, guarding, texts);
}

/** The guard before a step goes on with its statement `next`, the first that has not passed. */
export function guardBefore(planned: Planned, next: number, guarding: Guarding): Guard | undefined {
  // For a nested shell that was left, the statement that opens it runs first.
  return guardAt(planned, insides(planned.statements)[next]?.opener ?? next, guarding);
}

/** The guard of an edited command: the author's, or that of a risk which is guarded or which only the edit has. */
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

/** The guard of a recorded edit that is run again. */
export function guardOfRecorded(planned: Planned, { confirmed, text }: Edit): Guard | undefined {
  const [words = ''] = text.split('\n');
  return guardOf(planned) ?? (confirmed === undefined ? undefined : { name: confirmed, words });
}

/** All guards of a step, each once, in the order of its statements. */
export function guardsOf(planned: Planned, guarding: Guarding): readonly Guard[] {
  const asked = planned.statements.flatMap((_, index) => guardAt(planned, index, guarding) ?? []);
  return [...new Map(asked.toReversed().map(guard => [guard.name, guard])).values()].toReversed();
}

/** The guard that a statement's risks call for, if any; `texts` is the step up to that statement. */
export function guardOfRisks(
  statement: Statement,
  { kinds, held }: Guarding,
  texts: readonly string[] = [],
): Guard | undefined {
  const asking = statement.risks.flatMap(risk => {
    const names = kinds.has(risk.kind)
      ? namesOf(risk, { statement, held, texts: [...texts, statement.text] })
      : [];
    return names.length === 0 ? [] : [{ words: risk.words, names }];
  });
  if (asking.length === 0) return undefined;
  const names = [...new Set(asking.flatMap(one => one.names))];
  const words = [...new Set(asking.map(one => one.words))].join(', ');
  const name = names.join(' ');
  return { name: name.length <= longest ? name : (names[0] ?? words), words };
}

/** Longest name to be typed, in UTF-16 units. */
const longest = 80;

interface Around {
  readonly statement: Statement;
  readonly held: Guarding['held'];
  readonly texts: readonly string[];
}

/** The targets of each call that raised a risk, without temporary files. */
function namesOf({ words, targets = [{ names: [] }] }: Risk, around: Around): readonly string[] {
  return targets.flatMap(target => {
    const names = target.names.map(name => filledIn(name, around));
    if (target.files === true && isOfTheRun(target.names[0], names[0], around)) return [];
    return [names.find(name => isKnown(name, around)) ?? words];
  });
}

/** Whether a target is temporary: it lies in a folder for temporary files, or the step made it with `mktemp`. */
function isOfTheRun(written = '', filled = '', { texts }: Around): boolean {
  if (filled !== '' && filled.split(' ').every(isTemporary)) return true;
  const variable = /^\$\{?(\w+)\}?(?:\/[\w.*-]*)?$/.exec(written)?.[1];
  return (
    variable !== undefined && texts.some(text => new RegExp(`\\b${variable}="?\\$\\(mktemp\\b`).test(text))
  );
}

/** A name with the run's values filled in, except for variables that the step sets. */
function filledIn(name: string, { statement: { placeholders, writes }, held }: Around): string {
  const filled = placeholders.reduce(
    (text, { text: hole, name: input }) => text.replaceAll(hole, () => held.get?.(input) ?? hole),
    name,
  );
  return filled.replace(/\$(?:\{(\w+)\}|(\w+))/g, (variable, braced?: string, bare?: string) => {
    const input = braced ?? bare ?? '';
    return writes.includes(input) ? variable : (held.get?.(input) ?? variable);
  });
}

/** Whether a name can be read off the screen; the value of a variable is known to the shell alone. */
function isKnown(name: string, { statement: { placeholders } }: Around): boolean {
  const isPlain = name.length <= longest && !/[\p{Cc}\p{Cf}]|^\s|\s$|\s\s/u.test(name);
  return isPlain && !name.includes('$') && !placeholders.some(({ text }) => name.includes(text));
}
