import type { ShellReplaced } from '../../core/run/shellChange.ts';
import type { Rung } from './processes/ladder.ts';

/** What a session tells besides output. */
export type SessionEvent =
  /** Its folder had gone, and was made again; the shell is the same. */
  | { readonly type: 'mended' }
  | { readonly type: 'stopping'; readonly attemptId: string; readonly how: Rung }
  /** The shell was replaced, and stands in `cwd` now. */
  | { readonly type: 'restored'; readonly change: ShellReplaced; readonly cwd: string };
