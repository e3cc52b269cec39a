import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read } from '../core/runbook/read.ts';
import { categories, labelledFacts, parsedFacts, type Category } from './facts.ts';
import { disagreementsOf, figuresOf, tableOf, type Compared } from './figures.ts';
import { readLabels, type Labels } from './labels.ts';

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const page = join(import.meta.dirname, '../../docs/accuracy.md');

interface Sample {
  /** Its folder in `test/cases/labels`, and its heading in docs/accuracy.md. */
  readonly sample: string;
  /** Precision and recall that must not be lost again. */
  readonly floors: Readonly<Record<Category, readonly [precision: number, recall: number]>>;
}

const samples: readonly Sample[] = [
  {
    sample: 'first',
    floors: {
      kinds: [0.96, 0.88],
      roles: [0.95, 0.62],
      placeholders: [0.99, 0.72],
      risks: [0.97, 0.9],
      expected: [0.99, 0.85],
    },
  },
  {
    sample: 'second',
    floors: {
      kinds: [0.94, 0.98],
      roles: [0.9, 0.98],
      placeholders: [0.98, 0.9],
      risks: [0.93, 0.93],
      expected: [0.98, 0.83],
    },
  },
  {
    sample: 'third',
    floors: {
      kinds: [0.91, 0.98],
      roles: [0.97, 0.98],
      placeholders: [0.98, 0.98],
      risks: [0.97, 0.98],
      expected: [0.94, 0.98],
    },
  },
  {
    sample: 'fourth',
    floors: {
      kinds: [0.98, 0.92],
      roles: [0.98, 0.9],
      placeholders: [0.98, 0.98],
      risks: [0.98, 0.88],
      expected: [0.98, 0.5],
    },
  },
  {
    sample: 'fifth',
    floors: {
      kinds: [0.94, 0.9],
      roles: [0.86, 0.52],
      placeholders: [0.98, 0.16],
      risks: [0.98, 0.98],
      expected: [0.98, 0.98],
    },
  },
  {
    sample: 'sixth',
    floors: {
      kinds: [0.98, 0.94],
      roles: [0.93, 0.66],
      placeholders: [0.98, 0.39],
      risks: [0.98, 0.93],
      expected: [0.98, 0.72],
    },
  },
];

const isThere = existsSync(corpus);

// The body is read also where it is skipped.
describe.skipIf(!isThere).each(samples)('the $sample sample', ({ sample, floors }) => {
  const all = (isThere ? readLabels(sample) : []).map(labels => ({ labels, ...compare(labels) }));
  const figures = figuresOf(all, categories);

  test('is of the files as they are', () => {
    const digests = all.map(({ labels }) => [labels.name, digestOf(labels)]);
    expect(digests).toEqual(all.map(({ labels }) => [labels.name, labels.sha256]));
  });

  test('is read as the golden says, with each disagreement', () => {
    const golden = join(import.meta.dirname, `labels.${sample}.expected.json`);
    const found = `${JSON.stringify({ figures, disagreements: disagreementsOf(all, categories) }, null, 2)}\n`;
    if (process.env['UPDATE_GOLDENS'] === '1') {
      writeFileSync(golden, found);
    }
    expect(found).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
  });

  test.each(categories)('is not read worse than it was: %s', category => {
    const [precision, recall] = floors[category];
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
    const heading = `## The ${sample} sample\n`;
    expect(published).toContain(heading);
    expect(published.split(heading)[1]).toContain(tableOf(figures, categories));
  });
});

function compare(labels: Labels): Compared<Category> {
  const runbook = read(readFileSync(join(corpus, labels.corpus)), labels.corpus);
  return {
    name: labels.name,
    labelled: labelledFacts(labels, runbook),
    parsed: parsedFacts(labels, runbook),
  };
}

function digestOf(labels: Labels): string {
  return createHash('sha256')
    .update(readFileSync(join(corpus, labels.corpus)))
    .digest('hex');
}
