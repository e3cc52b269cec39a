import type { english } from './english.ts';

export type MessageKey = keyof typeof english;

/** The value of a hole; a message, or a list of messages, if its words have to be translated, too. */
export type Value = string | number | Said | readonly Said[];

/** One message by its key: a sentence or more. */
export interface Said {
  readonly key: MessageKey;
  readonly values: Readonly<Record<string, Value>>;
}
