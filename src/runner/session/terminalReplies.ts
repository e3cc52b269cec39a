import { isReply } from '../../protocol/terminal.ts';

/** Characters of what was printed before that are looked at again: a question may come in two pieces. */
const joint = 64;

/**
 * Which command asked the terminal of a window something (what it is, where its cursor stands, what its colours are). The terminal's answer
 * comes as keys do, and some time later: the command that asked may have ended, and the next must not find the answer typed into it.
 */
export class TerminalReplies {
  #printed = '';
  #asker: string | undefined;

  /** The window is sent this, which a command has printed. */
  printed(bytes: Uint8Array, attemptId: string | undefined): void {
    const all = this.#printed + Buffer.from(bytes).toString('latin1');
    if (question.test(all)) {
      this.#asker = attemptId;
      this.#printed = '';
    } else this.#printed = all.slice(-joint);
  }

  /** The window is sent the screen as it is: whoever asked before, a question may be in it whose asker is not known. */
  redrawn(): void {
    this.#printed = '';
    this.#asker = undefined;
  }

  /** False where the keys are an answer of the terminal, and whoever asked does not run any more. */
  isWanted(keys: string, running: string): boolean {
    return !isReply(keys) || this.#asker === undefined || running === this.#asker;
  }
}

// DA, DSR, DECRQM, XTVERSION and reports of the window; OSC of colours; DCS of settings. Names and numbers as in xterm's "Control Sequences".
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const question = /\u001B(\[[=>?]?[\d;]*(c|n|\$p|t)|\[>\d*q|\][\d;]+;\?|P[$+]q)/;
