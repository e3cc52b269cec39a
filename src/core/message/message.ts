import { english } from './english.ts';
import { phrase } from './phrase.ts';
import type { MessageKey, Said, Value } from './messageKey.ts';

// What the core says is data: a key of the table in english.ts, and the values that fill its `{holes}`. The sentence in English comes
// with it; whoever shows it in another language has a table of the same keys, or of the same English.

/** A message for a person, in English and as data; several follow each other, a space between them. */
export interface Told {
  readonly message: string;
  readonly says: readonly Said[];
}

type HolesIn<S> = S extends `${string}{${infer K}}${infer Rest}` ? K | HolesIn<Rest> : never;
type Fill<K extends MessageKey> = HolesIn<(typeof english)[K]>;
type FillArguments<K extends MessageKey> = [Fill<K>] extends [never]
  ? []
  : [values: Readonly<Record<Fill<K>, Value>>];

/** Says one thing; a hole without its value does not compile. */
export function said<K extends MessageKey>(key: K, ...values: FillArguments<K>): Said {
  return { key, values: values[0] ?? {} };
}

/** A message of one or more whole sentences. */
export function tellAll(...says: readonly Said[]): Told {
  return { message: says.map(inEnglish).join(' '), says };
}

/** A message of one key. */
export function tell<K extends MessageKey>(key: K, ...values: FillArguments<K>): Told {
  return tellAll(said(key, ...values));
}

/** The same as the title of something that can be chosen. */
export function titled<K extends MessageKey>(
  key: K,
  ...values: FillArguments<K>
): { readonly title: string; readonly says: readonly Said[] } {
  const { message, says } = tell(key, ...values);
  return { title: message, says };
}

function inEnglish(one: Said): string {
  return phrase([one], key => english[key]);
}
