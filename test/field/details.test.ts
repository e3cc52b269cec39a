import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read } from '../core/runbook/read.ts';
import { details, labelledDetails, parsedDetails, readDetails, type Detail } from './details.ts';
import { disagreementsOf, figuresOf, tableOf } from './figures.ts';

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const page = join(import.meta.dirname, '../../docs/accuracy.md');
const golden = join(import.meta.dirname, 'labels.details.expected.json');
const heading = '## Times, forms, approvals and what a page says of itself\n';

/** Precision and recall that must not be lost again. */
const floors: Readonly<Record<Detail, readonly [precision: number, recall: number]>> = {
  planned: [1, 0.84],
  waits: [0.71, 0.55],
  records: [1, 0.9],
  templates: [0.83, 1],
  approvals: [1, 0.83],
  meta: [1, 1],
};

const isThere = existsSync(corpus);

// The body is read also where it is skipped.
describe.skipIf(!isThere)('the sample of details', () => {
  const files = (isThere ? readDetails() : []).map(labels => ({
    labels,
    bytes: readFileSync(join(corpus, labels.corpus)),
  }));
  const all = files.map(({ labels, bytes }) => ({
    name: labels.name,
    labelled: labelledDetails(labels),
    parsed: parsedDetails(read(bytes, labels.corpus)),
  }));
  const figures = figuresOf(all, details);

  test('is of the files as they are', () => {
    const digests = files.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
    expect(digests).toEqual(files.map(({ labels }) => labels.sha256));
  });

  test('is read as the golden says, with each disagreement', () => {
    const found = `${JSON.stringify({ figures, disagreements: disagreementsOf(all, details) }, null, 2)}\n`;
    if (process.env['UPDATE_GOLDENS'] === '1') {
      writeFileSync(golden, found);
    }
    expect(found).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
  });

  test.each(details)('is not read worse than it was: %s', detail => {
    const [precision, recall] = floors[detail];
    expect(figures[detail].precision).toBeGreaterThanOrEqual(precision);
    expect(figures[detail].recall).toBeGreaterThanOrEqual(recall);
  });

  test('has its figures published', () => {
    const published = readFileSync(page, 'utf8').split(heading)[1];
    expect(published).toContain(tableOf(figures, details));
  });
});
