import type { Walk } from '../walk.ts';

/** Milliseconds before the first two looks, and between later ones. */
const soon = 1000;
const later = 15_000;

/**
 * Looks now and then which process a running command is, so that whoever waits for a silent one sees whether it lives. A process that
 * was there twice is the command; what comes and goes is called by the shell that begins it. Answers what ends the looking.
 */
export function watchRunningProcess(walk: Walk, attemptId: string): () => void {
  let before: number | undefined;
  let looks = 0;
  let timer: NodeJS.Timeout;
  const look = async (): Promise<void> => {
    const seen = await walk.options.stage.process();
    // It may have ended meanwhile.
    if (walk.running?.attemptId !== attemptId) return;
    const process = seen?.command !== undefined && seen.command === before ? before : seen?.shell;
    before = seen?.command;
    looks += 1;
    if (looks > 1 && process !== walk.running.process) walk.setRunning({ ...walk.running, process });
    wait();
  };
  const wait = (): void => {
    timer = setTimeout(() => void look(), looks < 2 ? soon : later).unref();
  };
  wait();
  return () => clearTimeout(timer);
}
