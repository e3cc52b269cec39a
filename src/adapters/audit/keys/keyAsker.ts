import type { KeyQuestion } from '../../../protocol/key.ts';

/** Somebody who can ask the person whose key it is, elsewhere than on this process's terminal. */
export interface KeyAsker {
  /**
   * What was typed; undefined if it was declined, or if the signal took the question back. A touch has no answer: it is
   * shown until the signal, and undefined before that is a refusal.
   */
  ask(question: KeyQuestion, signal: AbortSignal): Promise<string | undefined>;
}
