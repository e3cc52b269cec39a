import type { ShellState } from './state.ts';

interface Pending {
  readonly state: Promise<ShellState | undefined>;
  readonly resolve: (state: ShellState | undefined) => void;
}

/** ms in which a shell says all of itself; where an interrupt hits it just then, it never does. */
const longestState = 2000;

/** What a shell says of itself at the end of a statement, or where it is asked, by the nonces that stand for these. */
export class StatementEnds {
  /** The nonces that may end the statement; its state may come before the marker does. */
  readonly #open = new Map<string, Pending>();
  /** Nonces that ended statements, or would have: the shell may say them later than it was believed to. */
  readonly #retired = new Set<string>();
  /** Questions that wait for the shell's answer. */
  readonly #questions = new Map<string, (state: ShellState | undefined) => void>();
  #chosen: Pending & { readonly nonce: string } = {
    nonce: '',
    state: Promise.resolve(undefined),
    resolve: () => undefined,
  };

  /** What it said after the last statement; undefined where it could not. */
  get state(): Promise<ShellState | undefined> {
    return this.#chosen.state;
  }

  /** From now on this nonce may end the statement. */
  expect(nonce: string): void {
    let resolve: Pending['resolve'] = () => undefined;
    const state = new Promise<ShellState | undefined>(done => {
      resolve = done;
    });
    this.#open.set(nonce, { state, resolve });
  }

  mayEnd(nonce: string): boolean {
    return this.#open.has(nonce);
  }

  isRetired(nonce: string): boolean {
    return this.#retired.has(nonce);
  }

  /** Of the nonces that may end a statement one has; the state is the one that came with it. */
  choose(nonce: string): void {
    const chosen = this.#open.get(nonce);
    if (chosen === undefined) return;
    for (const known of this.#open.keys()) this.#retired.add(known);
    this.#open.clear();
    this.#chosen = { nonce, ...chosen };
    setTimeout(() => chosen.resolve(undefined), longestState).unref();
  }

  /** The answer to a question that was typed; undefined where none comes. */
  async answer(nonce: string): Promise<ShellState | undefined> {
    const state = await new Promise<ShellState | undefined>(resolve => {
      this.#questions.set(nonce, resolve);
      setTimeout(() => resolve(undefined), longestState).unref();
    });
    this.#questions.delete(nonce);
    return state;
  }

  /** Takes what the shell says. */
  take(state: ShellState): void {
    const { nonce } = state;
    const answer = this.#questions.get(nonce);
    if (answer !== undefined) answer(state);
    else (nonce === this.#chosen.nonce ? this.#chosen : this.#open.get(nonce))?.resolve(state);
  }

  /** The shell has gone, and says no more. */
  close(): void {
    for (const { resolve } of [...this.#open.values(), this.#chosen]) resolve(undefined);
  }
}
