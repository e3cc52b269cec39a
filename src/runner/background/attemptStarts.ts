import type { SessionJob } from '../../core/run/job.ts';

/** When an attempt began; ms since the epoch. */
interface Start {
  readonly attemptId: string;
  readonly from: number;
}

/** Linux counts a process's beginning in hundredths of a second, in ms; where `ps` tells it, it is the end of its second. */
const slack = 20;

/** More attempts than can still have started something that nobody has seen. */
const most = 500;

/** When the attempts of this session began, for what is found later and is to be one's of them. */
export class AttemptStarts {
  readonly #all: Start[] = [];

  begin(attemptId: string): void {
    this.#all.push({ attemptId, from: Date.now() });
    if (this.#all.length > most) this.#all.shift();
  }

  knows(attemptId: string): boolean {
    return this.#all.some(start => start.attemptId === attemptId);
  }

  /** The attempt that was the last to begin before a job did. */
  attemptAt({ startedAt }: SessionJob): string | undefined {
    return this.#all.findLast(({ from }) => from - slack <= startedAt)?.attemptId;
  }

  /** Whether a job is older than an attempt; where there is none, every job is. */
  isBefore({ startedAt }: SessionJob, attemptId: string | undefined): boolean {
    const begun = this.#all.find(start => start.attemptId === attemptId)?.from ?? Infinity;
    return startedAt < begun - slack;
  }
}
