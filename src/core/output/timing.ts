import * as z from 'zod';
import { timingFormat } from '../audit/line/format.ts';

// When the bytes of an output came: pairs of an offset in the kept, masked bytes and of ms since the output was opened.

export type TimingPair = readonly [offset: number, ms: number];

export interface Timing {
  /** Bytes that came within this time of a pair belong to it. */
  readonly grainMs: number;
  readonly pairs: readonly TimingPair[];
}

/** Finer than people see; a flood of bytes is one pair for each grain. */
const finestMs = 10;
/** Keeps a track below 512 KiB for any output and any time. */
const mostPairs = 16_384;

/** Notes when bytes come, in bounded memory: where there would be too many pairs, the grain doubles. */
export class TimingTrack implements Timing {
  grainMs = finestMs;
  #pairs: TimingPair[] = [];

  get pairs(): readonly TimingPair[] {
    return this.#pairs;
  }

  /** Bytes from `offset` on came at `ms`; neither ever grows smaller. */
  note(offset: number, ms: number): void {
    const last = this.#pairs.at(-1);
    if (last !== undefined && ms - last[1] < this.grainMs) return;
    this.#pairs.push([offset, ms]);
    while (this.#pairs.length > mostPairs) this.#coarsen();
  }

  #coarsen(): void {
    this.grainMs *= 2;
    let last = -Infinity;
    this.#pairs = this.#pairs.filter(([, ms]) => {
      const kept = ms - last >= this.grainMs;
      if (kept) last = ms;
      return kept;
    });
  }
}

const count = z.int().min(0);
const shape = z.object({
  fmt: z.enum([timingFormat, 'handrail-timing/0']),
  grainMs: z.int().min(1),
  pairs: z.array(z.tuple([count, count])),
});

/** Reads a timing object's content; `undefined` if it is none, or runs backwards. */
export function parseTiming(content: string): Timing | undefined {
  const read = shape.safeParse(parseJson(content));
  if (!read.success) return undefined;
  const { grainMs, pairs } = read.data;
  const forward = pairs.every(([offset, ms], index) => {
    const [before, earlier] = pairs[index - 1] ?? [-1, 0];
    return offset > before && ms >= earlier;
  });
  return forward ? { grainMs, pairs } : undefined;
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
