import type { SessionEvent } from '../event.ts';
import type { Delays } from '../processes/ladder.ts';
import type { Output } from '../screen/sink.ts';

/** How a session is opened. */
export interface SessionOptions {
  /** Path or name of bash. */
  readonly bash?: string;
  readonly cwd: string;
  /** As `cleanEnvironment` leaves it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Private folder for statements and pipes; made with 0700, emptied by `close`. Short: sockets and lines have limits. */
  readonly folder: string;
  readonly output: Output;
  readonly event?: (event: SessionEvent) => void;
  readonly columns?: number;
  readonly rows?: number;
  readonly delays?: Delays;
  /** Where the state of the shell is kept for a later session; not kept without it. */
  readonly snapshotFolder?: string;
  /** Starts from the state that an earlier session left in `snapshotFolder`. */
  readonly restore?: boolean;
  /** Values that must not be written into a snapshot. */
  readonly secrets?: () => readonly string[];
  /** How bash's messages name the statement's file: the runbook's base name. */
  readonly name?: string;
  /** The word by which what its commands start is known again, also by a later session; one of its own without it. */
  readonly mark?: string;
}
