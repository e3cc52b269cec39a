import type { BackgroundView, JobsDecision, JobView } from '../../core/run/job.ts';
import type { Author } from '../../core/audit/author.ts';
import { jobsLeft } from '../../core/audit/job.ts';
import { Background } from './background.ts';
import { Jobs } from './jobs.ts';
import { NotRecorded } from '../log/recorder.ts';
import type { RunningAttempt } from '../session/stage.ts';
import type { Plan } from '../../core/run/plan.ts';
import type { RunState } from '../../core/run/state.ts';
import type { Action, Recorded } from '../../core/audit/entry.ts';
import type { RunLog } from '../log/runLog.ts';
import type { WalkObserver } from '../log/observer.ts';
import type { Stage } from '../session/stage.ts';

/** The walk, as far as this concerns it. */
export interface Leaver {
  readonly options: {
    readonly stage: Stage;
    readonly author: Author;
    readonly observer?: WalkObserver;
  };
  readonly text: { readonly plan: Plan };
  readonly facts: { readonly host: string };
  readonly values: { secrets(): readonly string[] };
  readonly outputs: { pass(bytes: Uint8Array): void };
  readonly log: RunLog;
  readonly state: RunState;
  record(action: Action): void;
  changed(): void;
}

/** What the commands of a walk left running, and what is printed while none of them runs. */
export class LeftRunning {
  readonly jobs: Jobs;
  readonly background: Background;
  readonly #walk: Leaver;

  constructor(walk: Leaver) {
    this.#walk = walk;
    this.jobs = new Jobs({
      stage: walk.options.stage,
      author: walk.options.author,
      secrets: () => walk.values.secrets(),
      textOf: attemptId => this.#textOf(attemptId),
      isOpen: () => this.#isOpen,
      record: action => walk.record(action),
      changed: () => walk.changed(),
    });
    this.background = new Background({
      sink: of => walk.log.recorder.output(of),
      secrets: () => walk.values.secrets(),
      attempts: time => this.jobs.attemptsIn(time),
      record: action => walk.record(action),
      changed: () => walk.changed(),
      echo: (of, bytes) => {
        walk.options.observer?.output(of, bytes);
        walk.outputs.pass(bytes);
      },
    });
  }

  /** As the view shows it; absent where no command left anything running. */
  get view(): { readonly background?: BackgroundView } {
    const jobs = this.jobs.views;
    const output = this.background.view;
    if (jobs.length === 0) return {};
    return { background: { jobs, ...(output === undefined ? {} : { output }) } };
  }

  /** Told what is in the log that is gone on with: what its earlier sessions left may still be alive. */
  takeUp(entries: readonly Recorded[]): void {
    this.jobs.takeUp(jobsLeft(entries, this.#walk.facts.host));
  }

  /** What earlier sessions of the run recorded, and is alive now. */
  async takenUp(): Promise<readonly JobView[]> {
    return this.#isOpen ? await this.jobs.takenUp() : [];
  }

  /** Told of the attempt under way, or that there is none. */
  ran(running: RunningAttempt | undefined): void {
    if (running !== undefined) this.background.rest();
    this.jobs.ran(running);
  }

  /** What is alive now, and will not end by itself in a moment. */
  async alive(): Promise<readonly JobView[]> {
    return this.#isOpen ? await this.jobs.settled() : [];
  }

  /** Ends the shell, and of its jobs what the decision says; what they printed is then on disk. Throws `NotRecorded`. */
  async end(decision: JobsDecision, by: Author): Promise<void> {
    await this.jobs.decide(decision, by);
    this.jobs.close();
    await this.#walk.options.stage.close(decision === 'leave' ? 'leave' : 'hang-up');
    await this.background.ended();
  }

  /**
   * A run that is left open loses its terminal, and what that hangs up; the log says what was alive. Resolves when the work under way
   * has come to its end by that, and everything is on disk.
   */
  async leave(work: () => Promise<void>): Promise<void> {
    try {
      await this.alive();
      if (this.#isOpen) await this.jobs.decide('hang-up', 'rule');
    } catch (error) {
      // The view already says that nothing is recorded; leaving goes on.
      if (!(error instanceof NotRecorded)) throw error;
    }
    this.jobs.close();
    await this.#walk.options.stage.close();
    await work();
    await this.background.ended();
  }

  /** As it is written; no secret is ever in it. */
  #textOf(attemptId: string): string {
    for (const [step, { attempts }] of this.#walk.state.steps) {
      const attempt = Object.values(attempts).find(({ id }) => id === attemptId);
      const statement = this.#walk.text.plan.steps.get(step)?.statements[attempt?.statement ?? -1];
      if (statement !== undefined) return statement.text.trim();
    }
    return '';
  }

  get #isOpen(): boolean {
    const { log, state } = this.#walk;
    return log.isOpen && log.failure === undefined && state.closed === undefined;
  }
}
