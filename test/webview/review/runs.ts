import type { Action, Entry, Recorded } from '../../../src/core/audit/entry.ts';
import type { Verdict } from '../../../src/core/audit/verdict.ts';
import { detailOf, type EventDetail } from '../../../src/core/review/detail.ts';
import { makeReview, type Review } from '../../../src/core/review/review.ts';
import { nameSteps } from '../../../src/core/review/steps.ts';
import { happened, recorded } from '../../core/run/log.ts';
import { read } from '../../core/runbook/read.ts';

// Runs as their reviews show them: made by the core itself, of logs that are lists of what happened.

const text = `---
context: { kube: prod-eu1, namespace: orders }
---
# Orders engine, blue-green release

## 1 Before you begin (10 min)

- [ ] Change ticket approved
- [ ] Nobody else releases

## 2 Bring green up (15 min)

### 2.1 Install green with one replica

\`\`\`bash
# Install one green replica
helm upgrade orders ./chart -n orders --set slot=green --wait
\`\`\`

### 2.2 Follow green's log for errors

\`\`\`bash
kubectl logs -n orders -l slot=green --since=5m
\`\`\`

### 2.3 Tell the trading desk that green is up

1. Call them.

## 3 Prove green (10 min)

### 3.1 Probe green without traffic

\`\`\`bash
./tools/probe --slot green
\`\`\`

### 3.2 Replay yesterday's sample orders

\`\`\`bash
# Replay and compare
./tools/replay --slot green --date "$SAMPLE_DATE" --compare blue
# Expected: All 40 orders agree
\`\`\`

## Roll back (if 3.2 differs)

\`\`\`bash
kubectl scale deploy/orders-green -n orders --replicas=0
\`\`\`
`;

const runbook = read(text, 'runbooks/orders-blue-green.md');

function idsOf(): readonly string[] {
  const review = makeReview({ ...material([]), verdict: verdictOf({}) });
  return review.named.ids;
}

function verdictOf(part: Partial<Verdict>): Verdict {
  return {
    exit: 0,
    folder: '/w/.handrail/runs/2026/r1',
    run: '20261121T030200Z-orders-aaaa',
    tiers: [
      { tier: 'SEALED', state: 'proven', required: true, detail: '' },
      { tier: 'OUTPUTS', state: 'proven', required: true, detail: '' },
    ],
    findings: [],
    worst: undefined,
    signers: [{ who: 'elif@ops-7', principal: 'Elif Kaya', key: 'ssh-ed25519 AAAA', roles: ['operator'] }],
    reviews: [],
    trust: { source: 'base-branch', place: 'origin/main' },
    entries: 0,
    objects: 0,
    result: 'done',
    ...part,
  };
}

const started = Date.UTC(2026, 10, 21, 0, 2);

function material(log: readonly (Action | Entry)[]): Parameters<typeof makeReview>[0] {
  let at = started;
  const entries = recorded(log).map((entry): Recorded => {
    at += entry.type === 'attempt.finished' ? entry.durMs : 20_000;
    return { ...entry, t: at, ...(entry.type === 'open' ? { who: 'Elif Kaya' } : {}) };
  });
  const file = '00-elif-1f9c.jsonl';
  return {
    verdict: verdictOf({}),
    parts: [
      {
        file,
        seg: 0,
        role: 'operator',
        lines: entries.length,
        head: '0'.repeat(64),
        broken: false,
        signed: [1, entries.length],
        covered: entries.length,
        names: [],
      },
    ],
    files: [{ file, lines: entries.length }],
    lines: entries.map((entry, index) => ({ number: index + 1, file, line: index + 1, entry })),
    runbook,
    hasRunbook: true,
  };
}

const ids = idsOf();
const rollback = nameSteps(runbook).page.phases.find(({ role }) => role === 'rollback')?.id ?? '';
const at = (index: number): string => ids[index] ?? '';
const [ticket, nobody, install, follow, tell, probe, replay, undo] = [0, 1, 2, 3, 4, 5, 6, 7].map(at) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

const ran = (
  step: string,
  id: string,
  part: { exit?: number; ms?: number; cmd: string },
): readonly Action[] => [
  happened.started(step),
  { ...happened.begun(step, id), cmd: part.cmd, cwd: '/srv/orders' } as Action,
  {
    type: 'attempt.finished',
    attemptId: id,
    outcome: 'exited',
    exit: part.exit ?? 0,
    durMs: part.ms ?? 41_000,
    cwd: '/srv/orders',
    outputs: [
      { role: 'output', parts: 1, bytes: 2048, kept: 2048, truncated: false, masked: 1, streamSha256: '' },
    ],
  },
];

