import { expect, test } from 'vitest';
import type { RunFacts, StepFacts } from '../../../src/core/trends/facts.ts';
import { paceOf, type Pace, type Shape } from '../../../src/core/trends/pace.ts';

// What is usual is said of a text only by runs that had the same text, and by enough of them.

const shape: Shape = {
  steps: [
    { id: 'build', digest: 'aaaa' },
    { id: 'tell', digest: 'bbbb' },
  ],
  phases: [{ id: 'work', steps: ['build', 'tell'] }],
};

const none = { failed: 0, skipped: 0, edited: 0 };

function run(ms: number, part: Partial<StepFacts> = {}, more: Partial<RunFacts> = {}): RunFacts {
  const build: StepFacts = { ...none, digest: 'aaaa', ran: true, ms, from: 0, to: ms, ...part };
  // A task has no digest of its own: its id is made from its words.
  const tell: StepFacts = { ...none, from: ms + 1000, to: ms + 1000 };
  return {
    run: 'r',
    runbook: 'a.md',
    text: 'any',
    startedAt: 0,
    lastAt: 0,
    tookMs: 0,
    result: 'done',
    clean: true,
    steps: { build, tell },
    ...more,
  };
}

interface Case {
  readonly name: string;
  readonly runs: readonly RunFacts[];
  readonly pace: Pace;
}

const nothing: Pace = { steps: {}, phases: {} };

test.for<Case>([
  { name: 'of no run', runs: [], pace: nothing },
  { name: 'of two runs', runs: [run(1000), run(2000)], pace: nothing },
  {
    name: 'of three runs, the middle one',
    runs: [run(9000), run(1000), run(2000)],
    pace: { steps: { build: { ran: 3, passed: 3, failed: 0, ms: 2000 } }, phases: { work: 3000 } },
  },
  {
    name: 'of a run that is open, nothing',
    runs: [run(9000), run(1000), run(2000, {}, { result: 'open' })],
    pace: nothing,
  },
  {
    name: 'of a step whose text was another, nothing, nor of its phase',
    runs: [run(9000), run(1000), run(2000, { digest: 'cccc' })],
    pace: nothing,
  },
  {
    name: 'of a step that failed, how often it passed, and no time where too few did',
    runs: [
      run(9000),
      run(1000, { failed: 1 }),
      { ...run(1), steps: { build: { ...none, digest: 'aaaa', ran: true, failed: 2 } } },
    ],
    pace: { steps: { build: { ran: 3, passed: 2, failed: 2 } }, phases: {} },
  },
  {
    name: 'of a phase that a step was skipped in, nothing, since that made it shorter',
    runs: [run(1000), run(1000), run(1000, { skipped: 1 })],
    pace: { steps: { build: { ran: 3, passed: 3, failed: 0, ms: 1000 } }, phases: {} },
  },
])('what is usual: $name', ({ runs, pace }) => {
  expect(paceOf(runs, shape)).toEqual(pace);
});
