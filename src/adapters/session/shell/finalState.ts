import type { ShellState } from './state.ts';

/** What a shell says of itself as a statement ends it. */
export interface Said {
  readonly cwd: string;
  readonly state: ShellState;
}

/** ms in which what has been written is read. */
const longest = 1000;

/** Waits for what a shell says as it ends: its state by a pipe, and on the terminal that all of it was said. */
export class FinalState {
  #cwd: string | undefined;
  readonly #state: Promise<ShellState>;
  #resolve: (state: ShellState) => void = () => undefined;

  constructor() {
    this.#state = new Promise(resolve => {
      this.#resolve = resolve;
    });
  }

  take(state: ShellState): void {
    this.#resolve(state);
  }

  /** All was said; `rest` is what the marker says. */
  end(rest: string): void {
    this.#cwd = rest.replaceAll('\r\n', '\n');
  }

  /** Once the shell is gone; undefined where it did not come to say it. */
  async read(): Promise<Said | undefined> {
    const cwd = this.#cwd;
    if (cwd === undefined) return undefined;
    const late = new Promise<undefined>(resolve => {
      setTimeout(() => resolve(undefined), longest).unref();
    });
    const state = await Promise.race([this.#state, late]);
    return state === undefined ? undefined : { cwd, state };
  }
}
