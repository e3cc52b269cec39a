import type { Namespace } from '../../../core/audit/entry.ts';
import { signInTime, type Signer } from './signer.ts';

/** The log that the user's key signs, as far as that concerns it. */
export interface Signable {
  /** The last line, where a signature of this kind may follow it now. */
  line(ns: Namespace): Uint8Array | undefined;
  /** Records a signature over the last line. */
  add(ns: Namespace, sig: string): void;
}

export interface Patience {
  /** How long the key is waited for; 30 s by default. */
  readonly patienceMs?: number;
  /** Told where the key has signed after it was waited for no longer. */
  readonly signedLate?: () => void;
}

/** How often a line is tried that is no longer the last once it is signed. */
const tries = 10;

/** The user's key at one log: waited for no longer than is said, and welcome late where a view asks for it. */
export class UserKey {
  readonly signer: Signer;
  readonly #log: Signable;
  readonly #patience: Patience;

  constructor(parts: Patience & { readonly signer: Signer }, log: Signable) {
    this.signer = parts.signer;
    this.#log = log;
    this.#patience = parts;
  }

  /** Takes back what is being asked. */
  withdraw(): void {
    this.signer.withdraw?.();
  }

  /** A signature over a line that is not written yet, and the promise of one that comes late. */
  async over(
    line: Uint8Array,
    ns: Namespace,
  ): Promise<{ readonly sig: string | undefined; readonly coming: Promise<string> }> {
    // What it covers is what an earlier question was about.
    this.withdraw();
    const coming = this.signer.sign(line, ns);
    return { sig: await signInTime(coming, this.#patience.patienceMs), coming };
  }

  /** Signs the last line. False if the key did not sign in time; it may still do so, where a view asks. */
  async signLast(ns: Namespace, waitMs = this.#patience.patienceMs): Promise<boolean> {
    const moment = { late: false };
    const signed = await signInTime(this.#sign(ns, moment), waitMs);
    moment.late = true;
    return signed ?? false;
  }

  /** A passphrase that came late has signed a line that is no longer the last; it signs the last one without asking anew. */
  async signOnce(coming: Promise<string>, ns: Namespace): Promise<void> {
    if (this.signer.askedIn === 'touch') this.withdraw();
    const came = await coming.catch(() => undefined);
    if (came === undefined || this.#log.line(ns) === undefined) return;
    if (await this.signLast(ns)) this.#patience.signedLate?.();
  }

  /** Where lines came in between, the last one now is signed instead, unless that would ask a person once more. */
  async #sign(ns: Namespace, moment: { readonly late: boolean }): Promise<boolean> {
    const { askedIn } = this.signer;
    for (let left = tries; left > 0; left--) {
      const line = this.#log.line(ns);
      if (line === undefined) return false;
      const sig = await this.signer.sign(line, ns);
      const last = this.#log.line(ns);
      if (moment.late && askedIn === undefined) return false;
      if (last === line) {
        this.#log.add(ns, sig);
        if (moment.late) this.#patience.signedLate?.();
        return true;
      }
      if (askedIn !== 'passphrase') return false;
    }
    return false;
  }
}
