import { AuditFailure, systemFacts } from '../../adapters/audit/failure.ts';
import type { Journal } from '../../adapters/audit/journal/journal.ts';
import type { Recordable } from '../../adapters/audit/journal/journalParts.ts';
import { readRun } from '../../adapters/audit/runFolder.ts';
import type { Action, OutputSummary, Recorded } from '../../core/audit/entry.ts';
import { lastBytes } from '../../adapters/session/lastBytes.ts';
import {
  NotRecorded,
  NotTheirTurn,
  turned,
  type Ending,
  type OutputSink,
  type Recorder,
} from './recorder.ts';

/** The journal of a run as the walk uses it: its failures come out as `NotRecorded`. */
export function recorderFor(journal: Journal): Recorder {
  return {
    append: action => guard(() => append(journal, action)),
    checkpoint: async why => {
      guard(() => journal.checkpoint(why));
      await guardAsync(() => journal.maintain());
    },
    store: (content, about) => guard(() => journal.store(content, about)),
    offer: entry => guardAsync(() => journal.offer(entry)),
    seal: ending => guardAsync(() => seal(journal, ending)),
    signSeal: () => guardAsync(() => journal.signSeal()),
    output: attemptId => sinkFor(journal, attemptId),
    readOutput: async (attemptId, limit) =>
      lastBytes((await readRun(journal.folder)).output(attemptId), limit),
    get entries() {
      return journal.entries;
    },
    get unsigned() {
      return journal.unsigned;
    },
    get sealUnsigned() {
      return journal.sealUnsigned;
    },
    folder: journal.folder,
    release: () => journal.close(),
  };
}

function append(journal: Journal, action: Action): Recorded {
  if (action.type === 'checkpoint' || action.type === 'seal' || action.type === 'handover.offered')
    throw new Error(`${action.type} is the journal's own`);
  return journal.append<Recordable>(action);
}

async function seal(journal: Journal, { result, reason, counts }: Ending): Promise<readonly Recorded[]> {
  const { entry } = await journal.seal({ result, counts, ...(reason === undefined ? {} : { reason }) });
  return [entry];
}

function sinkFor(journal: Journal, attemptId: string): OutputSink {
  const writer = journal.output(attemptId);
  return {
    write: bytes => (writer.write(bytes) ? undefined : writer.drained()),
    end: async masked => {
      const summary: OutputSummary = await guardAsync(() => writer.end({ masked }));
      return summary.kept === 0 ? [] : [summary];
    },
  };
}

/** As `guardAsync`, of work that is done when it returns. */
export function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(error);
  }
}

/** Runs work on the log's files; what they fail with comes out as `NotRecorded`. */
export async function guardAsync<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translated(error);
  }
}

/** Only what the world did to the log; a bug stays a bug. */
function translated(error: unknown): unknown {
  if (error instanceof AuditFailure) {
    const { code, facts, message } = error;
    const why = turned.find(one => one === code);
    return why === undefined
      ? new NotRecorded({ code, ...facts }, message, { cause: error })
      : new NotTheirTurn(why, message, { cause: error });
  }
  return error instanceof Error && 'syscall' in error
    ? new NotRecorded({ code: 'system', ...systemFacts(error) }, error.message, { cause: error })
    : error;
}
