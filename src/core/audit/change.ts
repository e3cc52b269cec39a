// What was done otherwise than the text says that the run began with: decisions that a reviewer looks at first.
import type { Author } from './author.ts';

/** A person's decision to run another text in the place of a command; it is signed before that text runs. */
export interface CommandEdited {
  readonly type: 'command.edited';
  readonly step: string;
  readonly stepDigest: string;
  /** Index of the statement in its step, from 0. */
  readonly stmt: number;
  /** SHA-256 of the runbook's command, its values filled in and secrets masked. */
  readonly originalDigest: string;
  /** SHA-256 of `cmd`; `attempt.started.edit` names it. */
  readonly editDigest: string;
  /** The text that was agreed to; it holds no secret. */
  readonly cmd?: string;
  readonly cmdObject?: string;
  /** The object of role `diff` with the difference, as `diff -u` writes it. */
  readonly diff: string;
  /** Whether it never ends by itself, so that stopping it is its normal end. */
  readonly endless: boolean;
  /** An exit code that is no failure by itself, and the words that may give it. */
  readonly normalExit?: { readonly exit: number; readonly words: string };
  readonly reason: string;
  /** The name that was typed to unlock it. */
  readonly confirmed?: string;
  readonly by: Author;
}

export interface Reopened {
  readonly step: string;
  /** Its id in the text before; a step's id is made from its words. */
  readonly was: string;
}

/** A person's decision to go on with the text that the file holds now; from here on, steps are those of that text. */
export interface RunbookAdopted {
  readonly type: 'runbook.adopted';
  /** SHA-256 of the bytes of the text before and of the new one. */
  readonly from: string;
  readonly to: string;
  /** The object of role `runbook` with the new text. */
  readonly object: string;
  /** The object of role `diff` with the difference, as `diff -u` writes it. */
  readonly diff: string;
  readonly reason: string;
  /** Steps that are open although they were done, failed or skipped (`was`): they stand in the same place, with another text. */
  readonly reopened: readonly Reopened[];
  readonly by: Author;
}

/** A person said of what only looks like shell that it is: from here on the step is one of commands. */
export interface StepTreated {
  readonly type: 'step.treated';
  readonly step: string;
  readonly stepDigest: string;
  readonly as: 'shell';
  readonly by: Author;
}
