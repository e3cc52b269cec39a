/** Takes a command's bytes; while a promise it returned is pending, the bytes count as waiting. */
export type Output = (attemptId: string, bytes: Uint8Array) => void | Promise<void>;

/** The terminal is not read while more than this waits, so the command is held back. */
const high = 4 * 1024 * 1024;
const low = 1024 * 1024;

/** The terminal that bytes come from. */
export interface Valve {
  pause(): void;
  resume(): void;
  /** True where its shell has exited: it is about to close, and what is not read by then is gone. */
  readonly exited: boolean;
}

/** ms between two looks at a terminal that is held back; node-pty closes one 200 ms after its shell's exit. */
const look = 50;

/** Hands bytes to the output and holds the terminal back when it does not follow. */
export class Sink {
  readonly #output: Output;
  #valve: Valve | undefined;
  #waiting = 0;
  #paused = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #pending = new Set<Promise<void>>();

  constructor(output: Output) {
    this.#output = output;
  }

  /** The terminal to hold back from now on. */
  connect(valve: Valve): void {
    this.#resume();
    this.#valve = valve;
  }

  write(attemptId: string, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const taken = this.#output(attemptId, bytes);
    if (taken === undefined) return;
    this.#waiting += bytes.length;
    // A failed write is the output's to report; the command goes on.
    const done = taken
      .catch(() => undefined)
      .then(() => {
        this.#pending.delete(done);
        this.#waiting -= bytes.length;
        if (this.#waiting <= low) this.#resume();
      });
    this.#pending.add(done);
    if (this.#waiting > high) this.#pause();
  }

  /** Resolves when the output has taken everything. */
  async flushed(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #pause(): void {
    if (this.#paused || this.#valve === undefined || this.#valve.exited) return;
    this.#paused = true;
    this.#valve.pause();
    this.#timer = setInterval(() => {
      if (this.#valve?.exited === true) this.#resume();
    }, look);
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    clearInterval(this.#timer);
    this.#valve?.resume();
  }
}
