import type { Rung } from './processes/ladder.ts';

/** What a session tells besides output. */
export type SessionEvent =
  /** Its folder had gone, and was made again; the shell is the same. */
  | { readonly type: 'mended' }
  | { readonly type: 'stopping'; readonly attemptId: string; readonly how: Rung }
  /** The shell was replaced; `missing` names what could not be restored since it held a secret. */
  | {
      readonly type: 'restored';
      readonly reason: 'ended' | 'lost' | 'resumed';
      readonly cwd: string;
      readonly missing: readonly string[];
    };
