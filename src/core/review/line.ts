import type { Recorded } from '../audit/entry.ts';

/** A line of a run as a review reads it: also one that cannot be relied on, or not be read. */
export interface LogLine {
  /** Number in the run, from 1. */
  readonly number: number;
  readonly file: string;
  /** 1-based line of its file. */
  readonly line: number;
  /** Absent if the line is no entry that this version knows. */
  readonly entry?: Recorded;
  /** The type it says it has, where it is no entry. */
  readonly type?: string;
  /** Its time, where it is no entry. */
  readonly at?: number;
}
