import { isTemporary } from '../shell/risks/target.ts';
import type { Risk, RiskKind, Statement } from '../shell/statement.ts';
import type { Edit, Guard } from './change/edit.ts';
import { guardedKinds } from './guardedKinds.ts';
import { insides } from './inside.ts';
import type { Planned } from './plan.ts';

/** Which risks ask for a name where nobody wrote `guard=`, and the values by which a name is known. */
export interface Guarding {
  readonly kinds: ReadonlySet<RiskKind>;
  readonly held: { get?(name: string): string | undefined };
}

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
  const isRisky = statement?.risks.some(({ kind }) => guarding.kinds.has(kind)) === true;
  const own = guardOf(planned);
  if (own !== undefined || !isRisky) return own;
  // What the step sets before is not the run's value any more.
  const before = planned.statements.slice(0, index);
  const writes = [...before, statement].flatMap(one => one.writes);
  const texts = before.map(({ text }) => text);
  return guardOfRisks({ ...statement, writes }, guarding, texts);
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
export function guardOfRecorded(planned: Planned, { confirmed, text }: Edit): Guard | undefined {
  const [words = ''] = text.split('\n');
  return guardOf(planned) ?? (confirmed === undefined ? undefined : { name: confirmed, words });
}

/** All names that a step asks for, each once, in the order of its statements. */
export function guardsOf(planned: Planned, guarding: Guarding): readonly Guard[] {
  const asked = planned.statements.flatMap((_, index) => guardAt(planned, index, guarding) ?? []);
  return [...new Map(asked.toReversed().map(guard => [guard.name, guard])).values()].toReversed();
}

/** The name of what a statement acts on, where one of its risks is guarded; `texts` is the step up to there. */
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

/** The longest that anybody is asked to type, in UTF-16 units. */
const longest = 80;

interface Around {
  readonly statement: Statement;
  readonly held: Guarding['held'];
  readonly texts: readonly string[];
}

/** What each call that raised a risk acts on; none for files that are there to be thrown away. */
function namesOf({ words, targets = [{ names: [] }] }: Risk, around: Around): readonly string[] {
  return targets.flatMap(target => {
    const names = target.names.map(name => filledIn(name, around));
    if (target.files === true && isOfTheRun(target.names[0], names[0], around)) return [];
    return [names.find(name => isKnown(name, around)) ?? words];
  });
}

/** What lies in a folder for temporary files is there to be thrown away; so is what the step itself has made by `mktemp`. */
function isOfTheRun(written = '', filled = '', { texts }: Around): boolean {
  if (filled !== '' && filled.split(' ').every(isTemporary)) return true;
  const variable = /^\$\{?(\w+)\}?(?:\/[\w.*-]*)?$/.exec(written)?.[1];
  return (
    variable !== undefined && texts.some(text => new RegExp(`\\b${variable}="?\\$\\(mktemp\\b`).test(text))
  );
}

/** With the run's values in it, but for variables that the step itself sets. */
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

/** Whether a name can be read off the screen and typed: only the shell knows what it will put in place of a variable. */
function isKnown(name: string, { statement: { placeholders } }: Around): boolean {
  const isPlain = name.length <= longest && !/[\p{Cc}\p{Cf}]|^\s|\s$|\s\s/u.test(name);
  return isPlain && !name.includes('$') && !placeholders.some(({ text }) => name.includes(text));
}
