import type { OutputView } from '../../core/run/view/outputView.ts';

/** How many outputs a view holds whole: those of the newest attempts, which people look at. */
const whole = 40;

/** Of an older one, how many lines, and how many UTF-16 units of each. */
const lines = 10;
const widest = 200;

/** The end of each attempt's output, as views are sent it: every view holds them all, so what is old is kept short. */
export class ShownOutputs {
  readonly #all = new Map<string, OutputView>();
  /** The newest ones, oldest first. */
  readonly #whole: string[] = [];

  get all(): ReadonlyMap<string, OutputView> {
    return this.#all;
  }

  show(attemptId: string, output: OutputView): void {
    this.#all.set(attemptId, output);
    if (this.#whole.includes(attemptId)) return;
    this.#whole.push(attemptId);
    const old = this.#whole.length > whole ? this.#whole.shift() : undefined;
    const view = old === undefined ? undefined : this.#all.get(old);
    if (old !== undefined && view !== undefined) this.#all.set(old, shortened(view));
  }
}

/** The last lines of a view, unpainted; how many there are in all stays as it is. */
export function shortened({ lines: all, bytes, masked, tail: whole }: OutputView): OutputView {
  const tail = whole.slice(-lines).map(line => (line.length > widest ? `…${line.slice(1 - widest)}` : line));
  return { lines: all, bytes, masked, tail };
}
