import type { Action, Checkpoint, Recovered, Redaction, Seal } from '../../../core/audit/entry.ts';
import type {
  HandoverAccepted,
  HandoverOffered,
  HandoverWithdrawn,
} from '../../../core/audit/handover/handover.ts';
import type { Open } from '../../../core/audit/entry.ts';
import type { Clock } from '../../../core/ports.ts';
import type { Lease } from './lease.ts';
import type { SegmentFile } from './segmentFile.ts';
import type { MemoryKey } from '../keys/sessionKey.ts';
import type { Signer } from '../keys/signer.ts';
import type { Patience } from '../keys/userKey.ts';

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

/** What a caller may record; the journal itself adds the other types. */
export type Recordable = Exclude<Action, Checkpoint | Seal | HandoverOffered> | Redaction;

/** What an earlier segment lost in a crash. */
export type Lost = Omit<Recovered, 'type'>;

/** How a segment begins. */
export interface Beginning {
  /** How long the key is waited for. */
  readonly waitMs?: number | undefined;
  /** What is done with an offer that stands, before anything else. */
  readonly firstly?: HandoverAccepted | HandoverWithdrawn | undefined;
}
