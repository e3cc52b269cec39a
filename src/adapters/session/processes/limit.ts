/** How long a command may take; its time runs from `start`. */
export class Limit {
  #ms: number;
  #due: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reached: () => void = () => undefined;

  constructor(ms: number) {
    this.#ms = ms;
  }

  start(reached: () => void): void {
    this.#reached = reached;
    this.#due = performance.now() + this.#ms;
    this.#wait(this.#due);
  }

  /** False where the time is already up. */
  extend(ms: number): boolean {
    this.#ms += ms;
    if (this.#due === undefined) return true;
    if (performance.now() >= this.#due) return false;
    this.#due += ms;
    this.#wait(this.#due);
    return true;
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #wait(due: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#reached, Math.min(Math.max(0, due - performance.now()), longest));
  }
}

/** Longest timer of Node, in ms; a longer one would end at once. */
const longest = 2 ** 31 - 1;
