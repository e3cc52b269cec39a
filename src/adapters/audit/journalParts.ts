import type { Open } from '../../core/audit/entry.ts';
import type { Clock } from '../../core/ports.ts';
import type { Lease } from './lease.ts';
import type { SegmentFile } from './segmentFile.ts';
import type { MemoryKey } from './sessionKey.ts';
import type { Signer } from './signer.ts';
import type { Patience } from './userKey.ts';

/** What a journal is made of. */
export interface JournalParts extends Patience {
  readonly run: string;
  readonly folder: string;
  readonly privateFolder: string;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly lease: Lease;
}

/** One segment being written. */
export interface Segment {
  readonly seg: number;
  readonly file: SegmentFile;
  readonly session: MemoryKey;
  readonly open: Omit<Open, 'type'>;
}
