import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Runbook } from '../../src/core/runbook/runbook.ts';
import { read, sectionsOf, stepsOf } from '../core/runbook/read.ts';
import { markdownIn, shared } from './realFiles.ts';

const seeds = markdownIn('seeds');
const corpus = markdownIn('corpus');

// One line a file, so that a reviewer reads the difference as a table.
describe.skipIf(seeds.length === 0)('the seeds', () => {
  test('hold as many sections, checks, shell steps and statements as the golden says', () => {
    checkGolden(
      'seeds.expected.json',
      seeds.map(path => [relative(shared, path), countsOf(read(readFileSync(path), path))]),
    );
  });
});

describe.skipIf(corpus.length === 0)('the corpus', () => {
  test('is read as the golden sums it up', () => {
    checkGolden(
      'corpus.expected.json',
      corpus.map(path => [relative(shared, path), summaryOf(read(readFileSync(path), path))]),
    );
  });
});

function countsOf(runbook: Runbook): Record<string, unknown> {
  const steps = [...stepsOf(runbook)];
  const commands = steps.filter(step => step.kind === 'commands');
  return {
    sections: [...sectionsOf(runbook.sections)].length,
    checks: steps.filter(step => step.kind === 'check').length,
    shellSteps: commands.length,
    statements: commands.reduce((sum, step) => sum + step.statements.length, 0),
    ...summaryOf(runbook),
  };
}

function summaryOf(runbook: Runbook): Record<string, unknown> {
  const roles = [...sectionsOf(runbook.sections)]
    .map(section => section.role)
    .filter(role => role !== 'path');
  return {
    steps: tally([...stepsOf(runbook)].map(step => step.kind)),
    roles: tally(roles),
    inputs: runbook.inputs.map(input => input.name).join(' '),
    problems: tally(runbook.problems.map(problem => problem.code)),
  };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const word of [...words].sort()) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

function checkGolden(name: string, rows: ReadonlyArray<readonly [string, unknown]>): void {
  const golden = join(import.meta.dirname, name);
  const found = `{\n${rows.map(([file, row]) => `${JSON.stringify(file)}: ${JSON.stringify(row)}`).join(',\n')}\n}\n`;
  if (process.env['UPDATE_GOLDENS'] === '1') {
    writeFileSync(golden, found);
  }
  expect(found).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
}
