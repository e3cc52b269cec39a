import type { Block } from '../markdown/blocks.ts';
import type { Draft, Page, Place } from '../markdown/page.ts';
import { isRefused as isRefusedStatement } from '../../shell/comments/refusal.ts';
import { allowsBelow, refusesBelow } from '../words/refusals.ts';

/** True for a block that the paragraph right before it refuses, or a title above it: "### ❌ Don't do this". */
export function isRefused(place: Place, said: string): boolean {
  return refusesBelow(said) || (place.isAllowed !== true && isRefusedByTitles(place));
}

/** The place behind a block: a title refuses all that its section shows, up to where the text says what is right. */
export function placeBehind(page: Page, place: Place, { kind, text }: Block): Place {
  return kind === 'paragraph' && isRefusedByTitles(place) && allowsBelow(page.repair(text))
    ? { ...place, isAllowed: true }
    : place;
}

// What a title refuses, the sections below it do not bring back, unless one of theirs says what is right.
function isRefusedByTitles({ path }: Place): boolean {
  const known = refused.get(path);
  if (known !== undefined) {
    return known;
  }
  const title = path.findLast(above => isRefusal(above) || allowsBelow(above));
  const found = title !== undefined && isRefusal(title);
  refused.set(path, found);
  return found;
}

// Each section has its titles read once, however many blocks ask.
const refused = new WeakMap<readonly string[], boolean>();

// "Wrong" alone may be about anything.
function isRefusal(title: string): boolean {
  return /\S\s+\S|^anti-?patterns?$/i.test(title) && refusesBelow(title);
}

/** True for commands each of which a comment of the block refuses: "# Don't do this". */
export function isRefusedInside({ body }: Draft): boolean {
  return body.kind === 'commands' && body.statements.length > 0 && body.statements.every(isRefusedStatement);
}
