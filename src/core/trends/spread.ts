/** How long something took: the middle, the middle half, and the ends, in ms. */
export interface Spread {
  readonly runs: number;
  readonly least: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly most: number;
}

/** The middle of what there is, and how far it spreads; undefined of nothing. */
export function spreadOf(times: readonly number[]): Spread | undefined {
  if (times.length === 0) return undefined;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => {
    const place = part * (sorted.length - 1);
    const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return Math.round(low + (high - low) * (place - Math.floor(place)));
  };
  return { runs: sorted.length, least: at(0), low: at(0.25), middle: at(0.5), high: at(0.75), most: at(1) };
}