const rolledBack: readonly Action[] = [
  {
    type: 'context',
    host: 'ops-7',
    user: 'elif',
    cwd: '/srv/orders',
    git: { branch: 'release/1.8', head: '4c1e9ab77', dirty: false },
    kube: { context: 'prod-eu1', namespace: 'orders' },
  },
  { type: 'input.set', name: 'SAMPLE_DATE', kind: 'text', value: '2026-11-20', source: 'typed' },
  { type: 'input.set', name: 'REPLAY_TOKEN', kind: 'secret', source: 'environment' },
  happened.ticked(ticket),
  happened.ticked(nobody),
  ...ran(install, 'a1', {
    cmd: 'helm upgrade orders ./chart -n orders --set slot=green --wait',
    ms: 110_000,
  }),
  happened.ended(install),
  { ...happened.skipped(follow), reason: 'watched the same log in Grafana' } as Action,
  { ...happened.ended(tell, 'hand'), reason: 'sent in #orders-ops' } as Action,
  ...ran(probe, 'a2', { cmd: './tools/probe --slot green', ms: 19_000 }),
  happened.ended(probe),
  ...ran(replay, 'a3', { cmd: './tools/replay --slot green --date "$SAMPLE_DATE" --compare blue', exit: 1 }),
  {
    type: 'judged',
    step: replay,
    attemptId: 'a3',
    decision: 'differs',
    by: 'rule',
    expected: 'All 40 orders agree',
  },
  happened.failed(replay),
  { type: 'branch.entered', section: rollback, reason: 'the runbook asks for it where 3.2 differs' },
  ...ran(undo, 'a4', { cmd: 'kubectl scale deploy/orders-green -n orders --replicas=0', ms: 22_000 }),
  happened.ended(undo),
  {
    ...happened.sealed(),
    result: 'aborted',
    reason: 'two orders differ',
    counts: { passed: 3, failed: 1, skipped: 1, byHand: 1, checked: 2 },
  } as Action,
];

const tails: Readonly<Record<string, readonly string[]>> = {
  a3: [
    '8814  fee 0.12, blue 0.10  differs',
    '8829  fee 0.31, blue 0.25  differs',
    '38 of 40 agree, 2 differ',
  ],
};

/** What the host would answer for an event. */
export function detailIn(review: Review, id: number): EventDetail {
  const event = review.events[id];
  return {
    attempts: (event?.attempts ?? []).flatMap(attempt => {
      const known = review.attempts.get(attempt);
      return known === undefined ? [] : [detailOf(known, { tail: tails[attempt] ?? ['ok'], output: 'kept' })];
    }),
    digests: [
      {
        entry: event?.entry ?? 0,
        file: '00-elif-1f9c.jsonl',
        line: event?.entry ?? 0,
        type: 'note',
        hash: `77b0${'0'.repeat(56)}e41d`,
        next: review.view.cut === id ? `5f1c${'0'.repeat(56)}09ae` : `77b0${'0'.repeat(56)}e41d`,
      },
    ],
  };
}

const good = makeReview(material(rolledBack));

function tampered(): Review {
  const whole = material(
    rolledBack.map(entry => (entry.type === 'step.failed' ? happened.ended(replay) : entry)),
  );
  const line =
    whole.lines.findIndex(({ entry }) => entry?.type === 'step.finished' && entry.step === replay) + 1;
  const [part] = whole.parts;
  const file = part?.file ?? '';
  const finding = {
    code: 'CHAIN_BREAK',
    tier: 'STRUCTURE',
    weight: 'tampered',
    file,
    line,
    sentence: '',
  } as const;
  return makeReview({
    ...whole,
    verdict: verdictOf({ exit: 1, findings: [finding], worst: finding }),
    parts: part === undefined ? [] : [{ ...part, lines: line, broken: true, signed: [1, line - 2] }],
  });
}

const clean = makeReview(
  material([
    happened.ticked(ticket),
    ...ran(install, 'a1', { cmd: 'helm upgrade' }),
    happened.ended(install),
    happened.sealed(),
  ]),
);

const open = makeReview({
  ...material(rolledBack.slice(0, -1)),
  verdict: verdictOf({
    exit: 2,
    tiers: [],
    findings: [{ code: 'NOT_SEALED', tier: 'SEALED', weight: 'incomplete', sentence: '' }],
  }),
  parts: material(rolledBack.slice(0, -1)).parts.map(part => ({ ...part, signed: [1, 20] })),
});

const unreadable = makeReview({
  ...material([]),
  verdict: verdictOf({ exit: 5 }),
  parts: [],
  files: [],
  lines: [],
  runbook: read('', ''),
  hasRunbook: false,
});

/** Every kind of review there is. */
export const reviews = { good, tampered: tampered(), clean, open, unreadable } as const;

export type ReviewName = keyof typeof reviews;
