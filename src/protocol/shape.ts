// What may arrive in the walker's page, told in guards: zod's smallest form would be a tenth of the bytes that a page may have.

/** Tells whether a value is a T. */
export type Shape<T> = (value: unknown) => value is T;

export type Of<S> = S extends Shape<infer T> ? T : never;

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type Optional<S extends Shapes> = { [K in keyof S]: undefined extends Of<S[K]> ? K : never }[keyof S];
type Fields<S extends Shapes> = { [K in Exclude<keyof S, Optional<S>>]: Of<S[K]> } & {
  [K in Optional<S>]?: Of<S[K]>;
};

/** A text of so many UTF-16 units. */
export function text({ least = 0, most = Infinity } = {}): Shape<string> {
  return (value): value is string =>
    typeof value === 'string' && value.length >= least && value.length <= most;
}

export const truth: Shape<boolean> = value => typeof value === 'boolean';

export const number: Shape<number> = (value): value is number =>
  typeof value === 'number' && !Number.isNaN(value);

/** Anything with fields, of which no more is known. */
export function thing<T extends object>(): Shape<T> {
  return (value): value is T => typeof value === 'object' && value !== null;
}

export function oneOf<const T extends readonly string[]>(values: T): Shape<T[number]> {
  return (value): value is T[number] => values.some(one => one === value);
}

export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value): value is T | undefined => value === undefined || shape(value);
}

/** A table of any keys. */
export function tableOf<T>(shape: Shape<T>): Shape<Record<string, T>> {
  const isThing = thing<object>();
  return (value): value is Record<string, T> => isThing(value) && Object.values(value).every(shape);
}

/** Fields of their own by their names; others do no harm. */
export function fields<S extends Shapes>(shapes: S): Shape<Fields<S>> {
  const isThing = thing<Record<string, unknown>>();
  return (value): value is Fields<S> =>
    isThing(value) && Object.entries(shapes).every(([name, shape]) => shape(ownOf(value, name)));
}

function ownOf(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

export function anyOf<const S extends readonly Shape<unknown>[]>(...shapes: S): Shape<Of<S[number]>> {
  return (value): value is Of<S[number]> => shapes.some(shape => shape(value));
}
