import type { Walk } from '../../runner/walk.ts';

/** Ctrl-C: the first stops the command that runs, the second leaves the run; where nothing runs, the first leaves. */
export class Interruption {
  #walk: Walk | undefined;
  /** The attempt that was stopped. */
  #stopped: string | undefined;
  #leaving = false;
  readonly #onInterrupt = (): void => this.interrupt();
  readonly #onTerminate = (): void => {
    this.#leaving = true;
    this.#walk?.work.halt();
    this.#walk?.options.stage.force();
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

  watch(walk: Walk): void {
    this.#walk = walk;
  }

  interrupt(): void {
    const walk = this.#walk;
    const attempt = walk?.running?.attemptId;
    if (walk === undefined || attempt === undefined || attempt === this.#stopped) {
      this.#leaving = true;
      walk?.work.halt();
      walk?.options.stage.force();
      return;
    }
    this.#stopped = attempt;
    walk.work.halt();
    walk.options.stage.stop();
  }

  end(): void {
    process.off('SIGINT', this.#onInterrupt);
    process.off('SIGTERM', this.#onTerminate);
    process.off('SIGHUP', this.#onTerminate);
  }
}
