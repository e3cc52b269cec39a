import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { cleanEnvironment } from '../../adapters/session/environment.ts';
import { inheritedVariables } from '../../adapters/session/shell/origins.ts';
import { sessionFolder } from '../../adapters/session/folder.ts';
import type { SessionEvent } from '../../adapters/session/event.ts';
import { lacksShell } from '../../adapters/session/platform.ts';
import { LeftBehind } from '../../adapters/session/processes/leftBehind.ts';
import { isAlive, processes } from '../../adapters/session/processes/members.ts';
import { isOfThisLife } from '../../adapters/session/processes/orphans.ts';
import { ofBackground } from '../../adapters/session/life.ts';
import { usualSize } from '../../adapters/session/screen/outputTail.ts';
import { openSession } from '../../adapters/session/session.ts';
import type { Execution, ExecutionEnd, LiveProcess, Session } from '../../core/ports.ts';
import type { TracedVariable } from '../../core/run/environment.ts';
import { jobName, type SessionJob } from '../../core/run/job.ts';
import type { Outcome } from '../../core/run/outcome.ts';
import type { Observer, Stage } from './stage.ts';

export interface SessionStageOptions {
  /** Where the session starts. */
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** That of this process unless a test says otherwise. */
  readonly platform?: NodeJS.Platform;
  /** The runbook's name, for bash's own messages. */
  readonly runbook: string;
  /** Values that must never be written into a snapshot. */
  readonly secrets: () => readonly string[];
  /** Where the shell's state is kept for a resume; asked for once the run has a folder of its own. */
  readonly snapshotFolder: () => string;
  /** The same, where the session goes on from what an earlier one left there. */
  readonly resumed?: string;
  /** Takes what comes while no command runs, raw: what commands left in the background writes. */
  readonly background: (bytes: Uint8Array) => Promise<void> | undefined;
  /** Told when a shell was replaced, and which variables could not be restored since they held a secret. */
  readonly restored: (event: Extract<SessionEvent, { type: 'restored' }>) => void;
}

/** A stage with one bash session, which opens when the first command needs it: looking at a runbook starts no shell. */
export function sessionStage(options: SessionStageOptions): Stage {
  return new SessionStage(options);
}

class SessionStage implements Stage {
  readonly #options: SessionStageOptions;
  #session: Promise<Session> | undefined;
  /** The same, once it is there. */
  #open: Session | undefined;
  #observer: Observer | undefined;
  /** Stop was pressed while the session was still opening for the command. */
  #stoppedEarly = false;
  /** ms that were given to the command while the session was still opening for it. */
  #extra: number | undefined;
  /** Keys that came while the session was still opening for the command. */
  #typed: string | undefined;
  #size: readonly [columns: number, rows: number] = [usualSize.columns, usualSize.rows];

  /** Finds what earlier sessions of the run have left. */
  readonly #before: LeftBehind | undefined;
  /** Asked before the run is gone on with, which takes that word away. */
  readonly #isSameLife: Promise<boolean>;

  constructor(options: SessionStageOptions) {
    const { resumed } = options;
    this.#options = options;
    this.#before = resumed === undefined ? undefined : new LeftBehind(markOf(resumed));
    this.#isSameLife = resumed === undefined ? Promise.resolve(false) : isOfThisLife(resumed);
  }

