import { NotRecorded } from './log/recorder.ts';

/** Work that outlives the request that began it: one thing at a time, begun by one press. */
export class Work {
  readonly #notRecorded: (error: NotRecorded) => void;
  #last: Promise<void> = Promise.resolve();
  #halted = false;
  #claimed = false;

  /** `notRecorded` is told why work ended early. */
  constructor(notRecorded: (error: NotRecorded) => void) {
    this.#notRecorded = notRecorded;
  }

  /** Runs work after what is under way. */
  begin(work: () => Promise<void>): void {
    this.#halted = false;
    this.#last = this.#last.then(work).catch((error: unknown) => {
      this.#claimed = false;
      // The view says that nothing is recorded; what was to come is not run.
      if (!(error instanceof NotRecorded)) throw error;
      this.#notRecorded(error);
    });
  }

  /** Begins no further command of the step under way; a stop may come just after the command that it was meant for. */
  halt(): void {
    this.#halted = true;
  }

  /** What was stopped has ended as it should, so the step goes on after all. */
  unhalt(): void {
    this.#halted = false;
  }

  get isHalted(): boolean {
    return this.#halted;
  }

  /** Resolves when nothing runs any more; rejects with a bug. */
  idle(): Promise<void> {
    return this.#last;
  }

  /** A step that is about to run keeps others from it before its first command has begun: one press runs it once. */
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
