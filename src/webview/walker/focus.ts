import { openerAmong } from './opener.ts';

// Where the focus is and where it goes. What happens by itself moves it only where it still is on what the person did last: a step
// they ran, a task they ticked, the head of a branch they took; and where what had it has gone.

/** The element that stands for a card: its article, or the button of its row. */
export function cardElement(card: string): HTMLElement | undefined {
  const element = document.getElementById(`card-${card}`);
  if (element === null) return undefined;
  return element.querySelector<HTMLElement>('[data-row]') ?? element;
}

/** The id of the card that an element is part of. */
export function cardAt(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>('[data-card]')?.dataset['card'];
}

/** Focuses an element and brings it below the sticky lines. */
export function focusOn(
  element: HTMLElement | null | undefined,
  block: ScrollLogicalPosition = 'nearest',
): void {
  if (element === null || element === undefined) return;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block });
}

/** A form that has opened takes the focus to its first field; closed, back to the control that opened it. */
export function focusForm(place: string, form: string | undefined, before: string | undefined): void {
  moveToForm(place, form, before);
  // With what sends it, as far as both fit.
  if (form === undefined) return;
  const { activeElement } = document;
  activeElement?.closest('form')?.scrollIntoView({ block: 'nearest' });
  activeElement?.scrollIntoView({ block: 'nearest' });
}

function moveToForm(place: string, form: string | undefined, before: string | undefined): void {
  if (form === undefined) {
    const scope = document.getElementById(`card-${place}`) ?? document;
    const all = scope.querySelectorAll<HTMLElement>(`[data-opens="${CSS.escape(before ?? '')}"]`);
    focusOn(openerAmong(all) ?? (place === 'change' ? byKey('title') : null));
  } else if (place === 'keys') document.querySelector('dialog')?.showModal();
  else
    focusOn(byKey(`${place}/form/${form}`) ?? byKey(`${place}/value/${form}`) ?? besideOpener(place, form));
}

/** The first field of what a choice has opened, where that is no form of words. */
function besideOpener(place: string, form: string): HTMLElement | null | undefined {
  const opener = document.querySelector(
    `[id="card-${CSS.escape(place)}"] [data-opens="${CSS.escape(form)}"]`,
  );
  return opener?.parentElement?.querySelector<HTMLElement>('form :is(input, textarea)');
}

/** What was asked for in a form and is shown in it now is read next; whoever has gone on elsewhere stays there. */
export function focusShown(place: string): void {
  const form = document.activeElement?.closest<HTMLElement>('form[data-form="edit"]');
  if (form?.dataset['place'] !== place) return;
  // With the words that are asked for below it, as far as both fit.
  form.scrollIntoView({ block: 'nearest' });
  focusOn(form.querySelector<HTMLElement>('[data-proposal]'));
}

/** The focusable element with a key that survives drawing. */
export function byKey(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
}

/** The key of what has the focus, if it has one. */
export function focusedKey(): string | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? activeElement.dataset['key'] : undefined;
}

/** The key of what has the focus, else of the nearest thing around it that has one; empty where nothing does. */
export function keyHere(): string {
  return document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? '';
}

/**
 * Notes what has the focus before the page is drawn; the answer, called after that, gives it on where what had it is gone. Whoever is in
 * an editor meanwhile stays there: `keepFocus` gives it on once they come back.
 */
export function holdFocus(): () => void {
  const { activeElement, body } = document;
  const [key, card] = [keyHere(), cardAt(activeElement)];
  return () => {
    const isLost = document.activeElement === body && activeElement !== body;
    if (isLost && document.hasFocus()) focusHeir(key, card);
  };
}

/**
 * Focuses what takes the focus of a control that is gone, by its key and its card. One that has moved keeps it; that of a field goes to
 * the control that opens the field again, and that of any other to its step, to what its key begins with, or to the head of the page.
 */
export function focusHeir(key: string, card: string | undefined): void {
  const [place = ''] = key.split('/');
  const opener = byKey(key.replace('/value/', '/edit/'));
  const head = byKey('title');
  const heir = [byKey(key), opener, cardElement(card ?? ''), byKey(place), head].find(one => {
    one?.focus({ preventScroll: true });
    return one === document.activeElement;
  });
  if (heir === null || heir !== head) return;
  standIn = head;
  head.addEventListener('blur', () => (standIn = undefined), { once: true });
}

/** The head of the page, as long as it has the focus for want of a better place. */
let standIn: HTMLElement | undefined;

/** True if what had the focus is gone, and nothing that it belonged to has it. */
export function isFocusLost(): boolean {
  const { activeElement, body } = document;
  return activeElement === body || activeElement === standIn;
}

/** The key by which the focus is found again: of what has it, else of its step. */
export function keptKey(): string | undefined {
  const card = cardAt(document.activeElement);
  return focusedKey() ?? (card === undefined ? undefined : cardElement(card)?.dataset['key']);
}

/** Whether an element can be seen whole between the sticky lines and the lower edge. */
export function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  const now = document.querySelector('.hr-now')?.getBoundingClientRect().bottom ?? 0;
  return top >= now - 1 && bottom <= window.innerHeight + 1;
}

/** Whether keys typed into an element are text. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio'))
  );
}
