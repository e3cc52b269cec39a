import { isRecord } from './markdown/frontMatter.ts';
import type { Input } from './runbook.ts';

/** What front matter says about an input. */
export type Declared = Partial<
  Pick<Input, 'prompt' | 'secret' | 'default' | 'choices' | 'pattern' | 'example' | 'type'>
>;

/** Reads `inputs:` as a list of names or maps, or as one map by name; what fits neither is left out. */
export function readDeclared(declared: unknown): Map<string, Declared> {
  const found = new Map<string, Declared>();
  for (const [name, value] of entriesOf(declared)) {
    if (/^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*$/u.test(name)) {
      found.set(name, { ...found.get(name), ...readSetting(value) });
    }
  }
  return found;
}

function entriesOf(declared: unknown): Array<readonly [string, unknown]> {
  if (isRecord(declared)) {
    return Object.entries(declared);
  }
  if (!Array.isArray(declared)) {
    return [];
  }
  return declared.flatMap((item: unknown): Array<readonly [string, unknown]> => {
    if (typeof item === 'string') {
      return [[item, undefined]];
    }
    if (!isRecord(item)) {
      return [];
    }
    return typeof item['name'] === 'string' ? [[item['name'], item]] : Object.entries(item);
  });
}

function readSetting(value: unknown): Declared {
  const scalar = scalarOf(value);
  if (scalar !== undefined) {
    return { default: scalar };
  }
  if (!isRecord(value)) {
    return {};
  }
  const prompt = scalarOf(value['prompt'] ?? value['description'] ?? value['label']);
  const preset = scalarOf(value['default']);
  const pattern = scalarOf(value['pattern']);
  const example = scalarOf(value['example']);
  const secret =
    typeof value['secret'] === 'boolean' ? value['secret'] : value['type'] === 'secret' || undefined;
  const list: unknown = value['choices'] ?? value['options'] ?? value['enum'];
  const choices = Array.isArray(list) ? list.flatMap((item: unknown) => scalarOf(item) ?? []) : undefined;
  return {
    ...(prompt === undefined ? {} : { prompt }),
    ...(secret === undefined ? {} : { secret }),
    ...(value['type'] === 'number' ? { type: value['type'] } : {}),
    ...(preset === undefined ? {} : { default: preset }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(example === undefined ? {} : { example }),
    ...(choices === undefined ? {} : { choices }),
  };
}

/** A scalar of YAML as text; undefined for anything else. */
export function scalarOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
