// A press goes down on a control and comes up on it. What moves away in between, since something above it was drawn, would not be pressed,
// and nobody would see why.

/** ms for which drawing waits at most: a pointer may come up elsewhere, where nobody hears of it. */
const longest = 1000;

const pressed = 'button, a[href], summary, label, select, input:is([type="checkbox"], [type="radio"])';

/** Knows whether a pointer is down on a control, and what waits until it has come up. */
export class Press {
  #timer: number | undefined;
  #waiting: (() => void) | undefined;

  constructor(root: Document) {
    root.addEventListener('pointerdown', event => this.#down(event), { capture: true });
    // What the press does is done right behind its end, in the same turn.
    for (const type of ['pointerup', 'pointercancel'] as const)
      root.addEventListener(type, () => setTimeout(() => this.#up()), { capture: true });
  }

  /** Acts at once, or as soon as nothing is pressed; of several that wait the last one acts. */
  whenUp(act: () => void): void {
    if (this.#timer === undefined) act();
    else this.#waiting = act;
  }

  #down({ target }: PointerEvent): void {
    if (!(target instanceof Element) || target.closest(pressed) === null) return;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#up(), longest);
  }

  #up(): void {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    const act = this.#waiting;
    this.#waiting = undefined;
    act?.();
  }
}
