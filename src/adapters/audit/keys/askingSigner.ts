import { keyLine, type PublicKey } from '../../../core/audit/ssh/sshkey.ts';
import type { KeyQuestion } from '../../../protocol/key.ts';
import { signByKeygen } from './askpass.ts';
import type { KeyAsker } from './keyAsker.ts';
import type { Signer } from './signer.ts';

/** How often a passphrase may be wrong before it is taken for one that is not known. */
const tries = 3;
/** How long a passphrase that was right is kept: the line that is signed may be another by the time it was typed. */
const keptMs = 5_000;
/** A token that wants a PIN asks for it at once; only then, or after this, does it wait for a touch. */
const touchAfterMs = 400;

export interface AskedKey {
  readonly environment: NodeJS.ProcessEnv;
  readonly path: string;
  readonly key: PublicKey;
  readonly asker: KeyAsker;
}

/** Signs by ssh-keygen with a key that asks a person each time: for its passphrase, its PIN or a touch. */
export function askingSigner(asked: AskedKey): Signer {
  const memory = new Memory();
  const touches = asked.key.application !== undefined;
  const asking = new Asking();
  return {
    publicKey: keyLine(asked.key),
    keyStore: touches ? 'sk' : 'file',
    place: asked.path,
    asks: true,
    askedIn: touches ? 'touch' : 'passphrase',
    withdraw: () => asking.withdraw(),
    sign: (message, namespace) =>
      asking.during(async signal => {
        for (let again = false, left = tries; left > 0; left--, again = true) {
          const attempt = new Attempt(asked, { memory, again, why: whyOf(namespace), signal });
          const signature = await attempt.sign(message, namespace);
          if (signature !== undefined) return signature;
          memory.forget();
          if (!attempt.answered || signal.aborted) break;
        }
        throw new Error('The key did not sign.');
      }),
  };
}

/** The same key of an agent, with word to the person that it waits for a touch. */
export function touchedSigner(signer: Signer, asker: KeyAsker): Signer {
  const asking = new Asking();
  return {
    ...signer,
    askedIn: 'touch',
    withdraw: () => asking.withdraw(),
    sign: (message, namespace) =>
      asking.during(async signal => {
        const question = { kind: 'touch', place: signer.place, why: whyOf(namespace), again: false } as const;
        const refused = asker.ask(question, signal).then(() => {
          throw new Error('The touch was refused.');
        });
        return await Promise.race([signer.sign(message, namespace), refused]);
      }),
  };
}

function whyOf(namespace: string): KeyQuestion['why'] {
  if (namespace === 'seal.v1@handrail') return 'seal';
  return namespace === 'approve.v1@handrail' ? 'review' : 'open';
}

/** What is asked now, so that it can be taken back. */
class Asking {
  readonly #open = new Set<AbortController>();

  async during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#open.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#open.delete(controller);
      // Whatever is still shown has been answered by other means.
      controller.abort();
    }
  }

  withdraw(): void {
    for (const controller of this.#open) controller.abort();
  }
}

/** A passphrase, for moments, and only for what it was typed for. */
class Memory {
  #passphrase: Buffer | undefined;
  #why: KeyQuestion['why'] | undefined;
  #timer: NodeJS.Timeout | undefined;

  passphrase(why: KeyQuestion['why']): string | undefined {
    return why === this.#why ? this.#passphrase?.toString('utf8') : undefined;
  }

  keep(passphrase: string, why: KeyQuestion['why']): void {
    this.forget();
    this.#why = why;
    this.#passphrase = Buffer.from(passphrase, 'utf8');
    this.#timer = setTimeout(() => this.forget(), keptMs).unref();
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#passphrase?.fill(0);
    this.#passphrase = undefined;
  }
}

interface Circumstance {
  readonly memory: Memory;
  readonly again: boolean;
  readonly why: KeyQuestion['why'];
  readonly signal: AbortSignal;
}

/** One try of ssh-keygen, and what it asked. */
class Attempt {
  readonly #asked: AskedKey;
  readonly #now: Circumstance;
  readonly #refused = new AbortController();
  /** Something was typed, or remembered: if nothing was signed, it was wrong. */
  answered = false;

  constructor(asked: AskedKey, now: Circumstance) {
    this.#asked = asked;
    this.#now = now;
  }

  async sign(message: Uint8Array, namespace: string): Promise<string | undefined> {
    const { environment, path, key } = this.#asked;
    const { memory, signal, why } = this.#now;
    const ended = new AbortController();
    const touch = key.application === undefined ? undefined : this.#touchSoon(ended.signal);
    let typed: string | undefined;
    try {
      const signature = await signByKeygen({
        environment,
        path,
        message,
        namespace,
        signal: AbortSignal.any([signal, this.#refused.signal]),
        answer: async prompt => {
          clearTimeout(touch);
          typed = memory.passphrase(why) ?? (await this.#ask(/\bPIN\b/.test(prompt) ? 'pin' : 'passphrase'));
          this.answered = typed !== undefined;
          if (this.answered && touch !== undefined) this.#touch(ended.signal);
          return typed;
        },
      });
      if (signature !== undefined && typed !== undefined && key.application === undefined)
        memory.keep(typed, why);
      return signature;
    } finally {
      clearTimeout(touch);
      ended.abort();
    }
  }

  #ask(kind: 'passphrase' | 'pin' | 'touch', signal = this.#now.signal): Promise<string | undefined> {
    const { again, why } = this.#now;
    return this.#asked.asker.ask({ kind, place: this.#asked.path, why, again }, signal);
  }

  #touchSoon(signal: AbortSignal): NodeJS.Timeout {
    return setTimeout(() => this.#touch(signal), touchAfterMs);
  }

  #touch(ended: AbortSignal): void {
    void this.#ask('touch', AbortSignal.any([ended, this.#now.signal])).then(() => {
      if (!ended.aborted) this.#refused.abort();
    });
  }
}