  async run(execution: Execution, observer: Observer): Promise<ExecutionEnd> {
    this.#stoppedEarly = false;
    this.#extra = 0;
    this.#typed = '';
    const session = await this.#opened();
    const { timeoutMs } = execution;
    const limit = timeoutMs === undefined ? {} : { timeoutMs: timeoutMs + this.#extra };
    this.#extra = undefined;
    const typed = this.#typed;
    this.#typed = undefined;
    if ('kind' in session) return { outcome: session, durationMs: 0, cwd: this.#options.directory };
    this.#observer = observer;
    try {
      const ended = session.run({ ...execution, ...limit });
      if (typed !== '') session.press(typed);
      return await ended;
    } finally {
      this.#observer = undefined;
    }
  }

  beginBlock(): void {
    this.#open?.beginBlock();
  }

  endBlock(): void {
    this.#open?.endBlock();
  }

  stop(): void {
    if (this.#open === undefined) this.#stoppedEarly = true;
    this.#open?.stop();
  }

  force(): void {
    if (this.#open === undefined) this.#stoppedEarly = true;
    this.#open?.force();
  }

  environment(): Readonly<Record<string, string>> | undefined {
    return this.#open?.environment();
  }

  variables(): readonly TracedVariable[] {
    if (this.#open !== undefined) return this.#open.variables();
    return [...inheritedVariables(cleanEnvironment(this.#options.environment)).values()];
  }

  extend(ms: number): boolean {
    if (this.#extra === undefined) return this.#open?.extend(ms) ?? false;
    this.#extra += ms;
    return true;
  }

  type(text: string): void {
    // What reads single keys waits for the one that ends a line, and any other is given a line end for it.
    this.press(text.replaceAll('\n', '\r'));
  }

  press(keys: string): void {
    if (this.#typed === undefined) this.#open?.press(keys);
    else this.#typed += keys;
  }

  async probe(): Promise<number | undefined> {
    return await this.#open?.probe();
  }

  resize(columns: number, rows: number): void {
    this.#size = [columns, rows];
    this.#open?.resize(columns, rows);
  }

  async process(): Promise<LiveProcess | undefined> {
    return await this.#open?.process();
  }

  /** Before it has a session of its own, what earlier ones of the same run have left. */
  async jobs(earlier?: ReadonlySet<string>): Promise<readonly SessionJob[]> {
    return await (this.#open?.jobs(earlier) ?? this.#before?.lookBack(earlier) ?? []);
  }

  async gone(earlier: readonly string[]): Promise<ReadonlySet<string>> {
    if (!(await this.#isSameLife)) return new Set();
    const alive = new Set((await processes()).filter(isAlive).map(jobName));
    // Nothing is shown where the list cannot be read.
    return new Set(alive.size === 0 ? [] : earlier.filter(name => !alive.has(name)));
  }

  async exits(pids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    return (await this.#open?.exits(pids)) ?? new Map();
  }

  async close(jobs?: 'hang-up' | 'leave'): Promise<void> {
    await this.#open?.close(jobs);
  }

  /** The session, or why the command does not reach it: bash cannot be started in this place, or Stop came first. */
  async #opened(): Promise<Session | Outcome> {
    const { platform = process.platform, environment } = this.#options;
    const reason = lacksShell(platform, environment);
    if (reason !== undefined) return { kind: 'notStarted', reason };
    this.#session ??= this.#begin();
    try {
      if (this.#open === undefined) {
        this.#open = await this.#session;
        // It may have become another while the session was opening.
        this.#open.resize(...this.#size);
      }
      return this.#stoppedEarly ? { kind: 'stopped' } : this.#open;
    } catch (error) {
      this.#session = undefined;
      return { kind: 'notStarted', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async #begin(): Promise<Session> {
    const { directory, environment, runbook, secrets, snapshotFolder, resumed, restored, background } =
      this.#options;
    const [columns, rows] = this.#size;
    return await openSession({
      cwd: directory,
      environment: cleanEnvironment(environment),
      folder: await sessionFolder(),
      snapshotFolder: snapshotFolder(),
      restore: resumed !== undefined,
      mark: markOf(snapshotFolder()),
      secrets,
      name: basename(runbook),
      columns,
      rows,
      output: (attemptId, bytes) =>
        attemptId === ofBackground ? background(bytes) : this.#observer?.take(bytes),
      event: event => {
        if (event.type === 'stopping') this.#observer?.stopping(event.how);
        else if (event.type === 'restored') restored(event);
      },
    });
  }
}

/** What commands of a run start is known by the same word in each of its sessions; short, since it stands in a typed line. */
function markOf(snapshotFolder: string): string {
  return createHash('sha256').update(basename(snapshotFolder)).digest('hex').slice(0, 32);
}
