/** The last line of a segment that was seen: `lines` read, `head` the hash of the last of them. */
export interface Reference {
  readonly seg: number;
  readonly lines: number;
  readonly head: string;
}

/** The last line of another run. */
export interface RunReference {
  readonly run: string;
  readonly head: string;
}
