let key: string | undefined;

/** Keeps in mind, by its key, what had the focus right before a form was opened. */
export function noteOpener(focused: string | undefined): void {
  key = focused;
}

/** Of the controls that open one form, the one that did it last, else the first. */
export function openerAmong(all: NodeListOf<HTMLElement>): HTMLElement | undefined {
  return [...all].find(one => one.dataset['key'] === key) ?? all[0];
}
