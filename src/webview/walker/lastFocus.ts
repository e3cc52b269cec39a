import { cardAt, focusHeir, keyHere } from './focus.ts';

// An editor that is closed gives the focus to the page as a whole, and not to what had it there.

let last: { readonly key: string; readonly card: string | undefined } | undefined;

let isPressed = false;

/** Gives the focus back to what had it last, whenever the window brings it to the page and to nothing on it. */
export function keepFocus(): void {
  const press = (event: Event): void => {
    isPressed = event.type !== 'blur';
  };
  document.addEventListener('pointerdown', press, true);
  window.addEventListener('blur', press);
  document.addEventListener('focusin', note);
  // Only once the browser has put the focus elsewhere is it known to be gone from here.
  document.addEventListener('focusout', () => setTimeout(note));
  window.addEventListener('focus', () => setTimeout(bringBack));
}

/** A press beside every control lets go of the focus; leaving the page does not. */
function note(): void {
  if (!document.hasFocus()) return;
  const { activeElement, body } = document;
  last = activeElement === body ? undefined : { key: keyHere(), card: cardAt(activeElement) };
}

function bringBack(): void {
  // Whoever comes by a press has gone where they pressed.
  if (isPressed) note();
  else if (document.activeElement === document.body && last !== undefined) focusHeir(last.key, last.card);
}
