// What whoever takes a run over has not seen, as its entries tell.
import { expect, test } from 'vitest';
import { unseenBy } from '../../../src/core/run/handover.ts';
import { recorded } from './log.ts';

test('a branch that was taken is among what was not seen, with the reason', () => {
  const entries = recorded([{ type: 'branch.entered', section: 'rollback', reason: 'errors above 5 %' }]);
  expect(unseenBy(entries, () => false)).toEqual([
    { kind: 'branch', section: 'rollback', text: 'errors above 5 %', at: 2000 },
  ]);
});
