import { expect, test } from 'vitest';

import type { Finding } from '../../../src/core/audit/finding.ts';
import { headlineOf } from '../../../src/core/audit/wording.ts';

const missing: Finding = { code: 'OBJECT_MISSING', tier: 'OUTPUTS', weight: 'tampered', sentence: 'gone' };
const open: Finding = { code: 'NOT_SEALED', tier: 'SEALED', weight: 'incomplete', sentence: 'open' };
const altered: Finding = { code: 'OBJECT_ALTERED', tier: 'OUTPUTS', weight: 'tampered', sentence: 'other' };

test.each([
  [0, [], /^Verified\.$/u],
  [1, [missing], /outputs that the log names are missing/u],
  [1, [missing, missing, open], /outputs that the log names are missing/u],
  [1, [missing, altered], /the log was changed/u],
  [2, [open], /the end is open/u],
] as const)('%s with %j is called by its name', (exit, findings, says) => {
  expect(headlineOf({ exit, findings })).toMatch(says);
});
