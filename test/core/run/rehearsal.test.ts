// A walk of a text in which nothing can run: what each press comes to, and what a run would ask for.
import { expect, test } from 'vitest';
import { rehearse, type Move, type Moved } from '../../../src/core/run/rehearsal.ts';
import type { RunView, StepView } from '../../../src/core/run/view/view.ts';
import { grammar } from '../runbook/read.ts';
import { laidOf } from './log.ts';

const text = `---
context: prod
approvals:
  - at: 2. Move
    by: lead
---

# Move

## 1. Look

\`\`\`bash
kubectl get pods -n <namespace>
\`\`\`

- [ ] Everybody knows

## 2. Move

\`\`\`bash guard=orders
kubectl delete pod <pod> -n <namespace>
\`\`\`

\`\`\`bash
echo "no end
\`\`\`

## 3. Rollback

\`\`\`bash
kubectl rollout undo deploy/orders
\`\`\`
`;

/** Steps by the order in which they are settled. */
type Done = Exclude<Move, { readonly step: string }> | readonly [Move['kind'], number];

function walked(done: readonly Done[], of = text): ReturnType<typeof rehearse> & { ids: readonly string[] } {
  const { ids, ...laid } = laidOf(of);
  const moves = done.map((one, at): Moved => {
    if (!Array.isArray(one)) return { ...(one as Exclude<Move, { step: string }>), at };
    const [kind, index] = one as readonly [Move['kind'], number];
    return { ...({ kind, step: ids[index] ?? '', checked: true, values: [] } as unknown as Move), at };
  });
  return { ...rehearse(laid, moves, { grammar, revision: 7 }), ids };
}

const states = ({ steps }: RunView, ids: readonly string[]): readonly string[] =>
  ids.map(id => steps[id]?.state ?? '');

interface Case {
  readonly title: string;
  readonly done: readonly Done[];
  readonly states: readonly string[];
  readonly now: string;
  readonly refused?: string;
}

const cases: readonly Case[] = [
  {
    title: 'nothing stands in the way of the first step: no value, no place, no approval',
    done: [],
    states: ['ready', 'waiting', 'waiting', 'waiting', 'waiting'],
    now: 'ready 0',
  },
  {
    title: 'what would run is gone past, not passed',
    done: [
      ['pass', 0],
      ['tick', 1],
    ],
    states: ['by-hand', 'by-hand', 'ready', 'waiting', 'waiting'],
    now: 'ready 2',
  },
  {
    title: 'a guarded step, and one that could not run, are gone past as well',
    done: [
      ['pass', 0],
      ['tick', 1],
      ['pass', 2],
      ['pass', 3],
    ],
    states: ['by-hand', 'by-hand', 'by-hand', 'by-hand', 'waiting'],
    now: 'settled',
  },
  {
    title: 'as if a step failed: what comes after it is held up as in a run',
    done: [['fail', 0]],
    states: ['failed', 'waiting', 'blocked', 'blocked', 'waiting'],
    now: 'failed 0',
  },
  {
    title: 'and the way back takes the place of the path',
    done: [['fail', 0], { kind: 'branch', section: '3-rollback' }],
    states: ['failed', 'superseded', 'superseded', 'superseded', 'ready'],
    now: 'ready 4',
  },
  {
    title: 'a skip needs no reason, and is taken back',
    done: [
      ['skip', 0],
      ['back', 0],
    ],
    states: ['ready', 'waiting', 'waiting', 'waiting', 'waiting'],
    now: 'ready 0',
  },
  {
    title: 'what cannot be is refused',
    done: [['back', 0]],
    states: ['ready', 'waiting', 'waiting', 'waiting', 'waiting'],
    now: 'ready 0',
    refused: 'not-allowed',
  },
  {
    title: 'behind a failure nothing of the shell is gone past',
    done: [
      ['fail', 0],
      ['pass', 2],
    ],
    states: ['failed', 'waiting', 'blocked', 'blocked', 'waiting'],
    now: 'failed 0',
    refused: 'earlier-step',
  },
  {
    title: 'a section without a step is nowhere to go',
    done: [{ kind: 'branch', section: 'nowhere' }],
    states: ['ready', 'waiting', 'waiting', 'waiting', 'waiting'],
    now: 'ready 0',
    refused: 'unknown-step',
  },
];

test.each(cases)('$title', ({ done, states: wanted, now, refused }) => {
  const { view, ids, refused: was } = walked(done);
  expect(states(view, ids)).toEqual(wanted);
  expect('step' in view.now ? `${view.now.kind} ${ids.indexOf(view.now.step)}` : view.now.kind).toBe(now);
  expect(was?.code).toBe(refused);
  expect(view).toMatchObject({ rehearsal: true, revision: 7, runId: '', startedAt: 0 });
  expect(view.recording).toEqual({ ok: true, entries: 0, unsigned: 0 });
});

test('each step says what a run would ask for, in the order in which it asks', () => {
  const { view, ids } = walked([]);
  const kinds = (step: StepView | undefined): readonly string[] => (step?.asks ?? []).map(({ kind }) => kind);
  expect(ids.map(id => kinds(view.steps[id]))).toEqual([
    ['values'],
    [],
    ['values', 'approval', 'name'],
    ['problem', 'approval'],
    [],
  ]);
  expect(view.steps[ids[2] ?? '']?.asks).toMatchObject([
    { names: ['namespace', 'pod'] },
    { role: 'lead', quorum: 1 },
    { name: 'orders', words: expect.stringContaining('delete') as string },
  ]);
  expect(view.asked).toMatchObject([{ name: 'kube', allowed: ['prod'], met: false }]);
});

test('a value that is given stands in the commands and is not asked for any more; a bad one is refused', () => {
  const { view, ids } = walked([{ kind: 'value', name: 'namespace', value: 'orders' }]);
  const first = view.steps[ids[0] ?? ''];
  expect(first?.commands[0]?.text).toBe('kubectl get pods -n orders');
  expect(first?.asks).toEqual([]);
  expect(view.values).toContainEqual({ name: 'namespace', set: true, value: 'orders', source: 'typed' });
  expect(walked([{ kind: 'value', name: 'namespace', value: '' }]).refused?.code).toBe('bad-request');
});

test('nobody’s secret is taken: nothing here would read it', () => {
  const secret = '# T\n\n```bash\ncurl -H "X: $API_TOKEN" localhost\n```\n';
  const { view, refused } = walked([{ kind: 'value', name: 'API_TOKEN', value: 'hunter2' }], secret);
  expect(refused).toMatchObject({ code: 'bad-request', because: { kind: 'unknown-value' } });
  expect(JSON.stringify(view)).not.toContain('hunter2');
});

test('moves that the text of today has no place for are passed over, and the rest still counts', () => {
  const { ids } = laidOf(text);
  const moves: readonly Moved[] = [
    { kind: 'pass', step: ids[0] ?? '', at: 1 },
    { kind: 'pass', step: 'gone', at: 2 },
  ];
  const shorter = laidOf(text.slice(0, text.indexOf('## 3')));
  const { view } = rehearse(shorter, moves, { grammar, revision: 1 });
  expect(states(view, shorter.ids)).toEqual(['by-hand', 'ready', 'waiting', 'waiting']);
});
