import { foregroundOf, isAlive, signal } from './foreground.ts';

/** When a stop goes further, in ms after it began. */
export interface Delays {
  readonly terminate: number;
  readonly offerForce: number;
  /** How long a shell at its prompt may owe an answer before the outcome counts as unknown. */
  readonly lost: number;
}

export const usualDelays: Delays = { terminate: 2000, offerForce: 5000, lost: 2000 };

export type Rung = 'interrupted' | 'terminated' | 'can-force';

export interface Climber {
  readonly pid: number;
  /** Resolves once the statement has really begun, so that a signal does not hit the shell's prompt. */
  begun(): Promise<void>;
  /** Only the shell is left, which ignores TERM: it may stand at its prompt, unheard. */
  ask(): void;
  /** The shell has said how the statement ended. */
  heard(): boolean;
  reached(rung: Rung): void;
}

/** INT, TERM, then the offer to force: nothing is killed unasked. */
export class Ladder {
  readonly #climber: Climber;
  readonly #delays: Delays;
  /** Process groups that a signal was sent to. */
  readonly #seen = new Set<number>();
  #stopped = false;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(climber: Climber, delays: Delays) {
    this.#climber = climber;
    this.#delays = delays;
  }

  start(): void {
    void this.#interrupt();
    this.#after(this.#delays.terminate, () => void this.#terminate());
  }

  /** KILL to what runs; if nothing does, or that does not end the statement, to the shell. */
  async force(): Promise<void> {
    const target = await this.#target();
    const { pid } = this.#climber;
    if (target === undefined) {
      signal(pid, 'SIGKILL');
      return;
    }
    signal(-target, 'SIGKILL');
    this.#after(this.#delays.terminate, () => {
      if (!this.#climber.heard()) signal(pid, 'SIGKILL');
    });
  }

  /** Resolves when nothing is left of what was stopped: a child may ignore what ended its parent. */
  async gone(): Promise<void> {
    while (!this.#stopped && (await this.#lingering()) !== undefined)
      await new Promise(resolve => setTimeout(resolve, 20));
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #interrupt(): Promise<void> {
    await this.#climber.begun();
    const target = (await this.#target()) ?? (await foregroundOf(this.#climber.pid))?.own;
    if (target !== undefined) signal(-target, 'SIGINT');
    this.#climber.reached('interrupted');
  }

  async #terminate(): Promise<void> {
    const target = await this.#target();
    if (target !== undefined) signal(-target, 'SIGTERM');
    else this.#climber.ask();
    this.#climber.reached('terminated');
    this.#after(this.#delays.offerForce - this.#delays.terminate, () => this.#climber.reached('can-force'));
  }

  /** The group that runs in the foreground, else one that did and still lives; undefined where the shell is alone. */
  async #target(): Promise<number | undefined> {
    const groups = await foregroundOf(this.#climber.pid);
    if (groups === undefined || groups.own === groups.foreground) return await this.#lingering();
    this.#seen.add(groups.foreground);
    return groups.foreground;
  }

  async #lingering(): Promise<number | undefined> {
    for (const group of this.#seen) {
      if (await isAlive(group)) return group;
    }
    return undefined;
  }

  #after(delay: number, action: () => void): void {
    if (!this.#stopped) this.#timers.push(setTimeout(action, delay));
  }
}
