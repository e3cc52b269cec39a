import type { Recorded } from '../audit/entry.ts';

/** A line of a log as a review reads it, even if it cannot be relied on or not be parsed. */
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
