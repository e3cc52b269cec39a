import type { CommandEdited } from '../../audit/change.ts';
import type { EditFault } from '../../shell/edit.ts';
import type { NormalExit, Risk } from '../../shell/statement.ts';
import type { DiffLine } from './difference.ts';

/** What the log says of a text that was put in a command's place. */
export interface Edit {
  readonly digest: string;
  readonly text: string;
  readonly reason: string;
  readonly endless: boolean;
  readonly normalExit?: NormalExit;
  /** The name that was typed to unlock it; a retry asks for it again. */
  readonly confirmed?: string;
}

/** A text that waits for its confirmation, beside the runbook's. */
export interface ProposalView {
  readonly digest: string;
  readonly text: string;
  readonly difference: readonly DiffLine[];
  readonly risks: readonly Risk[];
  readonly endless: boolean;
  /** The name that has to be typed, and the words that ask for it. */
  readonly guard?: Guard;
}

/** A text that was confirmed for a command, beside the runbook's. */
export interface EditedView {
  readonly digest: string;
  readonly text: string;
  readonly difference: readonly DiffLine[];
  readonly reason: string;
  readonly guard?: Guard;
  /** Whether it is what the newest attempt ran. */
  readonly ran: boolean;
}

/** The name that has to be typed before something runs, and the words that ask for it. */
export interface Guard {
  readonly name: string;
  readonly words: string;
}

/** Why a text cannot take a command's place. */
export type EditRefusal =
  | EditFault
  /** It is the runbook's; it holds a secret; another command comes first; it is none that bash reads; it is not the one shown. */
  | { readonly kind: 'same' | 'secret' | 'not-next' | 'not-shell' | 'gone' };

/** A command as it is kept: line ends are LF, and none stands behind the last line. */
export function normalised(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
}

/** The edit that an entry records. */
export function editOf(entry: CommandEdited): Edit {
  const { editDigest: digest, cmd: text = '', reason, endless, normalExit, confirmed } = entry;
  return {
    digest,
    text,
    reason,
    endless,
    ...(normalExit === undefined ? {} : { normalExit }),
    ...(confirmed === undefined ? {} : { confirmed }),
  };
}
