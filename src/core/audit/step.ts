// What a walk decides of a step, in entries that hold nothing else.

export interface StepStarted {
  readonly type: 'step.started';
  readonly step: string;
  readonly stepDigest: string;
  readonly attempt: number;
  /** The name that was typed to unlock it. */
  readonly confirmed?: string;
}

export interface StepFailed {
  readonly type: 'step.failed';
  readonly step: string;
  readonly stepDigest: string;
  readonly attempt: number;
  readonly reason: string;
}

export interface StepSkipped {
  readonly type: 'step.skipped';
  readonly step: string;
  readonly stepDigest: string;
  readonly attempt: number;
  readonly reason: string;
}

/** A settled step taken back; nothing in the log is removed. */
export interface StepReopened {
  readonly type: 'step.reopened';
  readonly step: string;
  readonly reason: string;
}
