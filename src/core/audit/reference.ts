/** The last line of a segment that was seen: `lines` read, `head` the hash of the last of them. */
export interface Reference {
  readonly seg: number;
  readonly lines: number;
  readonly head: string;
}
