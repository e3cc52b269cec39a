import type { Job } from '../../core/audit/job.ts';

/** What earlier sessions of a run left on this host, as far as the log does not tell its end; by its names in the log. */
export class EarlierJobs {
  #jobs: ReadonlyMap<string, Job> = new Map();
  #isDue = false;

  takeUp(jobs: ReadonlyMap<string, Job>): void {
    this.#jobs = jobs;
    this.#isDue = jobs.size > 0;
  }

  get isEmpty(): boolean {
    return this.#jobs.size === 0;
  }

  get names(): ReadonlySet<string> {
    return new Set(this.#jobs.keys());
  }

  get(name: string): Job | undefined {
    return this.#jobs.get(name);
  }

  /** Told once what the first look has found: the others. */
  missing(found: ReadonlySet<string>): readonly Job[] {
    if (!this.#isDue) return [];
    this.#isDue = false;
    return [...this.#jobs.values()].filter(({ job }) => !found.has(job));
  }
}
