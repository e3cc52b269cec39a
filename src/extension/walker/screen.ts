import type { Event } from '../../protocol/event.ts';

/** A terminal of the window that shows the session of the run. */
export interface Screen {
  /** Whatever the runner says, as it comes. */
  told(event: Event): void;
  /** The runner is reached again: it does not know of the terminal yet. */
  linked(): void;
  /** The page is gone, and with it the way to the runner. */
  gone(): void;
}
