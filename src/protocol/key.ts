/** What is asked of the person whose key signs. */
export interface KeyQuestion {
  /** `touch`: nothing is typed, the key itself waits. */
  readonly kind: 'passphrase' | 'pin' | 'touch';
  /** Which key: its file, or the SSH agent. */
  readonly place: string;
  /** What is signed: how a run begins, its end, or what somebody says of it. */
  readonly why: 'open' | 'seal' | 'review';
  /** True where what was typed before was wrong. */
  readonly again: boolean;
}
