/** How far a part of the run is. */
export interface Progress {
  readonly settled: number;
  readonly total: number;
}

/** What became of the steps that the run has to settle; the parts add up to the total. */
export interface Tally {
  readonly passed: number;
  readonly byHand: number;
  readonly skipped: number;
  readonly failed: number;
  readonly open: number;
  /** Steps of the path that an entered branch took the place of; they are in no other count. */
  readonly aside: number;
}
