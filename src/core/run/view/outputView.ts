/** The tail of an attempt's output as a terminal would show it. */
export interface OutputView {
  readonly lines: number;
  readonly bytes: number;
  readonly masked: number;
  /** At most the last 200 lines, without control sequences. */
  readonly tail: readonly string[];
  /** The cursor still stands in the last line: it may be a question. */
  readonly unended?: true;
  /** Where a terminal would paint them; absent where nothing is painted. */
  readonly paints?: readonly Paint[];
}

/** One of the theme's sixteen terminal colours, or `#rrggbb`. */
export type Color = number | string;

/** How letters are painted; what is absent is as the theme has it. */
export interface Ink {
  readonly color?: Color;
  /** What stands behind them. */
  readonly paper?: Color;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly underline?: boolean;
}

/** A stretch of one line of an output's tail: its 0-based index and UTF-16 offsets in it. */
export interface Paint {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly ink: Ink;
}
