import type { Edit, TextRange } from '../lint/finding.ts';
import type { Grammar } from '../shell/grammar.ts';
import { findHoles } from '../shell/holes/hole.ts';
import { isAmbient } from '../shell/variables/variableNames.ts';
import { declaredNames } from './declaredNames.ts';
import { statementsOf, type Draft } from './draft.ts';
import { innerOf, mentionsOf, type Mentions } from './mention.ts';
import { say, type Sentence } from './sentence.ts';
import { valuesOf, type Value } from './value.ts';
import { variablesIn } from './variable.ts';

/** The place of a name and its new name. */
export interface Renaming {
  readonly offset: number;
  readonly name: string;
}

/** The result, or a sentence that says why there is none. */
export type Answer<T> = { readonly ok: true; readonly value: T } | Extract<Mentions, { readonly ok: false }>;

interface Found {
  readonly value: Value;
  readonly range: TextRange;
  readonly all: readonly TextRange[];
}

/** The name at an offset that can be renamed, or why it cannot be. */
export function renamableAt(draft: Draft, offset: number, grammar: Grammar): Answer<TextRange> {
  const found = find(draft, offset, grammar);
  return found.ok ? { ok: true, value: found.value.range } : found;
}

/** The edits that give the value at an offset another name everywhere, in order, or why that cannot be. */
export function renameAt(
  draft: Draft,
  { offset, name }: Renaming,
  grammar: Grammar,
): Answer<readonly Edit[]> {
  const found = find(draft, offset, grammar);
  if (!found.ok) {
    return found;
  }
  const { value, all } = found.value;
  const text = value.kind === 'variable' ? name.trim().replace(/^\$\{?|\}$/g, '') : innerOf(name.trim());
  const why = refusal(draft, value, { text, grammar });
  if (why !== undefined) {
    return { ok: false, why };
  }
  // A placeholder of several words is one name in front matter.
  const declared = new Set(declaredNames(draft).map(({ range: [start] }) => start));
  const key = text.replaceAll(/\s+/g, '-');
  return { ok: true, value: all.map(range => ({ range, text: declared.has(range[0]) ? key : text })) };
}

function find(draft: Draft, offset: number, grammar: Grammar): Answer<Found> {
  let refused: Answer<Found> | undefined;
  for (const value of valuesOf(draft)) {
    const all = mentionsOf(draft, value, grammar);
    if (!all.ok) {
      refused ??= isNear(draft, offset, value) ? all : undefined;
      continue;
    }
    const range = all.value.find(([start, end]) => start <= offset && offset <= end);
    if (range !== undefined) {
      return { ok: true, value: { value, range, all: all.value } };
    }
  }
  return (
    refused ?? {
      ok: false,
      why: say('Only a value can be renamed here: a placeholder or a variable of a command.'),
    }
  );
}

// The spelling of a value that cannot be renamed, so that its own reason is given.
function isNear({ text }: Draft, offset: number, { text: spelling }: Value): boolean {
  const from = Math.max(0, offset - spelling.length);
  const at = text.indexOf(spelling, from);
  return at >= 0 && at <= offset;
}

interface Wish {
  readonly text: string;
  readonly grammar: Grammar;
}

function refusal(draft: Draft, value: Value, { text, grammar }: Wish): Sentence | undefined {
  const name = text.trim().replaceAll(/\s+/g, '-');
  if (name !== value.name && isTaken(draft, value, { text: name, grammar })) {
    return say('There is a value `{0}` already, and both would become one.', name);
  }
  return value.kind === 'variable' ? variableRefusal(text) : holeRefusal(value, text, name);
}

// A function's own variable is no value, and hides one of its name all the same.
function isTaken(draft: Draft, { kind }: Value, { text: name, grammar }: Wish): boolean {
  const isHidden = (text: string): boolean =>
    text.includes(name) && variablesIn(text, name, grammar).next().done !== true;
  return (
    valuesOf(draft).some(other => other.name === name) ||
    (kind === 'variable' && [...statementsOf(draft.runbook)].some(([{ text }]) => isHidden(text)))
  );
}

function variableRefusal(name: string): Sentence | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    return say('The name of a variable holds letters, digits and `_`, and does not begin with a digit.');
  }
  return isAmbient(name) ? say('`{0}` belongs to the shell. Choose another name.', name) : undefined;
}

function holeRefusal(value: Value, text: string, name: string): Sentence | undefined {
  const written = value.text.split(innerOf(value.text)).join(text);
  const [hole, ...more] = findHoles(`echo ${written}`);
  const isHole = hole?.text === written && hole.name === name && more.length === 0;
  return isHole ? undefined : say('`{0}` would not be read as a placeholder. Choose another name.', written);
}
