import type { Block } from '../markdown/blocks.ts';
import type { Page, Place } from '../markdown/page.ts';
import { allowsBelow, refusesBelow } from '../words/refusals.ts';

/** True for a block that the paragraph right before it refuses, or the title of its section: "### ❌ Don't do this". */
export function isRefused(place: Place, said: string): boolean {
  return refusesBelow(said) || (place.isAllowed !== true && isRefusal(place.title));
}

/** The place behind a block: a title refuses all that its section shows, up to where the text says what is right. */
export function placeBehind(page: Page, place: Place, { kind, text }: Block): Place {
  return kind === 'paragraph' && isRefusal(place.title) && allowsBelow(page.repair(text))
    ? { ...place, isAllowed: true }
    : place;
}

// "Wrong" alone may be about anything.
function isRefusal(title: string): boolean {
  return /\S\s+\S/.test(title) && refusesBelow(title);
}
