import type { KeyQuestion } from '../../protocol/key.ts';
import type { KeyAsker } from '../audit/keys/keyAsker.ts';

/** A question about the key that signs, or its end where there is none. */
export interface KeyAsked {
  readonly id: number;
  readonly question?: KeyQuestion;
}

/** What was typed; undefined if it was declined. */
export interface KeyTyped {
  readonly id: number;
  readonly typed: string | undefined;
}

/** Asks by way of whoever this thread answers: only there is a person. */
export class HostAsker implements KeyAsker {
  readonly #tell: (asked: KeyAsked) => void;
  readonly #open = new Map<number, (typed: string | undefined) => void>();
  #last = 0;

  constructor(tell: (asked: KeyAsked) => void) {
    this.#tell = tell;
  }

  ask(question: KeyQuestion, signal: AbortSignal): Promise<string | undefined> {
    const id = ++this.#last;
    return new Promise(resolve => {
      const end = (typed: string | undefined): void => {
        if (!this.#open.delete(id)) return;
        this.#tell({ id });
        resolve(typed);
      };
      this.#open.set(id, end);
      signal.addEventListener('abort', () => end(undefined), { once: true });
      if (signal.aborted) end(undefined);
      else this.#tell({ id, question });
    });
  }

  take({ id, typed }: KeyTyped): void {
    this.#open.get(id)?.(typed);
  }
}
