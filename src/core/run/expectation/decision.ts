/** What a rule can say of an output; `ask` where only a person can. */
export type Decision = 'met' | 'differs' | 'ask';

/** Bytes at an output's end that rules look at; of a longer one they do not know how it began. */
export const ruleSight = 256 * 1024;

/** What an attempt left behind for a rule to look at. */
export interface Printed {
  readonly output: string;
  /** True where the output is longer, and its beginning is not there. */
  readonly isCut?: boolean;
  readonly exit: number;
}
