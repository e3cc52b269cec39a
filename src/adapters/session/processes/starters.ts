/** What one execution had left when it ended, as the shell said it. */
interface End {
  /** Absent for a shell that began. */
  readonly attemptId: string | undefined;
  /** The newest process of the machine just then; undefined where the system does not say it. */
  readonly newest: number | undefined;
}

/** How many ends are remembered: a process that is older than those is asked for no more. */
const most = 1000;

/**
 * Which execution started a process that is still there. The shell is asked at each end: for the jobs it has by then, and for the newest
 * process, since what it did not list as a job is older than that. Times would say less: the kernel counts them in hundredths of a second, and
 * the next command may begin in the same one.
 */
export class Starters {
  readonly #jobs = new Map<number, string>();
  readonly #ends: End[] = [];

  /** `said` is the shell's list of its jobs and of the newest process; undefined where it said nothing. */
  ended(attemptId: string | undefined, said: string | undefined): void {
    if (said === undefined) {
      this.#ends.push({ attemptId, newest: undefined });
      return;
    }
    const listed = [...said.matchAll(/^(\d+)$/gm)].map(([pid]) => Number(pid));
    // A number may be given away once its job is no more.
    for (const pid of this.#jobs.keys()) if (!listed.includes(pid)) this.#jobs.delete(pid);
    for (const pid of listed)
      if (attemptId !== undefined && !this.#jobs.has(pid)) this.#jobs.set(pid, attemptId);
    const newest = /^newest (\d+)$/m.exec(said)?.[1];
    this.#ends.push({ attemptId, newest: newest === undefined ? undefined : Number(newest) });
    if (this.#ends.length > most) this.#ends.shift();
  }

  /** The execution that started a process; undefined where nobody can tell. */
  of(pid: number): string | undefined {
    return this.#jobs.get(pid) ?? this.#byNumber(pid);
  }

  /** Numbers are given in order, but they begin anew at some time: only between two that grow do they say anything. */
  #byNumber(pid: number): string | undefined {
    const at = this.#ends.findLastIndex(({ newest }) => newest !== undefined && newest < pid);
    const before = this.#ends[at]?.newest;
    const after = this.#ends[at + 1];
    if (before === undefined || after?.newest === undefined || after.newest < pid) return undefined;
    return after.attemptId;
  }
}
