import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read } from '../core/runbook/read.ts';
import { categories, labelledFacts, parsedFacts, type Category, type Facts } from './facts.ts';
import { readLabels, type Labels } from './labels.ts';

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const page = join(import.meta.dirname, '../../docs/accuracy.md');

interface Figures {
  readonly labelled: number;
  readonly found: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
}

interface Sample {
  readonly folder: string;
  readonly golden: string;
  /** Headline of its table in docs/accuracy.md. */
  readonly heading: string;
  /** Precision and recall that must not be lost again. */
  readonly floors: Readonly<Record<Category, readonly [precision: number, recall: number]>>;
}

const samples: readonly Sample[] = [
  {
    folder: 'labels',
    golden: 'labels.expected.json',
    heading: 'The labelled sample',
    floors: {
      kinds: [0.96, 0.88],
      roles: [0.95, 0.62],
      placeholders: [0.99, 0.72],
      risks: [0.97, 0.9],
      expected: [0.99, 0.85],
    },
  },
  {
    folder: 'labelsLater',
    golden: 'labelsLater.expected.json',
    heading: 'The later sample',
    floors: {
      kinds: [0.94, 0.98],
      roles: [0.9, 0.98],
      placeholders: [0.98, 0.9],
      risks: [0.93, 0.93],
      expected: [0.98, 0.83],
    },
  },
  {
    folder: 'labelsFresh',
    golden: 'labelsFresh.expected.json',
    heading: 'The third sample',
    floors: {
      kinds: [0.91, 0.98],
      roles: [0.97, 0.98],
      placeholders: [0.98, 0.98],
      risks: [0.97, 0.98],
      expected: [0.94, 0.98],
    },
  },
  {
    folder: 'labelsFourth',
    golden: 'labelsFourth.expected.json',
    heading: 'The fourth sample',
    floors: {
      kinds: [0.98, 0.92],
      roles: [0.98, 0.9],
      placeholders: [0.98, 0.98],
      risks: [0.98, 0.88],
      expected: [0.98, 0.5],
    },
  },
  {
    folder: 'labelsFifth',
    golden: 'labelsFifth.expected.json',
    heading: 'The fifth sample',
    floors: {
      kinds: [0.94, 0.9],
      roles: [0.86, 0.52],
      placeholders: [0.98, 0.16],
      risks: [0.98, 0.98],
      expected: [0.98, 0.98],
    },
  },
  {
    folder: 'labelsSixth',
    golden: 'labelsSixth.expected.json',
    heading: 'The sixth sample',
    floors: {
      kinds: [0.98, 0.94],
      roles: [0.93, 0.66],
      placeholders: [0.98, 0.39],
      risks: [0.98, 0.93],
      expected: [0.98, 0.72],
    },
  },
];

describe.skipIf(!existsSync(corpus)).each(samples)('$heading', sample => {
  const all = readLabels(sample.folder).map(labels => ({ labels, ...compare(labels) }));
  const figures = figuresOf(all);

  test('is of the files as they are', () => {
    const digests = all.map(({ labels }) => [labels.name, digestOf(labels)]);
    expect(digests).toEqual(all.map(({ labels }) => [labels.name, labels.sha256]));
  });

  test('is read as the golden says, with each disagreement', () => {
    const golden = join(import.meta.dirname, sample.golden);
    const found = `${JSON.stringify({ figures, disagreements: disagreementsOf(all) }, null, 2)}\n`;
    if (process.env['UPDATE_GOLDENS'] === '1') {
      writeFileSync(golden, found);
    }
    expect(found).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
  });

  test.each(categories)('is not read worse than it was: %s', category => {
    const [precision, recall] = sample.floors[category];
    expect(figures[category].precision).toBeGreaterThanOrEqual(precision);
    expect(figures[category].recall).toBeGreaterThanOrEqual(recall);
  });

  test('never takes a lookalike for a hole', () => {
    const taken = all.flatMap(({ labels, parsed }) =>
      labels.lookalikes.filter(([line, text]) => parsed.placeholders.has(`${line} ${text}`)),
    );
    expect(taken).toEqual([]);
  });

  test('has its figures published', () => {
    const published = readFileSync(page, 'utf8');
    expect(published).toContain(`## ${sample.heading}\n`);
    expect(published.split(`## ${sample.heading}\n`)[1]).toContain(tableOf(figures));
  });
});

interface Compared {
  readonly labels: Labels;
  readonly labelled: Facts;
  readonly parsed: Facts;
}

function compare(labels: Labels): Omit<Compared, 'labels'> {
  const runbook = read(readFileSync(join(corpus, labels.corpus)), labels.corpus);
  return { labelled: labelledFacts(labels, runbook), parsed: parsedFacts(labels, runbook) };
}

function digestOf(labels: Labels): string {
  return createHash('sha256')
    .update(readFileSync(join(corpus, labels.corpus)))
    .digest('hex');
}

function figuresOf(all: readonly Compared[]): Record<Category, Figures> {
  const rows = categories.map(category => [category, figuresIn(all, category)] as const);
  return Object.fromEntries(rows) as Record<Category, Figures>;
}

function figuresIn(all: readonly Compared[], category: Category): Figures {
  const sum = (count: (compared: Compared) => number): number =>
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

function disagreementsOf(all: readonly Compared[]): Record<string, unknown> {
  const rows = all.map(({ labels, labelled, parsed }) => {
    const differing = categories.flatMap(category => {
      const missed = without(labelled[category], parsed[category]);
      const wrong = without(parsed[category], labelled[category]);
      const found = [...missed.map(fact => `- ${fact}`), ...wrong.map(fact => `+ ${fact}`)];
      return found.length === 0 ? [] : [[category, found.join(', ')] as const];
    });
    return [labels.name, Object.fromEntries(differing)] as const;
  });
  return Object.fromEntries(rows);
}

function tableOf(figures: Record<Category, Figures>): string {
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
