/** The control that opened the form of a place, by its key: one form can have several. */
const openers = new Map<string, string | undefined>();

/** Keeps in mind where the focus is, right before the form of a place is opened. */
export function noteOpener(place: string): void {
  const { activeElement } = document;
  openers.set(place, activeElement instanceof HTMLElement ? activeElement.dataset['key'] : undefined);
}

/** The key of what had the focus when the form of a place was opened last; undefined where that has none. */
export function openerOf(place: string): string | undefined {
  return openers.get(place);
}
