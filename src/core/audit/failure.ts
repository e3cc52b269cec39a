/** What the log's files can fail with. */
export type FailureCode =
  /** The log's file was deleted, moved or replaced while it was written. */
  | 'log-vanished'
  /** Somebody else wrote to the log's file. */
  | 'log-changed'
  /** The disk is full; the entry was not recorded, the log is as before. */
  | 'disk-full'
  /** The entry could not be made durable; nothing more can be written to this segment. */
  | 'write-failed'
  /** There can be no folder for the log in the place that was named. */
  | 'no-folder'
  /** Another live process writes this run. */
  | 'in-use'
  /** The run is sealed, or being sealed. */
  | 'sealed'
  /** The folder holds no run that can be continued. */
  | 'not-a-run'
  /** No key could sign. */
  | 'not-signed'
  /** The list of signers does not let the key sign this: verification would not believe it. */
  | 'not-listed'
  /** Of a countersignature: the log does not hold. */
  | 'not-verified'
  /** Of a countersignature: whoever asks walked the run. */
  | 'own-run'
  /** The run is offered to somebody, so nobody goes on with it before that is settled. */
  | 'offered'
  /** Nobody has offered the run. */
  | 'not-offered'
  /** The run is another person's turn. */
  | 'not-yours'
  /** It was gone on with in two places. */
  | 'forked';

/** What a failure is about, for whoever says it in another language than the core's. */
export interface FailureFacts {
  /** The file or folder. */
  readonly path?: string;
  /** Who writes the run instead. */
  readonly holder?: { readonly process: number; readonly host: string };
  /** The code of the system's own error, such as EACCES. */
  readonly system?: string;
}
