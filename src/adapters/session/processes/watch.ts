import type { Attempt } from '../attempt.ts';
import { argumentsOf, foregroundOf, isInteractiveShell, signal } from './foreground.ts';

export interface Watch {
  readonly attempt: Attempt;
  readonly pid: () => number;
  /** ms for which the signs must hold. */
  readonly delay: number;
  readonly lost: () => void;
  /** Called at each look while the statement runs. */
  readonly tend: () => void;
}

/**
 * Calls `lost` where the foreground is the shell's own for the delay and nothing will ever say how the statement ended: it was asked
 * at its prompt and does not answer, or `exec` has put another shell, without our hook, in its place. A shell that merely waits in
 * `read` or `wait` shows neither sign.
 */
export function watchForLost({ attempt, pid, delay, lost, tend }: Watch): void {
  let since: number | undefined;
  const timer = setInterval(() => {
    if (attempt.begun && !attempt.heard) tend();
    void signs(attempt, pid()).then(seen => {
      if (!seen) since = undefined;
      else if (since === undefined) since = performance.now();
      else if (performance.now() - since >= delay && !attempt.settled) {
        clearInterval(timer);
        lost();
      }
    });
  }, delay / 4);
  timer.unref();
  void attempt.ended.then(() => clearInterval(timer));
}

async function signs(attempt: Attempt, pid: number): Promise<boolean> {
  const groups = await foregroundOf(pid);
  // The shell that started it would continue it; there is none.
  if (groups?.isStopped === true) signal(pid, 'SIGCONT');
  if (!attempt.begun) return false;
  if (groups === undefined || groups.own !== groups.foreground) return false;
  if (attempt.askedAt !== undefined) return true;
  const argv = await argumentsOf(pid);
  return !argv.includes('--noediting') && isInteractiveShell(argv);
}
