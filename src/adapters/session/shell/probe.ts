import { probeBegins } from './hook.ts';

/** What is held back at most while a shell is asked: a command that floods is not at its prompt, so nothing will answer. */
const most = 64 * 1024;

/** One question after an exit code: holds back what comes meanwhile, so that the echo of the question is not seen. */
export class Probe {
  readonly nonce: string;
  readonly #told: (exit: number | undefined) => void;
  #held: Uint8Array[] = [];
  #size = 0;
  #isOver = false;

  constructor(nonce: string, told: (exit: number | undefined) => void) {
    this.nonce = nonce;
    this.#told = told;
  }

  /** What may be shown at once. */
  push(bytes: Uint8Array): Uint8Array {
    if (this.#isOver) return bytes;
    this.#held.push(bytes);
    this.#size += bytes.length;
    return this.#size > most ? this.#release() : nothing;
  }

  /** Takes what the shell said. */
  answer(rest: string): void {
    const all = Buffer.concat(this.#held);
    const echo = all.indexOf(probeBegins);
    this.#held = [echo < 0 ? all : all.subarray(0, echo)];
    this.#told(/^\d{1,3}$/.test(rest) ? Number(rest) : undefined);
  }

  /** What was held back; the question is over. */
  end(): Uint8Array {
    this.#told(undefined);
    return this.#release();
  }

  #release(): Uint8Array {
    this.#isOver = true;
    const all = Buffer.concat(this.#held);
    this.#held = [];
    return all;
  }
}

const nothing = new Uint8Array(0);
