// What a template is filled with stands in the log under a name for each of its blanks, and in the report; a secret in neither.
import { expect, test } from 'vitest';
import { Place } from './place.ts';

const runbook = `---
inputs:
  TOKEN: { secret: true }
---

# Release

\`\`\`bash
echo <version>
echo "$TOKEN" | wc -c
\`\`\`

## Sign-off

\`\`\`text
Released <version>, token <TOKEN>.
Operator: [Name]
Approver: [Name]
Lead: [Name]
\`\`\`
`;

test('three names are three, a value of the run is the run’s own, and a secret is left out', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  await viewer.give('version', '1.8.0');
  const step = viewer.id('Sign-off');
  const typed = [
    { name: 'version', value: 'not what was given' },
    { name: 'TOKEN', value: 'hunter2-hunter2' },
    { name: 'Operator · Name', value: 'Ana' },
    { name: 'Approver · Name', value: 'Bora' },
    { name: 'Lead · Name', value: '' },
    { name: 'Nobody asked', value: 'x' },
  ];
  await viewer.do({ type: 'step.copied', step, values: typed });
  const values = { version: '1.8.0', 'Operator · Name': 'Ana', 'Approver · Name': 'Bora' };
  expect(viewer.step('Sign-off')).toMatchObject({ state: 'by-hand', values });
  await viewer.do({ type: 'close', result: 'aborted', reason: 'enough was seen' });

  const { folder, entries } = await place.log();
  const about = entries.flatMap(entry => ('step' in entry && entry.step === step ? [entry] : []));
  expect(about.map(({ type }) => type)).toEqual(['record.filled', 'step.finished']);
  const { said } = await place.handrail(['report', folder]);
  expect(said).toContain('Operator: Ana\nApprover: Bora\nLead: [Name]');
  expect(JSON.stringify(entries) + said).not.toContain('hunter2');
});
