/**
 * `next` with every part that equals the same part of `previous` replaced by it, so that identity tells what changed.
 * Plain JSON values only.
 */
export function share<T>(previous: T, next: T): T {
  return merge(previous, next) as T;
}

function merge(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) return mergeArrays(previous, next);
  if (isObject(previous) && isObject(next)) return mergeObjects(previous, next);
  return next;
}

function mergeArrays(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const merged = next.map((item, i) => merge(previous[i], item));
  return merged.length === previous.length && merged.every((item, i) => item === previous[i])
    ? previous
    : merged;
}

type Plain = Readonly<Record<string, unknown>>;

function mergeObjects(previous: Plain, next: Plain): Plain {
  const keys = Object.keys(next);
  const merged: Record<string, unknown> = {};
  let same = keys.length === Object.keys(previous).length;
  for (const key of keys) {
    const item = merge(previous[key], next[key]);
    same &&= key in previous && Object.is(item, previous[key]);
    merged[key] = item;
  }
  return same ? previous : merged;
}

function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
