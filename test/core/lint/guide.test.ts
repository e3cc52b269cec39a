import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read, stepsOf } from '../runbook/read.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/authoring.md'), 'utf8');

// `<!-- seen: check, commands 2 -->` stands before an example and names its steps, commands with their number.
const examples = [
  ...guide.matchAll(/^<!-- seen: (.*?) -->\n\n(?:(~{4,})markdown\n([^]*?)^\2$|((?: {4}.*\n|\n(?= {4}))+))/gm),
].map(([, seen = '', , fenced, indented = '']) => ({
  seen,
  text: fenced ?? indented.replace(/^ {4}/gm, ''),
}));

test('the guide has examples', () => {
  expect(examples.length).toBe((guide.match(/^<!-- seen: /gm) ?? []).length);
  expect(examples.length).toBeGreaterThan(2);
});

test.each(examples)('an example of the guide is read as it says: $seen', ({ seen, text }) => {
  const steps = [...stepsOf(read(text))].map(step =>
    step.kind === 'commands' ? `commands ${step.statements.length}` : step.kind,
  );
  expect(steps.join(', ')).toBe(seen);
});
