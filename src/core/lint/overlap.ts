/** Lines, 1-based, both inclusive. */
interface Lines {
  readonly from: number;
  readonly to: number;
}

/** Returns a function that tells whether a range shares a line with any of the given ones. */
export function overlapWith(all: readonly Lines[]): (asked: Lines) => boolean {
  const sorted = [...all].sort((a, b) => a.from - b.from);
  let furthest = 0;
  // How far those that begin up to here reach.
  const reach = sorted.map(({ to }) => (furthest = Math.max(furthest, to)));
  return ({ from, to }) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.from ?? 0) <= to) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (reach[low - 1] ?? -Infinity) >= from;
  };
}
