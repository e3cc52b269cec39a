import type { Wish } from '../../adapters/audit/turn.ts';
import type { Action, Recorded } from '../../core/audit/entry.ts';
import type { HandoverOffered } from '../../core/audit/handover/handover.ts';
import { emptyRun, replay, type RunState } from '../../core/run/state.ts';
import type { NotRecording } from '../../core/run/unrecorded.ts';
import type { Notice, Recording } from '../../core/run/view/view.ts';
import {
  NotRecorded,
  NotTheirTurn,
  type CheckpointReason,
  type Kept,
  type Recorder,
  type SealCounts,
} from './recorder.ts';

export interface OpenedLog {
  readonly recorder: Recorder;
  /** The entries it already holds: its opening, and on resume all earlier ones. */
  readonly entries: readonly Recorded[];
  /** What the operator should know about the signing key. */
  readonly notices: readonly Notice[];
  /** Actions to record after the opening, unless the state already holds them. */
  readonly begins?: (state: RunState) => readonly Action[];
}

export interface RunLogOptions {
  /** Opens the log. A new one is opened at the first action, so that a preview leaves no trace. */
  readonly openLog: (wish: Wish) => Promise<OpenedLog>;
  /** The entries of a run that is offered or walked by somebody else: shown, but not continued here until that is settled. */
  readonly offered?: readonly Recorded[];
  /** Called once the log is open, before anything is recorded. */
  readonly opened: (log: OpenedLog) => void;
  readonly changed: () => void;
  readonly recorded: (entry: Recorded) => void;
}

/** A run's log together with the state folded from its entries. Everything in it is on disk. */
export class RunLog {
  readonly #options: RunLogOptions;
  #state: RunState;
  #recorder: Recorder | undefined;
  #runbooks: readonly string[] = [];
  /** The key did not sign an offer. */
  #notOffered = false;
  /** Its folder, after it was released. */
  #left: string | undefined;
  /** Number of entries of a log that is not open here. */
  #entriesLeft: number;
  #starting: Promise<void> | undefined;
  #failure: NotRecording | undefined;
  /** Actions still to be recorded right after the opening; kept if the disk is full at that moment, so that no second log is opened. */
  #introduce: (() => void) | undefined;

  constructor(options: RunLogOptions) {
    this.#options = options;
    this.#state = replay(emptyRun, options.offered ?? []);
    this.#entriesLeft = options.offered?.length ?? 0;
  }

  get state(): RunState {
    return this.#state;
  }

  get isOpen(): boolean {
    return this.#recorder !== undefined;
  }

  /** Why nothing can be recorded; undefined if it can. */
  get failure(): NotRecording | undefined {
    return this.#failure;
  }

  /** The recorder of an open log; asking before it is open is a bug. */
  get recorder(): Recorder {
    if (this.#recorder === undefined) throw new Error('the log is not open yet');
    return this.#recorder;
  }

  get entries(): number {
    return this.#recorder?.entries ?? this.#entriesLeft;
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
      ...(this.folder === undefined ? {} : { folder: this.folder }),
      ...failure,
    };
  }

  /** Opens the log unless it is open. One that failed is tried again: the disk may have room by now. Throws `NotRecorded`. */
  async start(wish: Wish = 'go on'): Promise<void> {
    this.#starting ??= this.#open(wish);
    try {
      await this.#starting;
    } catch (error) {
      this.#starting = undefined;
      if (error instanceof NotTheirTurn) throw error;
      this.#fail(error);
    }
    if (this.#failure !== undefined && this.#state.closed === undefined) {
      await this.checkpoint('idle');
      this.#failure = undefined;
    }
    this.#introduce?.();
    this.#introduce = undefined;
  }

  /** Reports that something beside the log, such as an output, could not be written. */
  failed(error: NotRecorded | NotTheirTurn): void {
    const why = error instanceof NotTheirTurn ? { code: error.why } : error.why;
    this.#failure = { reason: error.message, why };
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

  /** Stores content beside the log; returns the digest that names it. Throws `NotRecorded`. */
  store(content: Uint8Array, about: Kept): string {
    try {
      return this.recorder.store(content, about);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Signs everything recorded so far. Throws `NotRecorded`. */
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

  /** Offers the run and releases it: nobody continues before the offer is settled. False if the key does not sign. Throws `NotRecorded`. */
  async offer(entry: HandoverOffered): Promise<boolean> {
    try {
      const recorded = await this.recorder.offer(entry);
      if (recorded === undefined) {
        this.#notOffered = true;
        return false;
      }
      this.#take([recorded]);
      this.#letGo();
      return true;
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Whether the shell was ended for an offer or on leaving: the run can be continued, and an offer settled, only by another process. */
  get spent(): boolean {
    return this.#left !== undefined || (this.#recorder !== undefined && this.#notOffered);
  }

  /** Whether this process offered the run. */
  get wasOffered(): boolean {
    return this.#left !== undefined;
  }

  /** The objects that hold the text with which the run began. */
  get runbooks(): readonly string[] {
    return this.#runbooks;
  }

  /** The run's folder, once there is one. */
  get folder(): string | undefined {
    return this.#recorder?.folder ?? this.#left;
  }

  #letGo(): void {
    this.#left = this.recorder.folder;
    this.#entriesLeft = this.recorder.entries;
    this.#recorder?.release();
    this.#recorder = undefined;
    this.#starting = undefined;
  }

  /** Asks again for the signature over a closed run; false if the key does not sign. Throws `NotRecorded`. */
  async signSeal(): Promise<boolean> {
    const signed = this.#state.closed !== undefined && (await this.recorder.signSeal());
    this.#options.changed();
    return signed;
  }

  /** Signs everything and releases the log for another writer. */
  async leave(reason: 'left' | 'idle'): Promise<void> {
    if (this.#recorder === undefined) return;
    if (this.#state.closed === undefined && this.#failure === undefined) {
      this.record({ type: 'session.ended', reason });
      await this.checkpoint('stop');
    }
    this.#recorder.release();
  }

  async #open(wish: Wish): Promise<void> {
    // Opening a new log now would begin a second run.
    if (this.#left !== undefined)
      throw new NotRecorded({ code: 'let-go' }, 'this run was let go here, and goes on elsewhere');
    const log = await this.#options.openLog(wish);
    this.#recorder = log.recorder;
    this.#failure = undefined;
    this.#state = replay(emptyRun, log.entries);
    this.#runbooks = log.entries.flatMap(entry => (entry.type === 'open' ? [entry.runbook.object] : []));
    // Entries of an earlier session are not news.
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
    this.failed(error);
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
