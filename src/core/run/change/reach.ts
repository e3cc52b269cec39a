/** How many lines were changed, and in which steps: begun or done, not reached yet; the rest stands outside of all steps. */
export interface Reach {
  readonly lines: number;
  readonly reached: number;
  readonly ahead: number;
}
