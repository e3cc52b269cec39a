import type { Recorded } from '../../core/audit/entry.ts';

/** Receives what a walk records and what its commands print, as it happens. */
export interface WalkObserver {
  recorded(entry: Recorded): void;
  output(attemptId: string, bytes: Uint8Array): void;
}
