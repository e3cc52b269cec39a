import type { secrets } from '../message/secrets.ts';

/** Which sort of secret: what names it in a message. */
export type SecretKey = keyof typeof secrets;

/** A secret in a line of text; offsets are UTF-16, end exclusive. */
export interface Secret {
  readonly start: number;
  readonly end: number;
  readonly what: SecretKey;
}
