import { describe, expect, test } from 'vitest';
import type { Action, Entry } from '../../../src/core/audit/entry.ts';
import { factsOf, type RunFacts } from '../../../src/core/trends/facts.ts';
import { spreadOf } from '../../../src/core/trends/spread.ts';
import { trendsOf } from '../../../src/core/trends/trend.ts';
import { recorded } from '../run/log.ts';

const counts = { passed: 1, failed: 0, skipped: 0, byHand: 0, checked: 0 };
const begun = (step: string): Action => ({ type: 'step.started', step, stepDigest: '', attempt: 1 });
const ended = (step: string): Action => ({
  type: 'step.finished',
  step,
  stepDigest: '',
  attempt: 1,
  how: 'run',
  by: 'rule',
});
const failed: Action = { type: 'step.failed', step: 's2', stepDigest: '', attempt: 1, reason: 'exit 1' };
const seal = (result: 'done' | 'aborted'): Action => ({
  type: 'seal',
  result,
  counts,
  parents: [],
  objects: 0,
});

/** A run whose entries come one second after the other. */
function run(happened: readonly (Action | Entry)[], part: Partial<RunFacts> = {}): RunFacts {
  const entries = recorded(happened).map((entry, index) => ({ ...entry, t: 1_000_000 + index * 1000 }));
  const facts = factsOf(entries);
  if (facts === undefined) throw new Error('no run');
  return { ...facts, ...part };
}

describe('what many runs show', () => {
  test('a step that passed has a time; one that failed, was skipped or edited makes a run unclean', () => {
    const clean = run([begun('s1'), ended('s1'), seal('done')]);
    expect(clean).toMatchObject({ result: 'done', clean: true, steps: { s1: { ms: 1000, failed: 0 } } });
    const bad = run([begun('s1'), ended('s1'), begun('s2'), failed, begun('s2'), ended('s2'), seal('done')]);
    expect(bad).toMatchObject({ clean: false, steps: { s2: { failed: 1, ms: 1000 } } });
    expect(run([begun('s1')])).toMatchObject({ result: 'open', clean: false });
    expect(factsOf([])).toBeUndefined();
  });

  test('by runbook: success, spread, the worst step, the last clean run, runs of this text', () => {
    const good = run([begun('s1'), ended('s1'), seal('done')]);
    const bad = run([begun('s2'), failed, seal('aborted')]);
    const at = (facts: RunFacts, day: number, part: Partial<RunFacts> = {}): RunFacts => ({
      ...facts,
      runbook: 'a.md',
      text: 'new',
      startedAt: day * 1e6,
      lastAt: day * 1e6 + day * 1000,
      tookMs: day * 1000,
      run: `r${day}`,
      ...part,
    });
    const [first, other] = trendsOf([
      at(bad, 4),
      at(good, 1, { text: 'old' }),
      at(good, 3),
      at(bad, 2, { text: 'old' }),
      at(good, 5),
      at(good, 9, { runbook: 'z.md', startedAt: 1, lastAt: 2, tookMs: 1 }),
    ]);
    expect(first).toMatchObject({
      runbook: 'a.md',
      runs: 5,
      done: 3,
      aborted: 2,
      open: 0,
      successPercent: 60,
      duration: { runs: 3, least: 1000, low: 2000, middle: 3000, high: 4000, most: 5000 },
      latest: [1000, 3000, 5000],
      mostFailed: { step: 's2', runs: 2 },
      lastClean: { run: 'r5' },
      runsSinceTextChanged: 3,
      steps: { s1: { passed: 3, usually: { middle: 1000 } } },
    });
    expect(first).not.toHaveProperty('mostSkipped');
    expect(other).toMatchObject({ runbook: 'z.md', runs: 1, runsSinceTextChanged: 1 });
    expect(trendsOf([])).toEqual([]);
  });

  test('a spread is of what there is', () => {
    expect(spreadOf([])).toBeUndefined();
    expect(spreadOf([7])).toEqual({ runs: 1, least: 7, low: 7, middle: 7, high: 7, most: 7 });
    expect(spreadOf([4, 1, 3, 2])).toMatchObject({ least: 1, middle: 3, most: 4 });
  });
});
