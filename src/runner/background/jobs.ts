import type { Author } from '../../core/audit/author.ts';
import type { Job } from '../../core/audit/job.ts';
import type { Action } from '../../core/audit/entry.ts';
import { jobName, type JobsDecision, type JobView, type SessionJob } from '../../core/run/job.ts';
import { signal } from '../../adapters/session/processes/foreground.ts';
import { maskText } from '../output/outputs.ts';
import { NotRecorded } from '../log/recorder.ts';
import { EarlierJobs } from './earlierJobs.ts';
import { isSame, viewOf, type TrackedJob } from './trackedJob.ts';
import { AttemptStarts } from './attemptStarts.ts';
import type { RunningAttempt, Stage } from '../session/stage.ts';

/** What jobs need of their run. */
export interface JobsHost {
  readonly stage: Stage;
  readonly author: Author;
  readonly delays?: JobDelays;
  secrets(): readonly string[];
  /** The text of the command that an attempt ran; empty for an attempt that the run does not know. */
  textOf(attemptId: string): string;
  /** False before anything can be recorded, and once the run is closed. */
  isOpen(): boolean;
  record(action: Action): void;
  changed(): void;
}

/** ms. */
export interface JobDelays {
  /** After a command's end until what is alive counts as left running: what ends by itself just then was not. */
  readonly settle: number;
  /** Between two looks while a job is alive. */
  readonly look: number;
  readonly terminate: number;
  readonly offerForce: number;
}

const usualJobDelays: JobDelays = { settle: 300, look: 1000, terminate: 2000, offerForce: 5000 };

/** Ended jobs that are still shown. */
const mostEnded = 20;

