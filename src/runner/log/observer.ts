import type { Recorded } from '../../core/audit/entry.ts';

/** Told of what a walk records and of what its commands print, as it comes. */
export interface WalkObserver {
  recorded(entry: Recorded): void;
  output(attemptId: string, bytes: Uint8Array): void;
}
