import type { Verdict } from '../../../src/core/audit/verdict.ts';

/** Of a run that was closed and holds; a case changes what it is about. */
export const verified: Verdict = {
  exit: 0,
  folder: '/runs/r1',
  run: 'r1',
  tiers: [],
  findings: [],
  worst: undefined,
  signers: [],
  reviews: [],
  trust: { source: 'given', place: '/signers' },
  entries: 9,
  objects: 0,
  result: 'done',
};
