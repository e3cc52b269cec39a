import type { KeyAsker } from '../../adapters/audit/keys/keyAsker.ts';
import type { Channel } from '../../adapters/socket.ts';
import type { Event } from '../../protocol/event.ts';
import type { KeyQuestion } from '../../protocol/key.ts';

interface Pending {
  readonly question: KeyQuestion;
  readonly answer: (answer: string | undefined) => void;
}

/** Asks whoever acts about the key that signs. What is asked while nobody is there waits for the next who comes. */
export class KeyDesk implements KeyAsker {
  readonly #pending = new Map<number, Pending>();
  #next = 1;
  #acting: Channel | undefined;

  ask(question: KeyQuestion, signal: AbortSignal): Promise<string | undefined> {
    const id = this.#next++;
    return new Promise(resolve => {
      const end = (answer: string | undefined): void => {
        if (!this.#pending.delete(id)) return;
        this.#tell({ type: 'key', id });
        resolve(answer);
      };
      this.#pending.set(id, { question, answer: end });
      signal.addEventListener('abort', () => end(undefined), { once: true });
      if (signal.aborted) end(undefined);
      else this.#tell({ type: 'key', id, question });
    });
  }

  /** Whoever acts from now on; one who only reads along is asked nothing. */
  seat(acting: Channel | undefined): void {
    if (acting === this.#acting) return;
    for (const id of this.#pending.keys()) this.#tell({ type: 'key', id });
    this.#acting = acting;
    for (const [id, { question }] of this.#pending) this.#tell({ type: 'key', id, question });
  }

  take(from: Channel, id: number, answer: string | undefined): void {
    if (from === this.#acting) this.#pending.get(id)?.answer(answer);
  }

  #tell(event: Event): void {
    this.#acting?.send(event);
  }
}
