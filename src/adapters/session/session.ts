import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Execution, ExecutionEnd, LiveProcess, Session } from '../../core/ports.ts';
import type { TracedVariable } from '../../core/run/environment.ts';
import type { SessionJob } from '../../core/run/job.ts';
import type { Outcome } from '../../core/run/outcome.ts';
import type { ShellReplaced } from '../../core/run/shellChange.ts';
import { Attempt, exitOutcome } from './attempt.ts';
import { runningOn, signal } from './processes/foreground.ts';
import { CarryOver } from './shell/carryOver.ts';
import { unusable } from './shell/keptVariables.ts';
import { LeftBehind } from './processes/leftBehind.ts';
import { Ladder, usualDelays, type Delays, type Rung } from './processes/ladder.ts';
import type { Left } from './shell/endMarker.ts';
import { Life } from './life.ts';
import { Limit } from './processes/limit.ts';
import type { SessionOptions } from './shell/options.ts';
import { Sink } from './screen/sink.ts';
import { Succession, type Why } from './succession.ts';
import { StateStore, type Cause } from './shell/stateStore.ts';
import { watchForLost } from './processes/watch.ts';

/** Opens a session; it is ready to run. Rejects where bash cannot be started. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const session = new BashSession(options);
  await session.open();
  return session;
}

class BashSession implements Session {
  readonly #options: SessionOptions;
  readonly #delays: Delays;
  readonly #sink: Sink;
  readonly #states: StateStore;
  readonly #carryOver: CarryOver;
  readonly #leftBehind: LeftBehind;
  readonly #shells: Succession;
  #attempt: Attempt | undefined;
  #limit: Limit | undefined;
  #ladder: Ladder | undefined;
  #closed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#delays = options.delays ?? usualDelays;
    this.#sink = new Sink(options.output);
    this.#states = new StateStore({
      environment: options.environment,
      secrets: options.secrets ?? (() => []),
      ...(options.snapshotFolder === undefined ? {} : { folder: options.snapshotFolder }),
    });
    const { mark = randomUUID() } = options;
    this.#carryOver = new CarryOver(mark);
    this.#leftBehind = new LeftBehind(mark);
    this.#shells = new Succession(options, this.#states, mark);
  }

  get #life(): Life | undefined {
    return this.#shells.life;
  }

  async open(): Promise<void> {
    mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 });
    if (this.#options.restore === true) this.#states.load();
    await this.#begin(this.#states.snapshot === undefined ? undefined : { event: 'resumed', from: 'end' });
  }

  async run(execution: Execution): Promise<ExecutionEnd> {
    if (this.#attempt !== undefined || this.#closed)
      return this.#refuse(this.#closed ? 'The session is closed.' : 'Another command is running.');
    const attempt = new Attempt(execution);
    this.#attempt = attempt;
    this.#limit = execution.timeoutMs === undefined ? undefined : new Limit(execution.timeoutMs);
    try {
      await this.#launch(attempt);
      const end = await attempt.ended;
      const shell = this.#shells.takeChange();
      return shell === undefined ? end : { ...end, shell };
    } finally {
      this.#attempt = undefined;
      this.#limit?.end();
      this.#limit = undefined;
      this.#ladder?.stop();
      this.#ladder = undefined;
    }
  }

  beginBlock(): void {
    this.#carryOver.clear();
  }

  endBlock(): void {
    this.#carryOver.clear();
  }

  stop(): void {
    this.#end('stopped');
  }

  force(): void {
    if (this.#attempt === undefined) return;
    this.#attempt.ending ??= 'stopped';
    this.#ladder ??= this.#makeLadder(this.#attempt);
    void this.#ladder.force();
  }

  environment(): Readonly<Record<string, string>> | undefined {
    return this.#states.exported();
  }

  variables(): readonly TracedVariable[] {
    return this.#states.variables;
  }

  extend(ms: number): boolean {
    return this.#attempt?.ending === undefined && this.#limit?.extend(ms) === true;
  }

  press(keys: string): void {
    const attempt = this.#attempt;
    // At its own prompt the shell would run what is typed: it waits for the command to begin.
    void attempt?.started.then(() => {
      if (attempt === this.#attempt && attempt.begun && !attempt.heard) this.#life?.press(keys);
    });
  }

  async probe(): Promise<number | undefined> {
    if (this.#attempt?.begun !== true || this.#attempt.heard) return undefined;
    return await this.#life?.probe();
  }

  resize(columns: number, rows: number): void {
    this.#shells.resize(columns, rows);
  }

  async process(): Promise<LiveProcess | undefined> {
    return this.#attempt === undefined ? undefined : await runningOn(this.#life?.pid);
  }

  async jobs(earlier?: ReadonlySet<string>): Promise<readonly SessionJob[]> {
    const shell = this.#life?.pid;
    const state = this.#attempt === undefined ? 'idle' : 'busy';
    return shell === undefined || this.#closed ? [] : await this.#leftBehind.look({ shell, state, earlier });
  }

  async exits(pids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    return (await this.#life?.exits(pids)) ?? new Map();
  }

  async close(jobs: 'hang-up' | 'leave' = 'hang-up'): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const attempt = this.#attempt;
    // The shell may still say how the command ended that its end has ended.
    if (attempt?.heard === false) attempt.ending ??= 'stopped';
    if (attempt === undefined && this.#life?.alive === true) await this.#life.state;
    await (jobs === 'leave' ? this.#life?.leaveJobs() : this.#life?.hangUp());
    await this.#sink.flushed();
    attempt?.settle({ kind: 'stopped' }, this.#states.cwd);
    this.#shells.remove();
  }

  async #launch(attempt: Attempt): Promise<void> {
    const wrong = unusable(attempt.execution);
    if (wrong !== undefined) {
      attempt.settle({ kind: 'notStarted', reason: wrong }, this.#states.cwd);
      return;
    }
    await this.#put(attempt);
    this.#limit?.start(() => this.#end('timedOut'));
    const lost = (): void => void this.#lose(attempt);
    // The line by which the statement ends would read what lies in the folder by then.
    const tend = (): void => void this.#life?.tend().then(standing => standing === 'foreign' && lost());
    watchForLost({ attempt, pid: () => this.#life?.pid ?? 0, delay: this.#delays.lost, lost, tend });
  }

  /** Types the statement's line, into a new shell where the last one has gone. */
  async #put(attempt: Attempt): Promise<void> {
    try {
      if (attempt.puts++ > 1) throw new Error('The shell ended before it read the command.');
      if (this.#life?.alive === true && (await this.#life.mend()) === 'foreign') this.#life.dispose();
      const event = this.#life?.isForeign === true ? 'foreign' : 'endedBefore';
      if (this.#life?.alive !== true) await this.#begin({ event, from: 'before' });
      this.#life?.run(attempt, this.#carryOver.line(attempt.execution, await this.#life.state));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      attempt.settle({ kind: 'notStarted', reason }, this.#states.cwd);
    }
  }

  #end(how: 'stopped' | 'timedOut'): void {
    const attempt = this.#attempt;
    if (attempt === undefined || this.#ladder !== undefined) return;
    attempt.ending = how;
    this.#ladder = this.#makeLadder(attempt);
    this.#ladder.start();
  }

  #makeLadder(attempt: Attempt): Ladder {
    const climber = {
      pid: this.#life?.pid ?? 0,
      begun: () => attempt.started,
      heard: () => attempt.heard,
      ask: () => this.#askAgain(attempt),
      reached: (how: Rung) =>
        this.#options.event?.({ type: 'stopping', attemptId: attempt.execution.attemptId, how }),
    };
    return new Ladder(climber, this.#delays);
  }

  /** The shell is in the foreground and did not obey: interrupts it once more, and asks, unless it has been asked already. */
  #askAgain(attempt: Attempt): void {
    const life = this.#life;
    // Another shell may be taking the place of the one that had the statement.
    if (attempt.askedAt !== undefined || attempt.heard || life?.alive !== true) return;
    signal(life.pid, 'SIGINT');
    // Typed at once, the line could be thrown away together with what the signal interrupts.
    setTimeout(() => {
      if (attempt.askedAt === undefined && !attempt.heard && life === this.#life) life.ask();
    }, 100);
  }

  async #finish(attempt: Attempt, left: Left): Promise<void> {
    this.#carryOver.ended(attempt.execution, left);
    const kept = this.#keep(left.cwd, attempt.cause);
    await this.#ladder?.gone();
    await this.#sink.flushed();
    // Whoever is told of the end may rely on a later shell that knows what this statement has set; a stuck shell does not say it.
    await Promise.race([kept, pause(1000, undefined, { ref: false })]);
    attempt.settle(attempt.outcomeOf(left.status), left.cwd);
  }

  async #keep(cwd: string, cause: Cause, said = this.#life?.state): Promise<void> {
    this.#states.cwd = cwd;
    const state = await said;
    this.#leftBehind.starters.ended(cause.attemptId, state?.sections['jobs']);
    this.#states.keep(cwd, state, { pid: this.#life?.pid, ...cause });
  }

  /** The shell has gone: in the middle of a statement that was its outcome, and another takes its place. */
  async #replace(attempt: Attempt | undefined, outcome: Outcome): Promise<void> {
    if (attempt === undefined || this.#closed) return;
    await this.#sink.flushed();
    if (!attempt.begun && outcome.kind !== 'lost') {
      // It ended at its prompt, by TMOUT or the end of its input: the statement has not run.
      await this.#put(attempt);
      return;
    }
    this.#carryOver.endedShell(outcome.kind === 'exited' ? outcome.exit : 1);
    const isLost = outcome.kind === 'lost';
    const event = isLost ? (this.#life?.isForeign === true ? 'foreign' : 'lost') : 'ended';
    const from = isLost ? 'before' : await this.#keepLast(attempt);
    // The next statement tries again and says why it could not start.
    await this.#begin({ event, from }).catch(() => undefined);
    attempt.settle(outcome, this.#states.cwd);
  }

  /** What the shell held when the statement ended it is kept, where it could say so. */
  async #keepLast({ cause }: Attempt): Promise<ShellReplaced['from']> {
    const said = await this.#life?.finalState;
    if (said === undefined) return 'before';
    await this.#keep(said.cwd, cause, Promise.resolve(this.#states.last(said.state)));
    return 'end';
  }

  async #lose(attempt: Attempt): Promise<void> {
    if (attempt.settled || this.#attempt !== attempt) return;
    this.#life?.dispose();
    await this.#replace(attempt, { kind: 'lost' });
  }

  /** Starts a shell; `why` says what it takes the place of. */
  async #begin(why?: Why): Promise<void> {
    const life = new Life(this.#sink, {
      finished: (attempt, left) => void this.#finish(attempt, left),
      mended: () => this.#shells.mended(),
      exited: (attempt, code, signal) => void this.#replace(attempt, exitOutcome(attempt, code, signal)),
    });
    const { left, script } = await this.#shells.begin(life, why);
    this.#carryOver.begun(script);
    void this.#keep(left.cwd, { by: why === undefined ? 'shell' : 'restored' });
  }

  #refuse(reason: string): ExecutionEnd {
    return { outcome: { kind: 'notStarted', reason }, durationMs: 0, cwd: this.#states.cwd };
  }
}
