// Asking for an approval writes beside the log, and what the disk says to that must not end the run.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fence, Place } from './place.ts';

const runbook = `---
approvals:
  - by: dba
    at: run
---
# Release

${fence('# Migrate\necho migrating')}
`;

test('a request that cannot be kept is refused, the runner lives on, and it can be asked again', async () => {
  const place = new Place(runbook);
  const viewer = await place.open();
  const step = viewer.id('Migrate');
  await viewer.do({ type: 'note', step, text: 'about to ask' });
  const plans = join(place.runFolder, 'plans');
  fs.writeFileSync(plans, 'in the way');
  expect(await viewer.ask({ type: 'approval.ask', step })).toMatchObject({
    ok: false,
    code: 'not-recording',
  });
  fs.rmSync(plans);
  await viewer.do({ type: 'approval.ask', step });
  const copied = await viewer.ask({ type: 'approval.copy', step });
  expect(copied.ok).toBe(true);
  expect(JSON.stringify(copied)).toContain('"handrail-request:');
  expect(await viewer.ask({ type: 'approval.paste', text: 'handrail-answer:AAAA' })).toMatchObject({
    ok: false,
    code: 'bad-request',
  });
  expect(viewer.lost).toBe(false);
  viewer.close();
});
