/** How often what is found is what was labelled. */
export interface Figures {
  readonly labelled: number;
  readonly found: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
}

/** One labelled file: what a person saw, and what the parser says, as short texts by category. */
export interface Compared<C extends string> {
  readonly name: string;
  readonly labelled: Readonly<Record<C, ReadonlySet<string>>>;
  readonly parsed: Readonly<Record<C, ReadonlySet<string>>>;
}

/** Precision and recall of a sample, by category. */
export function figuresOf<C extends string>(
  all: ReadonlyArray<Compared<C>>,
  categories: readonly C[],
): Record<C, Figures> {
  const rows = categories.map(category => [category, figuresIn(all, category)] as const);
  return Object.fromEntries(rows) as Record<C, Figures>;
}

function figuresIn<C extends string>(all: ReadonlyArray<Compared<C>>, category: C): Figures {
  const sum = (count: (compared: Compared<C>) => number): number =>
    all.reduce((total, compared) => total + count(compared), 0);
  const labelled = sum(compared => compared.labelled[category].size);
  const found = sum(compared => compared.parsed[category].size);
  const right = sum(
    ({ labelled: seen, parsed }) => seen[category].size - without(seen[category], parsed[category]).length,
  );
  return { labelled, found, right, precision: ratio(right, found), recall: ratio(right, labelled) };
}

function without(facts: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...facts].filter(fact => !others.has(fact));
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : Math.round((1000 * part) / whole) / 1000;
}

/** Each fact that only one of the two sees, by file and category. */
export function disagreementsOf<C extends string>(
  all: ReadonlyArray<Compared<C>>,
  categories: readonly C[],
): Record<string, unknown> {
  const rows = all.map(({ name, labelled, parsed }) => {
    const differing = categories.flatMap(category => {
      const missed = without(labelled[category], parsed[category]);
      const wrong = without(parsed[category], labelled[category]);
      const found = [...missed.map(fact => `- ${fact}`), ...wrong.map(fact => `+ ${fact}`)];
      return found.length === 0 ? [] : [[category, found.join(', ')] as const];
    });
    return [name, Object.fromEntries(differing)] as const;
  });
  return Object.fromEntries(rows);
}

/** The table that docs/accuracy.md shows. */
export function tableOf<C extends string>(figures: Record<C, Figures>, categories: readonly C[]): string {
  const rows = categories.map(category => {
    const { labelled, found, right, precision, recall } = figures[category];
    return `| ${category} | ${labelled} | ${found} | ${right} | ${percent(precision)} | ${percent(recall)} |`;
  });
  return ['| | labelled | found | right | precision | recall |', '|---|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
