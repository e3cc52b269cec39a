/** What is asked of the person whose key signs. */
export interface KeyQuestion {
  /** `touch`: nothing is typed, the key itself waits. */
  readonly kind: 'passphrase' | 'pin' | 'touch';
  /** Which key: its file, or the SSH agent. */
  readonly place: string;
  /** What is signed: how a run begins, its end, what somebody says of it, or their answer to what it asks. */
  readonly why: 'open' | 'seal' | 'review' | 'answer';
  /** True if what was typed before was wrong. */
  readonly again: boolean;
}
