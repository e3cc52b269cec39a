/** Words of a title by language. Data, to be added to. */
export interface Words {
  /** Where in a title they stand: at its beginning or end, anywhere in it, or as the whole of it. */
  readonly at: 'start' | 'end' | 'anywhere' | 'whole';
  /** Each is a piece of a regular expression in lower case without accents, as `fold` makes them; whole words only. */
  readonly en?: readonly string[];
  readonly tr?: readonly string[];
  readonly de?: readonly string[];
  readonly es?: readonly string[];
  /** French and Portuguese, as far as they were met. */
  readonly others?: readonly string[];
}

/** What finds any of some words in a folded title. */
export function patternOf({ at, en = [], tr = [], de = [], es = [], others = [] }: Words): RegExp {
  const words = [...en, ...tr, ...de, ...es, ...others].join('|');
  const start = at === 'start' || at === 'whole' ? '^' : '';
  const end = at === 'end' || at === 'whole' ? '$' : '';
  // Not from the middle of a word nor into it; what begins or ends with a sign has its end there.
  return new RegExp(`${start}(?<!\\w\\B)(?:${words})(?!\\B\\w)${end}`);
}
