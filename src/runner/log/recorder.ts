import type { Action, Checkpoint, ObjectStored, OutputSummary, Recorded } from '../../core/audit/entry.ts';
import type { HandoverOffered } from '../../core/audit/handover/handover.ts';
import type { FailureCode } from '../../core/audit/failure.ts';
import type { Unrecorded } from '../../core/run/unrecorded.ts';

/** The log as the walk sees it. Every method throws `NotRecorded` where the log cannot be written. */
export interface Recorder {
  /** Appends an entry; durable on return if the format requires it for this type. */
  append(action: Action): Recorded;
  /** Signs everything recorded so far. */
  checkpoint(why: CheckpointReason): Promise<void>;
  /** Stores content durably as objects; returns the digest that names it. */
  store(content: Uint8Array, about: Kept): string;
  /** Offers the run to somebody else, under the user's signature; undefined where the key does not sign. */
  offer(entry: HandoverOffered): Promise<Recorded | undefined>;
  /** Closes the log: nothing can be appended afterwards. */
  seal(ending: Ending): Promise<readonly Recorded[]>;
  /** Signs the end of a closed log where that is missing; false where the key does not sign. */
  signSeal(): Promise<boolean>;
  /** Where an attempt's output goes while it runs. */
  output(attemptId: string): OutputSink;
  /** At most the last `limit` bytes of what an attempt wrote. */
  readOutput(attemptId: string, limit: number): Promise<Uint8Array>;
  readonly entries: number;
  /** Entries that no signature covers yet. */
  readonly unsigned: number;
  /** The run is closed, and the user's key has not signed that yet. */
  readonly sealUnsigned: boolean;
  readonly folder: string;
  /** Lets another writer go on with the run. */
  release(): void;
}

export type CheckpointReason = Extract<Checkpoint['why'], 'step' | 'idle' | 'stop' | 'gate'>;

/** What a kept content is. */
export type Kept = Pick<ObjectStored, 'media'> & {
  readonly role: 'diff' | 'runbook' | 'attachment' | 'plan';
};

export interface Ending {
  readonly result: 'done' | 'aborted';
  readonly reason?: string;
  readonly counts: SealCounts;
}

export interface SealCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly byHand: number;
  readonly checked: number;
}

export interface OutputSink {
  /** Already masked. Resolves when the writer can take more. */
  write(bytes: Uint8Array): Promise<void> | undefined;
  /** Resolves when everything is on disk. */
  end(masked: number): Promise<readonly OutputSummary[]>;
}

/** Why somebody may not continue a run although its log can be written. */
export const turned = [
  'offered',
  'not-offered',
  'not-yours',
  'not-verified',
  'not-listed',
  'forked',
] as const satisfies readonly FailureCode[];

type Turned = (typeof turned)[number];

/** The log can be written, but not by this operator: somebody else walks the run, or it is offered. The message says what to do. */
export class NotTheirTurn extends Error {
  override readonly name = 'NotTheirTurn';
  readonly why: Turned;

  constructor(why: Turned, message: string, options?: ErrorOptions) {
    super(message, options);
    this.why = why;
  }
}

/** The log cannot be written; nothing may run until it can. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
  readonly why: Unrecorded;

  constructor(why: Unrecorded, message: string, options?: ErrorOptions) {
    super(message, options);
    this.why = why;
  }
}
