import type { AttemptStarted } from '../../../src/core/audit/entry.ts';
import type { Journal } from '../../../src/adapters/audit/journal/journal.ts';

export const started = (attemptId: string, cmd = 'echo hello'): AttemptStarted => ({
  type: 'attempt.started',
  step: 's1',
  stmt: 0,
  stmtDigest: 'd',
  attempt: 1,
  attemptId,
  cmd,
  cwd: '/',
  shell: 'bash',
  inputs: [],
});

/** One attempt with its output, start to end. */
export async function attempt(
  journal: Journal,
  attemptId: string,
  output: string | Uint8Array,
): Promise<void> {
  journal.append(started(attemptId));
  const writer = journal.output(attemptId);
  writer.write(Buffer.from(output));
  const summary = await writer.end({ masked: 0 });
  journal.append({
    type: 'attempt.finished',
    attemptId,
    outcome: 'exited',
    exit: 0,
    durMs: 1,
    cwd: '/',
    outputs: [summary],
  });
}
