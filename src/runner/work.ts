import { NotRecorded } from './log/recorder.ts';

/** Work that outlives the request that began it, one task at a time. */
export class Work {
  readonly #notRecorded: (error: NotRecorded) => void;
  #last: Promise<void> = Promise.resolve();
  #halted = false;
  #left = false;
  #claimed = false;

  /** `notRecorded` is called if work ends because the log cannot be written. */
  constructor(notRecorded: (error: NotRecorded) => void) {
    this.#notRecorded = notRecorded;
  }

  /** Queues work; ignored once the run was left. */
  begin(work: () => Promise<void>): void {
    this.#halted = this.#left;
    const unlessLeft = async (): Promise<void> => {
      if (this.#left) this.#claimed = false;
      else await work();
    };
    this.#last = this.#last.then(unlessLeft).catch((error: unknown) => {
      this.#claimed = false;
      // The view shows that nothing can be recorded; the rest of the work is dropped.
      if (!(error instanceof NotRecorded)) throw error;
      this.#notRecorded(error);
    });
  }

  /** Keeps the current step from beginning another command: a stop may arrive just after the command it was meant for has ended. */
  halt(): void {
    this.#halted = true;
  }

  /** Undoes `halt` for a command that ended normally in spite of the stop; not after `leave`. */
  unhalt(): void {
    this.#halted = this.#left;
  }

  /** Halts for good, since the operator has left. */
  leave(): void {
    this.#left = true;
    this.#halted = true;
  }

  get isHalted(): boolean {
    return this.#halted;
  }

  /** Resolves when nothing runs any more; rejects with a bug. */
  idle(): Promise<void> {
    return this.#last;
  }

  /** Reserves the queue for a step before its first command begins, so that a double press runs it once. */
  claim(): void {
    this.#claimed = true;
  }

  unclaim(): void {
    this.#claimed = false;
  }

  get isClaimed(): boolean {
    return this.#claimed;
  }
}
