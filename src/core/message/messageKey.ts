import type { english } from './english.ts';

export type MessageKey = keyof typeof english;

/** What may fill a hole; a message, or a list of them, where the hole's words are ours too. */
export type Value = string | number | Said | readonly Said[];

/** One whole sentence or more, by its key. */
export interface Said {
  readonly key: MessageKey;
  readonly values: Readonly<Record<string, Value>>;
}
