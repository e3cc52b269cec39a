/** A character of a command that a reader cannot see, or would take for another one. */
export interface HiddenCharacter {
  readonly kind: 'no-break space' | 'zero-width' | 'bidirectional' | 'control' | 'mis-encoded' | 'look-alike';
  /** UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
}

const kinds: readonly (readonly [HiddenCharacter['kind'], RegExp])[] = [
  ['no-break space', /[\u00A0\u2000-\u200A\u202F\u205F\u3000\u1680]/u],
  ['zero-width', /[\u200B-\u200D\u2060-\u2064\uFEFF\u00AD\u180E\u{E0000}-\u{E007F}]/u],
  ['bidirectional', /[\u200E\u200F\u202A-\u202E\u2066-\u2069\u061C]/u],
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  ['control', /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\uFFFD]/u],
  // UTF-8 read as Windows-1252 or Mac Roman: a lead byte's letter, then the letters of continuation bytes.
  [
    'mis-encoded',
    /(?:‚[ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°][\u0080-\u{FFFF}]?|â[€†œšž”„‚™][\u0080-\u{FFFF}]?|Ã[\u0080-\u00BF]|Â[\u0080-\u00BF]|ð[Ÿ\u0178]|ï¸|√[¢£§©®°±∂º¥∏º¶ºÄÅß]|√º|≈[ìüûå]|ƒ[±ü∞])/u,
  ],
  ['look-alike', /[‐-―−‘’‚‛“”„‟′″＂＇；｜＄]/u],
];
const any = new RegExp(kinds.map(([, pattern]) => pattern.source).join('|'), 'gu');

/** Finds hidden and confusable characters; a zero-width joiner inside an emoji is ordinary. */
export function findHidden(text: string): readonly HiddenCharacter[] {
  const found: HiddenCharacter[] = [];
  if (/^[\t\n\x20-\x7E]*$/.test(text)) {
    return found;
  }
  for (const match of text.matchAll(any)) {
    const kind = kinds.find(([, pattern]) => pattern.test(match[0]))?.[0];
    const joins =
      match[0] === '\u200D' &&
      /\p{Extended_Pictographic}\uFE0F?$/u.test(text.slice(0, match.index).slice(-3));
    if (kind !== undefined && !joins) {
      found.push({ kind, start: match.index, end: match.index + match[0].length });
    }
  }
  return found;
}
