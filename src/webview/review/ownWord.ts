import type { RunEvent } from '../../core/review/event.ts';
import type { ReviewAction } from '../../protocol/review.ts';
import type { SigningState } from '../../protocol/reviewPage.ts';
import { say } from '../walker/regions.ts';
import { actionOf, nothingSaid, placeOfMissing, type Mine } from './mine.ts';
import type { ReviewWords } from './reviewWords.ts';
import { stepName } from './rowText.ts';

/** The page as far as a person's own word needs it. */
export interface Holder {
  mine(): Mine;
  words(): ReviewWords;
  /** Draws it; the focus goes to what the selector finds. */
  change(mine: Mine, focus?: string): void;
  sign(action: ReviewAction): void;
}

/** What a person does to their own word on the run, until it is signed. */
export class OwnWord {
  readonly #holder: Holder;

  constructor(holder: Holder) {
    this.#holder = holder;
  }

  say(change: Partial<Mine>): void {
    this.#holder.change({ ...this.#holder.mine(), state: 'idle', ...change });
  }

  /** Begins a finding about an event, or goes on with the one there is. */
  about(event: RunEvent): void {
    const mine = this.#holder.mine();
    const { entry } = event;
    const name = `${this.#holder.words().t(`event.${event.kind}`)} ${stepName(event)}`.trim();
    const known = mine.about.some(one => one.entry === entry);
    const about = known ? mine.about : [...mine.about, { entry, name, text: '' }];
    this.#holder.change({ ...mine, state: 'idle', about }, `[data-key="mine-entry-${entry}"]`);
  }

  /** Asks the host to sign, once; where something is missing, it leads there instead. */
  sign(): void {
    const mine = this.#holder.mine();
    if (mine.state === 'asked') return;
    const action = actionOf(mine);
    if (action === undefined) {
      this.#holder.change(mine, placeOfMissing(mine));
      return;
    }
    this.say({ state: 'asked' });
    this.#holder.sign(action);
  }

  /** What was not signed stays as it was written. */
  signed(state: SigningState): void {
    this.#holder.change({ ...(state === 'signed' ? nothingSaid : this.#holder.mine()), state });
    say('say', this.#holder.words().t(`signing.${state}`));
  }
}
