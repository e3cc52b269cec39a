import type { Seal } from '../audit/entry.ts';

/** How a run ended. */
export interface Closed {
  /** ms since the epoch. */
  readonly at: number;
  readonly result: 'done' | 'aborted';
  readonly tookMs: number;
  /** Why it was aborted, in the words of whoever did. */
  readonly reason?: string;
}

/** What the seal of a run says of its end. */
export function closedBy(
  { result, reason }: Pick<Seal, 'result' | 'reason'>,
  { lastAt, tookMs }: { readonly lastAt: number; readonly tookMs: number },
): Closed {
  return { at: lastAt, result, tookMs, ...(reason === undefined ? {} : { reason }) };
}
