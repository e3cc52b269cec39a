import { byKey, cardElement, focusOn } from '../focus.ts';
import { slug, type Anchor } from '../layout.ts';
import { closeDialog } from '../page/help.ts';
import type { Store } from '../store.ts';

// Opens what a place stands in; the answer, called after the next drawing, brings it into view and gives it the focus.

/** The way to the `top`, to a card by its id, to a phase or a heading in one by `phase:` or `heading:` and its id, or to a field by `field:` and its key. */
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
  if (target.startsWith('heading:')) {
    const wanted = `heading-${target.slice('heading:'.length)}`;
    const anchor = [...(layout?.anchors.values() ?? [])].find(({ id }) => id === wanted);
    return anchor === undefined ? () => undefined : wayToHeading(store, anchor);
  }
  const phase = layout?.phaseOf.get(target);
  if (phase !== undefined) memory.setPhaseOpen(phase.id, true);
  memory.setOpen(target, true);
  return () => focusOn(cardElement(target), 'start');
}

/** The way to the heading that a `#link` of the runbook names; undefined where there is none. */
export function wayToAnchor(store: Store, fragment: string): (() => void) | undefined {
  const anchor = store.layout?.anchors.get(slug(fragment));
  return anchor === undefined ? undefined : wayToHeading(store, anchor);
}

function wayToHeading({ memory }: Store, { phase, id }: Anchor): () => void {
  memory.setPhaseOpen(phase, true);
  return () => {
    const heading = document.getElementById(id);
    heading?.setAttribute('tabindex', '-1');
    focusOn(heading, 'start');
  };
}
