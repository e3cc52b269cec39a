import type { OtherWay } from '../alternative.ts';

/** A command of a step, as the runbook has it. */
export interface PageCommand {
  readonly title?: string;
  readonly text: string;
  readonly line: number;
  readonly expected?: string;
  /** Other ways to do it, from the runbook: shown and copied, never run by the walk. */
  readonly otherWays?: readonly OtherWay[];
  /** Names of the inputs its text holds. */
  readonly inputs: readonly string[];
  readonly risks: readonly { readonly kind: string; readonly words: string }[];
  readonly endless: boolean;
  readonly needsTerminal: boolean;
  readonly entersShell: boolean;
  /** The command that opens the shell that this one is meant for; absent where that is the session's own. */
  readonly inside?: string;
}
