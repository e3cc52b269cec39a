import type { Action, Recorded } from '../core/audit/entry.ts';
import { emptyRun, replay, type RunState } from '../core/run/state.ts';
import type { Notice, Recording } from '../core/run/view.ts';
import { NotRecorded, type CheckpointReason, type Kept, type Recorder, type SealCounts } from './recorder.ts';

export interface OpenedLog {
  readonly recorder: Recorder;
  /** What it already holds: its opening, and on resume what came before. */
  readonly entries: readonly Recorded[];
  /** What the operator should know about the key. */
  readonly notices: readonly Notice[];
  /** What is recorded behind the opening, of a state that may hold some of it already. */
  readonly begins?: (state: RunState) => readonly Action[];
}

export interface RunLogOptions {
  /** Opens the log: a new one at the first action, so that looking at a runbook leaves no trace. */
  readonly openLog: () => Promise<OpenedLog>;
  /** Called once the log is open, before anything is recorded. */
  readonly opened: (log: OpenedLog) => void;
  readonly changed: () => void;
  readonly recorded: (entry: Recorded) => void;
}

/** A run's log with the state that its entries make. What it holds is on disk. */
export class RunLog {
  readonly #options: RunLogOptions;
  #state = emptyRun;
  #recorder: Recorder | undefined;
  #starting: Promise<void> | undefined;
  #failure: string | undefined;
  /** What is still to be recorded first; a disk that is full just then does not make it a second log. */
  #introduce: (() => void) | undefined;

  constructor(options: RunLogOptions) {
    this.#options = options;
  }

  get state(): RunState {
    return this.#state;
  }

  get isOpen(): boolean {
    return this.#recorder !== undefined;
  }

  /** Why nothing can be recorded, as a sentence; undefined where it can. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Of an open log; anything else is a bug. */
  get recorder(): Recorder {
    if (this.#recorder === undefined) throw new Error('the log is not open yet');
    return this.#recorder;
  }

  get entries(): number {
    return this.#recorder?.entries ?? 0;
  }

  get unsigned(): number {
    return this.#recorder?.unsigned ?? 0;
  }

  /** As views show it. */
  get recording(): Recording {
    const { entries, unsigned, failure } = this;
    const signs = this.#recorder?.sealUnsigned === true ? ({ sealUnsigned: true } as const) : {};
    return {
      ok: failure === undefined,
      entries,
      unsigned,
      ...signs,
      ...(this.#recorder === undefined ? {} : { folder: this.#recorder.folder }),
      ...(failure === undefined ? {} : { reason: failure }),
    };
  }

  /** Opens the log unless it is open; one that could not be written may have room again by now. Throws `NotRecorded`. */
  async start(): Promise<void> {
    this.#starting ??= this.#open();
    try {
      await this.#starting;
    } catch (error) {
      this.#starting = undefined;
      this.#fail(error);
    }
    if (this.#failure !== undefined && this.#state.closed === undefined) {
      await this.checkpoint('idle');
      this.#failure = undefined;
    }
    this.#introduce?.();
    this.#introduce = undefined;
  }

  /** What was to be written elsewhere, such as an output, could not be. */
  failed({ message }: NotRecorded): void {
    this.#failure = message;
    this.#options.changed();
  }

  /** Appends an entry; when it returns, the entry is durable and the state holds it. Throws `NotRecorded`. */
  record(action: Action): void {
    try {
      this.#take([this.recorder.append(action)]);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Keeps a content beside the log and answers the digest to name it by. Throws `NotRecorded`. */
  store(content: Uint8Array, about: Kept): string {
    try {
      return this.recorder.store(content, about);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Signs what has been recorded. Throws `NotRecorded`. */
  async checkpoint(why: CheckpointReason): Promise<void> {
    try {
      await this.recorder.checkpoint(why);
      this.#options.changed();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Closes the run: nothing can be recorded afterwards. Throws `NotRecorded`. */
  async seal(result: 'done' | 'aborted', reason?: string): Promise<void> {
    try {
      const because = reason === undefined ? {} : { reason };
      this.#take(await this.recorder.seal({ result, ...because, counts: countsOf(this.#state) }));
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Asks once more for the signature of a run that is closed; false where the key does not give it. Throws `NotRecorded`. */
  async signSeal(): Promise<boolean> {
    const signed = this.#state.closed !== undefined && (await this.recorder.signSeal());
    this.#options.changed();
    return signed;
  }

  /** Leaves everything signed and lets another writer go on. */
  async leave(reason: 'left' | 'idle'): Promise<void> {
    if (this.#recorder === undefined) return;
    if (this.#state.closed === undefined && this.#failure === undefined) {
      this.record({ type: 'session.ended', reason });
      await this.checkpoint('stop');
    }
    this.#recorder.release();
  }

  async #open(): Promise<void> {
    const log = await this.#options.openLog();
    this.#recorder = log.recorder;
    this.#failure = undefined;
    this.#state = replay(this.#state, log.entries);
    // What an earlier session recorded is not news.
    const own = log.entries.at(-1)?.seg;
    for (const entry of log.entries) if (entry.seg === own) this.#options.recorded(entry);
    this.#options.changed();
    this.#introduce = () => {
      this.#options.opened(log);
      for (const action of log.begins?.(this.#state) ?? []) this.record(action);
    };
  }

  #take(entries: readonly Recorded[]): void {
    this.#state = replay(this.#state, entries);
    for (const entry of entries) this.#options.recorded(entry);
    this.#options.changed();
  }

  #fail(error: unknown): never {
    if (!(error instanceof NotRecorded)) throw error;
    this.#failure = error.message;
    this.#options.changed();
    throw error;
  }
}

function countsOf(state: RunState): SealCounts {
  const counts = { passed: 0, failed: 0, skipped: 0, byHand: 0, checked: 0 };
  for (const { status } of state.steps.values()) {
    if (status === 'by-hand') counts.byHand += 1;
    else if (status === 'passed' || status === 'failed' || status === 'skipped' || status === 'checked') {
      counts[status] += 1;
    }
  }
  return counts;
}
