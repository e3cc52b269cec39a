import { expect, test } from 'vitest';
import { contractOf } from '../../../src/core/runbook/contract.ts';
import { read, sectionsOf } from './read.ts';

interface Case {
  /** The head of the column, or the name of the reading in a list. */
  readonly says: string;
  readonly in: 'table' | 'list';
  readonly states: 'target' | 'threshold';
}

// Past a threshold something is done; a target is what a reading should be.
const cases: readonly Case[] = [
  { says: 'Target', in: 'table', states: 'target' },
  { says: 'Limit', in: 'table', states: 'target' },
  { says: 'Hedef', in: 'table', states: 'target' },
  { says: 'Soll', in: 'table', states: 'target' },
  { says: 'Expected', in: 'table', states: 'target' },
  { says: 'Design target', in: 'table', states: 'target' },
  { says: 'Rollback threshold', in: 'table', states: 'threshold' },
  { says: 'Threshold', in: 'table', states: 'threshold' },
  { says: 'Alarm limit', in: 'table', states: 'threshold' },
  { says: 'Roll-back limit', in: 'table', states: 'threshold' },
  { says: 'Grenzwert', in: 'table', states: 'threshold' },
  { says: 'Beklenen (uyarı)', in: 'table', states: 'threshold' },
  { says: 'Hedef eşiği', in: 'table', states: 'threshold' },
  { says: 'CPU', in: 'list', states: 'target' },
  { says: 'Alert on CPU', in: 'list', states: 'threshold' },
];

test.each(cases)('$says, in a $in, states a $states', ({ says, in: where, states }) => {
  const text =
    where === 'list'
      ? `- ${says}: ____ > 80%\n`
      : `| Metric | ${says} | Actual |\n|---|---|---|\n| CPU | > 80% | ____ |\n`;
  const runbook = read(`# Readings\n\n${text}`);
  const steps = [...sectionsOf(runbook.sections)].flatMap(section => section.steps);
  const fields = steps.flatMap(step => (step.kind === 'record' ? step.fields : []));
  expect(fields.map(({ hint, threshold }) => [hint, threshold])).toEqual([
    ['> 80%', states === 'threshold' ? true : undefined],
  ]);
  // What a run makes of it is no part of what `parse --json` prints.
  expect(JSON.stringify(contractOf(runbook))).not.toContain('"threshold"');
});