/** What commands left running: found after each of them, watched until it ends, and never signalled but by a person's word. */
export class Jobs {
  readonly #host: JobsHost;
  readonly #delays: JobDelays;
  readonly #known: TrackedJob[] = [];
  readonly #starts = new AttemptStarts();
  readonly #earlierJobs = new EarlierJobs();
  #running: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(host: JobsHost) {
    this.#host = host;
    this.#delays = host.delays ?? usualJobDelays;
  }

  /** What is alive, and what ended last; ended ones in the end. */
  get views(): readonly JobView[] {
    const ended = this.#known.filter(known => known.ended !== undefined).slice(-mostEnded);
    return [...this.#alive, ...ended].map(known => this.#view(known));
  }

  /** Attempts that had a job alive in a time; ms since the epoch. */
  async attemptsIn({ from, to }: { readonly from: number; readonly to: number }): Promise<readonly string[]> {
    await this.look();
    const there = this.#known.filter(
      ({ job, ended }) => job.startedAt <= to && (ended === undefined || ended.at >= from),
    );
    return [...new Set(there.flatMap(({ attemptId }) => attemptId ?? []))];
  }

  /** What is alive as of the last look. */
  get alive(): readonly JobView[] {
    return this.#alive.map(known => this.#view(known));
  }

  /** What earlier sessions recorded that is alive: nobody is told of it by an entry of this one. */
  async takenUp(): Promise<readonly JobView[]> {
    if (this.#earlierJobs.isEmpty) return [];
    return (await this.settled()).filter(({ id }) => this.#earlierJobs.get(id) !== undefined);
  }

  /** Told what the log of earlier sessions says of jobs whose end it does not tell, by their ids: some may still be alive. */
  takeUp(before: ReadonlyMap<string, Job>): void {
    this.#earlierJobs.takeUp(before);
    // What was hung up just now is given a moment to end.
    this.#lookIn(this.#delays.settle);
  }

  /** Told of the attempt under way, or that there is none. */
  ran(running: RunningAttempt | undefined): void {
    if (running?.attemptId === this.#running) return;
    this.#running = running?.attemptId;
    if (running === undefined) this.#lookIn(this.#delays.settle);
    else this.#starts.begin(running.attemptId);
  }

  /** Looks now; what was left just before is given a moment to end. */
  async settled(): Promise<readonly JobView[]> {
    await this.look();
    if (this.#alive.length > 0) {
      await new Promise(resolve => setTimeout(resolve, this.#delays.settle));
      await this.look();
    }
    return this.alive;
  }

  /** One look after the other, since each compares with the one before. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#look());
    return this.#looking;
  }

  /** Interrupts a job, then terminates it; false where it is gone. Throws `NotRecorded`. */
  stop(id: string): boolean {
    const known = this.#alive.find(one => one.id === id);
    if (known === undefined) return false;
    this.#host.record({ type: 'job', job: id, event: 'stopped', pid: known.job.pid, by: this.#host.author });
    this.#send(known, 'SIGINT');
    known.stopping = 'interrupted';
    this.#later(known, this.#delays.terminate, () => {
      this.#send(known, 'SIGTERM');
      known.stopping = 'terminated';
    });
    this.#later(known, this.#delays.offerForce, () => {
      known.stopping = 'can-force';
    });
    this.#lookIn(100);
    this.#host.changed();
    return true;
  }

  /** Kills a job; false where it is gone. Throws `NotRecorded`. */
  force(id: string): boolean {
    const known = this.#alive.find(one => one.id === id);
    if (known === undefined) return false;
    this.#host.record({ type: 'job', job: id, event: 'forced', pid: known.job.pid, by: this.#host.author });
    this.#send(known, 'SIGKILL');
    this.#lookIn(100);
    return true;
  }

  /**
   * Records what is decided about what is alive, and ends it where that is the decision. What a hang-up does not reach is left by it, and
   * the log says so. Throws `NotRecorded`.
   */
  async decide(decision: JobsDecision, by: Author): Promise<void> {
    const stays = ({ job }: TrackedJob): boolean => decision === 'hang-up' && job.detached;
    this.#decided(
      decision,
      by,
      this.#alive.filter(known => !stays(known)),
    );
    this.#decided('leave', by, this.#alive.filter(stays));
    if (decision === 'end') await this.#endAll();
  }

  #decided(decision: JobsDecision, by: Author, these: readonly TrackedJob[]): void {
    const alive = these.map(({ id, job }) => ({ job: id, pid: job.pid }));
    if (alive.length > 0) this.#host.record({ type: 'jobs', decision, by, alive });
  }

  /** Nothing is looked for any more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  get #alive(): readonly TrackedJob[] {
    return this.#known.filter(({ ended }) => ended === undefined);
  }

  async #look(): Promise<void> {
    if (this.#closed || !this.#host.isOpen()) return;
    try {
      const before = this.#running;
      const seen = await this.#host.stage.jobs(this.#earlierJobs.names);
      // A command that began or ended meanwhile makes it unclear what was seen of it.
      if (before === this.#running) await this.#compare(seen);
    } catch (error) {
      // The view already says that nothing is recorded.
      if (!(error instanceof NotRecorded)) throw error;
    }
    if (this.#alive.length > 0 || this.#known.some(({ ended }) => ended?.told === false))
      this.#lookIn(this.#delays.look);
  }

  async #compare(seen: readonly SessionJob[]): Promise<void> {
    for (const known of this.#alive) {
      const now = seen.find(job => isSame(job, known.job));
      if (now === undefined) known.ended = { at: Date.now(), told: false };
      else known.job = now;
    }
    // What the command under way has started may well be its own foreground in a moment.
    const fresh = seen.filter(
      job => this.#starts.isBefore(job, this.#running) && !this.#known.some(known => isSame(job, known.job)),
    );
    for (const job of fresh) this.#found(job);
    await this.#tellGone();
    await this.#tellEnds();
    this.#host.changed();
  }

  #found(job: SessionJob): void {
    const id = jobName(job);
    const before = this.#earlierJobs.get(id);
    const attemptId = before?.attemptId ?? this.#attemptOf(job);
    const command = before?.cmd === undefined ? {} : { command: before.cmd };
    const known: TrackedJob = { id, attemptId, job, ...command };
    this.#known.push(known);
    // The log says it already.
    if (before !== undefined) return;
    this.#host.record({
      type: 'job',
      job: id,
      event: 'left',
      pid: job.pid,
      cmd: this.#commandOf(known),
      ...(attemptId === undefined ? {} : { attemptId }),
    });
  }

  /** What a job has started belongs to its attempt; else whose it is by what was said of one that ran, or by when it began. */
  #attemptOf(found: SessionJob): string | undefined {
    const { parents, group, alone, attemptId } = found;
    const isOf = (job: SessionJob): boolean => alone === undefined && job.group === group;
    const parent = this.#known.find(
      ({ ended, job }) => ended === undefined && (parents.includes(job.pid) || isOf(job)),
    );
    if (parent !== undefined) return parent.attemptId;
    // A process has its environment from whoever started it, and may say anything in it.
    const said = attemptId ?? '';
    const isKnown = this.#starts.knows(said) || this.#host.textOf(said) !== '';
    return isKnown ? said : this.#starts.attemptAt(found);
  }

  /** What has ended while the run was away; nobody knows how. */
  async #tellGone(): Promise<void> {
    const missing = this.#earlierJobs.missing(new Set(this.#known.map(({ id }) => id)));
    if (missing.length === 0) return;
    const gone = await this.#host.stage.gone(missing.map(({ job }) => job));
    for (const { job, pid } of missing) {
      if (gone.has(job)) this.#host.record({ type: 'job', job, event: 'ended', pid });
    }
  }

  /** The shell can be asked only where it stands at its prompt. */
  async #tellEnds(): Promise<void> {
    const due = this.#known.filter(({ ended }) => ended?.told === false);
    if (due.length === 0 || this.#running !== undefined) return;
    const own = due.filter(({ job }) => job.ofShell).map(({ job }) => job.pid);
    const exits = await this.#host.stage.exits(own);
    for (const { id, job, ended } of due) {
      if (ended === undefined) continue;
      const exit = exits.get(job.pid);
      // Bash says 127 of a process that it does not know, too.
      if (exit !== undefined && exit !== 127) ended.exit = exit;
      ended.told = true;
      const code = ended.exit === undefined ? {} : { exit: ended.exit };
      this.#host.record({ type: 'job', job: id, event: 'ended', pid: job.pid, ...code });
    }
  }

  async #endAll(): Promise<void> {
    const { terminate, offerForce } = this.#delays;
    const rungs = [
      ['SIGINT', terminate],
      ['SIGTERM', offerForce - terminate],
      ['SIGKILL', terminate],
    ] as const;
    for (const [name, patience] of rungs) {
      for (const known of this.#alive) this.#send(known, name);
      const end = Date.now() + patience;
      // Nobody waits for what no signal reaches.
      while (this.#alive.some(({ job }) => job.foreign === undefined) && Date.now() < end) {
        await new Promise(resolve => setTimeout(resolve, 50));
        await this.look();
      }
    }
  }

  /** Only to what was there at the last look: a number may be given to another process. */
  #send({ job }: TrackedJob, name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void {
    const target = job.alone === true ? job.pid : -job.group;
    signal(target, name);
    // What is suspended hears nothing else.
    if (job.suspended) signal(target, 'SIGCONT');
  }

  #later(known: TrackedJob, delay: number, act: () => void): void {
    setTimeout(() => {
      void this.look().then(() => {
        if (known.ended !== undefined || this.#closed) return;
        act();
        this.#host.changed();
      });
    }, delay).unref();
  }

  #lookIn(delay: number): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.look(), delay);
    this.#timer.unref();
  }

  #commandOf({ job, attemptId, command = job.command }: TrackedJob): string {
    const said = command === '' && attemptId !== undefined ? this.#host.textOf(attemptId) : command;
    return maskText(said, this.#host.secrets()).slice(0, 1000);
  }

  #view(known: TrackedJob): JobView {
    return viewOf(known, this.#commandOf(known));
  }
}
