import { byKey, cardElement, focusOn } from '../focus.ts';
import { slug } from '../layout.ts';
import { closeDialog } from '../page/help.ts';
import type { Store } from '../store.ts';

// Opens what a place stands in; the answer, called after the next drawing, brings it into view and gives it the focus.

/** The way to the `top`, to a card by its id, to a phase by `phase:` and its id, or to a field by `field:` and its key. */
export function wayTo(store: Store, target: string): () => void {
  const { layout, memory } = store;
  closeDialog();
  if (target === 'top') {
    return () => {
      window.scrollTo(0, 0);
      focusOn(byKey('title'));
    };
  }
  if (target.startsWith('field:')) return () => focusOn(byKey(target.slice('field:'.length)));
  memory.setOpen('preflight', false);
  if (target.startsWith('phase:')) {
    const phase = target.slice('phase:'.length);
    memory.setPhaseOpen(phase, true);
    return () => focusOn(byKey(`phase/${phase}`), 'start');
  }
  const phase = layout?.phaseOf.get(target);
  if (phase !== undefined) memory.setPhaseOpen(phase.id, true);
  memory.setOpen(target, true);
  return () => focusOn(cardElement(target), 'start');
}

/** The way to the heading that a `#link` of the runbook names; undefined where there is none. */
export function wayToAnchor(store: Store, fragment: string): (() => void) | undefined {
  const anchor = store.layout?.anchors.get(slug(fragment));
  if (anchor === undefined) return undefined;
  store.memory.setPhaseOpen(anchor.phase, true);
  return () => {
    const heading = document.getElementById(anchor.id);
    heading?.setAttribute('tabindex', '-1');
    focusOn(heading, 'start');
  };
}
