// Sentences as data: the page says them in the reader's language.

/** Every sentence that a badge can hold. */
export const sayings = [
  // Leads
  'allSigned',
  'endOpen',
  'nothingSigned',
  'unknownKey',
  'expiredKey',
  'revokedKey',
  'stolenKey',
  'ambiguousKey',
  'weakKey',
  'noSigners',
  'newerFormat',
  'notALog',
  'changed',
  'changedBetween',
  'gap',
  'order',
  'foreign',
  'form',
  'cutOff',
  'rewritten',
  'partMissing',
  'fork',
  'lateReturn',
  'handedTwice',
  'noHandover',
  'handoverUnsound',
  'trailing',
  'afterSeal',
  'sealCount',
  'fileUnreadable',
  'outputChanged',
  'outputMissing',
  'runbookChanged',
  'runbookMissing',
  'contentChanged',
  'contentMissing',
  'gatePassed',
  'approvalUnsound',
  'witness',
  'rely',
  // What is proven or certain
  'unchanged',
  'sealed',
  'signedBy',
  'runbookText',
  'trustedGiven',
  'trustedSetting',
  'trustedBranch',
  'contents',
  'witnessed',
  'signedUpTo',
  'holds',
  'holdsUnknown',
  'holdsFits',
  'holdsFitsOne',
  'holdsNothing',
  'notTheOne',
  'follow',
  'followOne',
  'entriesHold',
  'stranger',
  'redacted',
  'witnessDiffers',
  'reviewedBy',
  'reviewedWith',
  'refusedBy',
  'refusedWith',
  // What is not
  'keyboard',
  'keyOnly',
  'time',
  'honest',
  'anyTime',
  'anyHonest',
  'word',
  'noReview',
  'ownReview',
  'sawIt',
  'newest',
  'unsignedTail',
  'unsignedTailOne',
  'noEnd',
  'torn',
  'whoseKey',
  'firstUse',
  'whatItSaid',
  'whatWasThere',
  'diskOrPerson',
] as const;

export type SayingKey = (typeof sayings)[number];

export interface Saying {
  readonly key: SayingKey;
  readonly holes?: Readonly<Record<string, string | number>>;
}

/** A line of one of the badge's lists; `ready` is the mark of what is not proven. */
export interface Point extends Saying {
  readonly mark: 'passed' | 'failed' | 'ready';
}

export function point(mark: Point['mark'], key: SayingKey, holes?: Saying['holes']): Point {
  return { mark, key, ...(holes === undefined ? {} : { holes }) };
}

/** A point about entries in a row, of which there may be only one. */
export function range(
  mark: Point['mark'],
  key: 'holdsFits' | 'follow' | 'unsignedTail',
  { from, to }: { readonly from: number; readonly to: number },
): Point {
  return from === to ? point(mark, `${key}One`, { entry: from }) : point(mark, key, { from, to });
}

export function saying(key: SayingKey, holes?: Saying['holes']): Saying {
  return holes === undefined ? { key } : { key, holes };
}
