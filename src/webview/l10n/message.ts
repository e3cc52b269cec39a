import type { enWalker } from './en/walker.ts';

/** A text with `{holes}`; in two forms where the number in its hole `{n}` decides. */
export type Message = string | { readonly one: string; readonly other: string };

export type MessageKey = keyof typeof enWalker;

/** A whole language: a key that is missing does not compile. */
export type Messages = { readonly [K in MessageKey]: Message };

/** What every language needs to say a duration. */
export type Spans = Readonly<
  Record<'span.seconds' | 'span.minutes' | 'span.onlyMinutes' | 'span.hours' | 'span.onlyHours', Message>
>;
