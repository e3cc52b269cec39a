import { tell, type Told } from '../../message/message.ts';
import { standsInQuery, write, type FilledHole } from './encode.ts';
import type { Grammar } from '../grammar.ts';
import type { Problem, Statement } from '../statement.ts';

export type Filled =
  | {
      readonly ok: true;
      readonly text: string;
      /** What the text needs in its environment: the secrets, which are never in the text itself. */
      readonly environment: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly problem: Problem };

/** A value that must not be in the text: the text names a variable, and `environment` holds it. */
export interface SecretValue {
  readonly secret: string;
}

/** Values by the name of their input. */
export type Values = Readonly<Record<string, string | SecretValue>>;

/** The part of a statement that filling needs. */
export type Fillable = Pick<Statement, 'text' | 'line' | 'endLine' | 'placeholders' | 'typedInto'>;

/**
 * Writes values into a statement's holes, each quoted for its place. Refuses where a value is missing, cannot stand
 * there, or would make the shell read anything but the statement with those words exchanged.
 */
export function fill(statement: Fillable, values: Values, grammar: Grammar): Filled {
  const { text, line, endLine, placeholders } = statement;
  if (placeholders.length === 0) {
    return { ok: true, text, environment: {} };
  }
  const refuse = (code: string, told: Told): Filled => {
    return { ok: false, problem: { code, severity: 'error', ...told, line, endLine } };
  };
  const holes: FilledHole[] = [];
  for (const placeholder of placeholders) {
    const given = Object.hasOwn(values, placeholder.name) ? values[placeholder.name] : undefined;
    const value = typeof given === 'object' ? given.secret : given;
    if (value === undefined) {
      return refuse('unfilled-placeholder', tell('fill.noValue', { text: placeholder.text }));
    }
    const fault = faultOf(value);
    if (fault !== undefined) {
      return refuse('value-not-possible', tell(fault, { text: placeholder.text }));
    }
    const { text: hole, name, range } = placeholder;
    const [start, end] = range;
    holes.push({
      text: hole,
      name,
      start,
      end,
      bareOnly: false,
      value,
      isSecret: typeof given === 'object',
    });
  }
  const names = [...new Set(placeholders.map(placeholder => placeholder.text))].join(', ');
  const filled = statement.typedInto === undefined ? written(text, holes, grammar) : typed(text, holes);
  if (filled !== undefined) {
    return { ok: true, ...filled };
  }
  const isQuery = statement.typedInto !== undefined || standsInQuery({ text, holes, grammar });
  return refuse('value-not-possible', tell(isQuery ? 'fill.changesQuery' : 'fill.changesMeaning', { names }));
}

type Written = { readonly text: string; readonly environment: Readonly<Record<string, string>> } | undefined;

// A plain word is written bare where that is the same; a digit before `>` for one is not, and is quoted then.
function written(text: string, holes: readonly FilledHole[], grammar: Grammar): Written {
  const task = { text, holes, grammar, depth: 0 };
  return write({ ...task, style: 'plain' }) ?? write({ ...task, style: 'quoted' });
}

// How another program quotes is not known here: it is given plain words alone.
function typed(text: string, holes: readonly FilledHole[]): Written {
  if (!holes.every(({ value, isSecret }) => !isSecret && /^[\w.:@/]+(?:-[\w.:@/]+)*$/.test(value))) {
    return undefined;
  }
  const shown = holes.toSorted((a, b) => b.start - a.start);
  return {
    text: shown.reduce((all, { start, end, value }) => all.slice(0, start) + value + all.slice(end), text),
    environment: {},
  };
}

function faultOf(value: string): 'fill.empty' | 'fill.notPossible' | undefined {
  if (value === '') {
    return 'fill.empty';
  }
  // An unpaired surrogate would reach the shell as another character.
  return value.includes('\0') || /\p{Surrogate}/u.test(value) ? 'fill.notPossible' : undefined;
}
