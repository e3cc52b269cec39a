// How long a run took is one number, wherever it is said: from the first thing that was done of it to its last entry.
import { expect, test } from 'vitest';
import type { Action, Entry } from '../../../src/core/audit/entry.ts';
import { makeReport } from '../../../src/core/report/report.ts';
import { makeReview } from '../../../src/core/review/review.ts';
import { project } from '../../../src/core/run/view/project.ts';
import { factsOf } from '../../../src/core/trends/facts.ts';
import { verified } from '../report/verdict.ts';
import { happened as did, laidOf, live, recorded, stateOf } from './log.ts';

const { ids, ...laid } = laidOf(
  '# T\n\n## Go\n\n- [ ] one\n\n```\nkubectl get pods\n```\n\n## Rollback\n\n- [ ] two\n',
);
const [one = '', shell = ''] = ids;

const treated: Action = { type: 'step.treated', step: shell, stepDigest: '', as: 'shell', by: 'person' };

interface Case {
  readonly name: string;
  /** Each happened a second after the one before. */
  readonly says: readonly (Action | Entry)[];
  readonly tookMs: number;
  readonly walked?: false;
}

const cases: readonly Case[] = [
  { name: 'nothing was done', says: [did.valued('A', 'a'), did.sealed()], tookMs: 0, walked: false },
  { name: 'from the first step on', says: [did.started(one), did.ended(one), did.sealed()], tookMs: 2000 },
  {
    name: 'values that were given before are no part of it',
    says: [did.valued('A', 'a'), did.valued('B', 'b'), did.ticked(one), did.sealed()],
    tookMs: 1000,
  },
  {
    name: 'nor is text that was taken as shell',
    says: [treated, did.ticked(one), did.valued('A', 'a'), did.sealed()],
    tookMs: 2000,
  },
  {
    name: 'a branch that is entered begins it, too',
    says: [did.valued('A', 'a'), did.entered('rollback'), did.ticked(one)],
    tookMs: 1000,
  },
  { name: 'and a note', says: [did.noted(one), did.ticked(one), did.sealed()], tookMs: 2000 },
];

test.each(cases)('$name', ({ says, tookMs, walked = true }) => {
  const entries = recorded(says);
  const view = project(laid, stateOf(says), live);
  const { lastAt } = stateOf(says);
  const { view: review } = makeReview({
    verdict: verified,
    parts: [],
    files: [],
    lines: entries.map((entry, index) => ({ number: index + 1, file: '', line: index + 1, entry })),
    runbook: laid.plan.runbook,
    hasRunbook: true,
  });
  const report = makeReport({ runbook: laid.plan.runbook, entries, verdict: verified, outputOf: () => '' });
  expect({
    clock: lastAt - (view.walkedFrom ?? lastAt),
    closed: view.closed?.tookMs ?? tookMs,
    review: review.tookMs,
    report: report.durationMs,
    trends: factsOf(entries)?.tookMs,
  }).toEqual({ clock: tookMs, closed: tookMs, review: tookMs, report: tookMs, trends: tookMs });
  const from = walked ? lastAt - tookMs : undefined;
  expect([view.walkedFrom, review.walkedFrom]).toEqual([from, from]);
  expect(report.walkedFrom).toBe(from === undefined ? undefined : new Date(from).toISOString());
});
