/** A file that a person attached, kept as objects of role `attachment`. */
export interface Attachment {
  /** The object that holds it, or the first of them. */
  readonly sha256: string;
  /** Bytes as they are kept. */
  readonly size: number;
  /** How often a secret was masked in them. */
  readonly masked: number;
}
