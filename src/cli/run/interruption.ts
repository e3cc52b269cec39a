import type { Walk } from '../../runner/walk.ts';
import type { Person } from './person.ts';

/**
 * Handles Ctrl-C, TERM and a closed terminal. The first Ctrl-C stops the running command, the second leaves the run; if nothing runs, the
 * first leaves. TERM and a closed terminal stop the command by the same steps, leave, and kill what remains, since nobody can be asked. A
 * closing terminal may report that twice.
 */
export class Interruption {
  #walk: Walk | undefined;
  #person: Person | undefined;
  /** The attempt that was stopped. */
  #stopped: string | undefined;
  #leaving = false;
  /** Nobody is left to be asked whether what does not end is to be killed. */
  #mayForce = false;
  readonly #onInterrupt = (): void => this.interrupt();
  readonly #onTerminate = (): void => {
    this.#mayForce = true;
    this.#leave();
    this.#person?.leave();
    this.#stop();
    // What a person stopped before may already be waiting for somebody to force it.
    this.#forceWhatStays();
  };

  constructor() {
    process.on('SIGINT', this.#onInterrupt);
    process.on('SIGTERM', this.#onTerminate);
    process.on('SIGHUP', this.#onTerminate);
  }

  /** True once nothing more may be begun. */
  get leaving(): boolean {
    return this.#leaving;
  }

  /** Where nobody sits at a terminal, what outlives its limit, a stop and a TERM is killed, or a pipeline would hang. */
  watch(walk: Walk, person: Person | undefined): void {
    this.#walk = walk;
    this.#person = person;
    this.#mayForce ||= person === undefined;
    if (this.#leaving) walk.work.leave();
    walk.subscribe(() => this.#forceWhatStays());
  }

  interrupt(): void {
    this.#walk?.work.halt();
    if (this.#stop()) return;
    this.#leave();
    this.#walk?.options.stage.force();
  }

  /** What never ends by itself passes where it is stopped: what stands behind it must not run now. */
  #leave(): void {
    this.#leaving = true;
    this.#walk?.work.leave();
  }

  /** Stops the command that runs; false where none does, or it was stopped before. */
  #stop(): boolean {
    const attempt = this.#walk?.running?.attemptId;
    if (attempt === undefined || attempt === this.#stopped) return false;
    this.#stopped = attempt;
    this.#walk?.options.stage.stop();
    return true;
  }

  #forceWhatStays(): void {
    if (this.#mayForce && this.#walk?.running?.stopping === 'can-force') this.#walk.options.stage.force();
  }

  /** The run has been left: a press that comes later must not kill the process before it has said how it ended. */
  end(): void {
    const signals = { SIGINT: this.#onInterrupt, SIGTERM: this.#onTerminate, SIGHUP: this.#onTerminate };
    for (const [signal, listener] of Object.entries(signals)) {
      process.on(signal, () => undefined);
      process.off(signal, listener);
    }
  }
}
