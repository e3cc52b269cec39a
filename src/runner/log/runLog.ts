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
  /** What it already holds: its opening, and on resume what came before. */
  readonly entries: readonly Recorded[];
  /** What the operator should know about the key. */
  readonly notices: readonly Notice[];
  /** What is recorded behind the opening, of a state that may hold some of it already. */
  readonly begins?: (state: RunState) => readonly Action[];
}

export interface RunLogOptions {
  /** Opens the log: a new one at the first action, so that looking at a runbook leaves no trace. */
  readonly openLog: (wish: Wish) => Promise<OpenedLog>;
  /** What was recorded of a run that is offered, or that another person walks: it is shown, and nobody goes on with it here before that is settled. */
  readonly offered?: readonly Recorded[];
  /** Called once the log is open, before anything is recorded. */
  readonly opened: (log: OpenedLog) => void;
  readonly changed: () => void;
  readonly recorded: (entry: Recorded) => void;
}

/** A run's log with the state that its entries make. What it holds is on disk. */
export class RunLog {
  readonly #options: RunLogOptions;
  #state: RunState;
  #recorder: Recorder | undefined;
  #runbooks: readonly string[] = [];
  /** The key did not sign an offer. */
  #notOffered = false;
  /** Its folder, after it was let go. */
  #left: string | undefined;
  /** How many entries a log holds that is not open here. */
  #entriesLeft: number;
  #starting: Promise<void> | undefined;
  #failure: NotRecording | undefined;
  /** What is still to be recorded first; a disk that is full just then does not make it a second log. */
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

  /** Why nothing can be recorded; undefined where it can. */
  get failure(): NotRecording | undefined {
    return this.#failure;
  }

  /** Of an open log; anything else is a bug. */
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

  /** Opens the log unless it is open; one that could not be written may have room again by now. Throws `NotRecorded`. */
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

  /** What was to be written elsewhere, such as an output, could not be. */
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

  /** Offers the run, and lets go of it: nobody goes on before the offer is settled. False where the key does not sign. Throws `NotRecorded`. */
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

  /** Whether the shell has ended and the run goes on: another begins, and an offer is settled, only in another process. */
  get spent(): boolean {
    return this.#left !== undefined || (this.#recorder !== undefined && this.#notOffered);
  }

  /** Whether this very writer has offered the run. */
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

  async #open(wish: Wish): Promise<void> {
    // What opens a new log here would begin a second run.
    if (this.#left !== undefined)
      throw new NotRecorded({ code: 'let-go' }, 'this run was let go here, and goes on elsewhere');
    const log = await this.#options.openLog(wish);
    this.#recorder = log.recorder;
    this.#failure = undefined;
    this.#state = replay(emptyRun, log.entries);
    this.#runbooks = log.entries.flatMap(entry => (entry.type === 'open' ? [entry.runbook.object] : []));
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
