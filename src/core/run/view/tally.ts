/** How far a part of the run is. */
export interface Progress {
  readonly settled: number;
  readonly total: number;
}

/** What became of the steps that the run has to settle; the parts up to `open` add up to the total. */
export interface Tally {
  readonly passed: number;
  readonly byHand: number;
  readonly skipped: number;
  readonly failed: number;
  readonly open: number;
  // What follows is in no other count, and adds nothing to the total.
  /** Failures that a branch, or another way, was taken because of. */
  readonly answered: number;
  /** Steps of the path that were not begun when a branch took their place. */
  readonly aside: number;
  /** What was done although the run had not to settle it, such as a record that was filled in. */
  readonly more: number;
}
