import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { systemCode } from '../audit/failure.ts';
import { readRun, type RunRecord } from '../audit/runFolder.ts';
import { verifyRun } from '../audit/verify.ts';
import type { AttemptFinished, AttemptStarted, Recorded } from '../../core/audit/entry.ts';
import { toAsciicast, type Recording } from '../../core/report/asciicast.ts';

/** Which attempt of which run is wanted as a recording. */
export interface CastWish {
  readonly folder: string;
  readonly attempt?: string;
  readonly signers?: string;
  /** A file; standard output by default. */
  readonly out?: string;
}

/** `system` is the code of the error with which the file could not be written; nothing else is the file's fault. */
export type CastProblem = { readonly usage: string } | { readonly io: string; readonly system?: string };

/** Writes one attempt as asciicast v3, or says why not; memory does not grow with its output. */
export async function writeCast(wish: CastWish): Promise<CastProblem | undefined> {
  const verdict = await verifyRun(wish.folder, wish.signers === undefined ? {} : { signers: wish.signers });
  if (verdict.exit === 5) return { io: `Nothing in ${wish.folder} can be read as a run.` };
  const record = await readRun(wish.folder);
  const started = chosen(record, wish.attempt);
  if (typeof started === 'string') return { usage: started };
  const lines = toAsciicast({ ...recordingOf(record, started), verdict });
  try {
    if (wish.out === undefined) await pipeline(Readable.from(lines), process.stdout, { end: false });
    else await pipeline(Readable.from(lines), createWriteStream(wish.out));
    return undefined;
  } catch (error) {
    // A reader that has seen enough is no failure.
    if (wish.out === undefined && systemCode(error) === 'EPIPE') return undefined;
    if (systemCode(error) === undefined || !(error instanceof Error)) throw error;
    const io = `${wish.out ?? 'standard output'} could not be written: ${error.message}.`;
    return { io, system: systemCode(error) ?? '' };
  }
}

/** One execution of a command, to be chosen by. */
export interface NamedAttempt {
  readonly attemptId: string;
  /** First line of what ran. */
  readonly command: string;
  /** ms since the epoch. */
  readonly startedAt: number;
}

/** The attempts of a run that a recording can tell, in order. */
export async function attemptsOf(folder: string): Promise<readonly NamedAttempt[]> {
  return namedAttempts(await readRun(folder));
}

function namedAttempts({ entries }: RunRecord): readonly NamedAttempt[] {
  return entries
    .filter(entry => entry.type === 'attempt.started')
    .map(({ attemptId, cmd, t = 0 }) => ({
      attemptId,
      command: (cmd ?? '').split('\n')[0] ?? '',
      startedAt: t,
    }));
}

function chosen(record: RunRecord, wanted: string | undefined): Recorded<AttemptStarted> | string {
  const attempts = record.entries.filter(entry => entry.type === 'attempt.started');
  const found = attempts.filter(({ attemptId }) => wanted === undefined || attemptId === wanted);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const names = namedAttempts(record).map(({ attemptId, command }) => `  ${attemptId}  ${command}`);
  if (names.length === 0) return 'No command was run in this run.';
  const why =
    wanted === undefined
      ? 'asciicast tells one attempt: name it with --attempt.'
      : `There is no attempt ${wanted}.`;
  return [why, 'The attempts of this run:', ...names].join('\n');
}

function recordingOf(record: RunRecord, started: Recorded<AttemptStarted>): Omit<Recording, 'verdict'> {
  const { attemptId, cmd = '', t = 0 } = started;
  const finished = record.entries.find(
    (entry): entry is Recorded<AttemptFinished> =>
      entry.type === 'attempt.finished' && entry.attemptId === attemptId,
  );
  const timing = record.timing(attemptId);
  const gone = goneOf(record, attemptId);
  return {
    title: `${cmd.split('\n')[0] ?? ''} (${record.run})`,
    command: cmd,
    startedAt: t,
    ...(finished === undefined ? {} : { durationMs: finished.durMs }),
    ...(finished?.exit === undefined ? {} : { exit: finished.exit }),
    ending: endingOf(finished),
    chunks: { [Symbol.iterator]: () => record.output(attemptId) },
    // Offsets count from the beginning; behind a part that is missing they say nothing.
    ...(timing === undefined || gone !== undefined ? {} : { timing }),
    ...(gone === undefined ? {} : { gone }),
  };
}

function goneOf(record: RunRecord, attemptId: string): string | undefined {
  const parts = record.objects.filter(({ role, of }) => role === 'output' && of === attemptId);
  const redaction = record.redactions.find(({ sha256 }) => parts.some(part => part.sha256 === sha256));
  if (redaction !== undefined) return `deleted on purpose by ${redaction.by}, ${redaction.reason}`;
  let there = 0;
  for (const part of record.output(attemptId)) there += part.length === 0 ? 0 : 1;
  return there === parts.length ? undefined : 'their files are missing or were changed';
}

function endingOf(finished: AttemptFinished | undefined): string {
  if (finished === undefined || finished.outcome === 'lost') return 'nobody saw how';
  if (finished.outcome === 'exited') return `with exit code ${finished.exit ?? 0}`;
  return finished.signal === undefined ? finished.outcome : `${finished.outcome} (${finished.signal})`;
}
