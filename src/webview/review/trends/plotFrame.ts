import type { Trend } from '../../../core/trends/trend.ts';

/** Where a plot stands, and where in it a moment and a duration are; CSS pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** When the first and the last run began, and the edges a little beyond them; ms since the epoch. */
  readonly first: number;
  readonly last: number;
  readonly from: number;
  readonly to: number;
  /** The longest duration that has a place of its own, in ms. */
  readonly limit: number;
  x(at: number): number;
  y(ms: number): number;
}

/** A run that was left open over the weekend must not press all others flat. */
const mostOfHigh = 2.5;

/** The frame of a trend's plot; undefined where no run was closed as done. */
export function frameOf(trend: Trend, width: number): Frame | undefined {
  const { duration } = trend;
  const { periods } = trend.overTime;
  const spreads = periods.flatMap(({ duration }) => duration ?? []);
  const [oldest] = periods;
  if (spreads.length === 0 || oldest === undefined) return undefined;
  const most = Math.max(...spreads.map(spread => spread.most));
  const limit = Math.max(1000, Math.min(most, mostOfHigh * (duration?.high ?? most)));
  const [left, top, height] = [64, 12, width < 600 ? 220 : 280];
  const right = Math.max(left + 120, width - 12);
  const bottom = height - 28;
  const [first, last] = reachOf(trend, oldest.from);
  const margin = Math.max(3_600_000, (last - first) * 0.03);
  const [from, to] = [first - margin, last + margin];
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    width: right + 12,
    height,
    left,
    right,
    top,
    bottom,
    first,
    last,
    from,
    to,
    limit,
    x: at => round(left + ((right - left) * (at - from)) / (to - from)),
    y: ms => round(bottom - ((bottom - top) * Math.min(ms, limit)) / limit),
  };
}

function reachOf({ recent, runs }: Trend, begins: number): readonly [first: number, last: number] {
  const first = recent.length === runs ? (recent[0]?.at ?? begins) : begins;
  return [first, recent.at(-1)?.at ?? first];
}

/** Steps that people count time in, in seconds. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

/** The durations that a line is drawn for, up to a limit: five at most, from 0. */
export function axisOf(limit: number): readonly number[] {
  const seconds = limit / 1000;
  const step = steps.find(one => seconds / one <= 4) ?? Math.ceil(seconds / 4 / 86_400) * 86_400;
  const count = Math.floor(seconds / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step * 1000);
}
