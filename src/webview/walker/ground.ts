import type { Ground } from './moves.ts';
import type { Actions } from './scene.ts';
import type { Store } from './store.ts';

/** What the keys need to know of the page, and what they can do to it. */
export function groundOf(store: Store, actions: Actions, isSteady: () => boolean): Ground {
  return {
    isSteady,
    current: () => store.currentCard(),
    setOpen: (card, open) => actions.setOpen(card, open),
    setForm: (place, form) => actions.setForm(place, form),
    leftStep: inBranch => (inBranch || store.isAway ? store.leftStep() : undefined),
    goTo: target => actions.goTo(target),
    openMarkdown: at => actions.host({ action: 'openMarkdown', place: 'instead', ...store.lineOf(at) }),
    findStep: () => actions.host({ action: 'chooseStep' }),
  };
}
