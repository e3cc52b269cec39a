import { NotRecorded } from './log/recorder.ts';

/** Work that outlives the request that began it: one thing at a time, begun by one press. */
export class Work {
  readonly #notRecorded: (error: NotRecorded) => void;
  #last: Promise<void> = Promise.resolve();
  #halted = false;
  #left = false;
  #claimed = false;

  /** `notRecorded` is told why work ended early. */
  constructor(notRecorded: (error: NotRecorded) => void) {
    this.#notRecorded = notRecorded;
  }

  /** Runs work after what is under way; none once the run was left. */
  begin(work: () => Promise<void>): void {
    this.#halted = this.#left;
    const unlessLeft = async (): Promise<void> => {
      if (this.#left) this.#claimed = false;
      else await work();
    };
    this.#last = this.#last.then(unlessLeft).catch((error: unknown) => {
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

  /** What was stopped has ended as it should, so the step goes on after all, unless nobody is there any more. */
  unhalt(): void {
    this.#halted = this.#left;
  }

  /** Halts for good: whoever would see what comes next has gone, or wants no more of it. */
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
