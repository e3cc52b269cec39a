import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import { liveAfter, type LiveTable, type LiveView } from '../../../src/core/cluster/live.ts';
import type { Named } from '../../../src/core/cluster/named.ts';
import { choose, tableOf } from '../../../src/core/cluster/rows.ts';
import { tagOf, workloadKinds, type Workload } from '../../../src/core/cluster/workload.ts';

const settled: Workload = {
  kind: 'Deployment',
  namespace: 'orders',
  name: 'web',
  image: 'shop/web:1.7.4',
  desired: 2,
  ready: 2,
  updated: 2,
  existing: 2,
  observed: true,
  selector: 'app=web',
};

function table(
  workloads: readonly Workload[],
  {
    named = [],
    refused = [],
    kept = 0,
  }: { named?: readonly Named[]; refused?: readonly string[]; kept?: number } = {},
): LiveTable {
  const listing = { workloads, kept, keptAtLeast: false, refused };
  return tableOf(choose(listing, named, 'orders'), listing, 'orders');
}

test.each<readonly [what: string, workload: Partial<Workload>, row: Partial<LiveTable['rows'][number]>]>([
  ['settled', {}, { state: 'ready', tag: '1.7.4', pods: ['on', 'on'] }],
  ['scaled to nothing', { desired: 0, ready: 0, updated: 0, existing: 0 }, { state: 'ready', pods: [] }],
  ['one starts', { ready: 1 }, { state: 'moving', pods: ['on', 'half'] }],
  [
    'one is missing',
    { ready: 1, existing: 1, updated: 1 },
    { state: 'moving', updated: 1, pods: ['on', 'off'] },
  ],
  [
    'a rollout with one pod more than asked for',
    { desired: 2, ready: 2, existing: 3, updated: 1 },
    { state: 'moving', ready: 2, updated: 1, pods: ['on', 'on', 'half'] },
  ],
  ['asked for and not seen yet', { observed: false }, { state: 'moving' }],
  [
    'too many to be squares',
    { desired: 40, ready: 40, updated: 40, existing: 40 },
    { state: 'ready', pods: [] },
  ],
  [
    'a pod waits, and most wait for the same',
    {
      ready: 0,
      pods: [
        { ready: false, waiting: 'CrashLoopBackOff' },
        { ready: false, waiting: 'ImagePullBackOff' },
        { ready: false, waiting: 'ImagePullBackOff' },
        { ready: false },
      ],
    },
    { state: 'waiting', waiting: { reason: 'ImagePullBackOff', pods: 2 } },
  ],
  [
    'the controller says more than the pods',
    { says: 'FailedCreate', ready: 0, existing: 0, pods: [] },
    { state: 'waiting', waiting: { reason: 'FailedCreate', pods: 0 } },
  ],
])('%s', (_what, workload, row) => {
  expect(table([{ ...settled, ...workload }]).rows[0]).toMatchObject(row);
});

test.each<readonly [image: string, tag: string]>([
  ['web:1.8.0', '1.8.0'],
  ['registry.example:5000/shop/web', 'latest'],
  ['registry.example:5000/shop/web:v2', 'v2'],
  ['web:1.8.0@sha256:0123456789abcdef0123', '1.8.0'],
  ['web@sha256:0123456789abcdef0123', 'sha256:0123456789ab'],
  ['', ''],
])('the tag of %s', (image, tag) => {
  expect(tagOf(image)).toBe(tag);
});

const many = Array.from({ length: 12 }, (_, n) => ({ ...settled, name: `w${String(n).padStart(2, '0')}` }));

test('what the runbook names comes first and in its order, the run’s own namespace before others', () => {
  const named: readonly Named[] = [
    { what: 'Deployment', name: 'far', namespace: 'other' },
    { what: 'Deployment', name: 'w07' },
    { what: 'Deployment', name: 'gone' },
    { what: 'release', name: 'shop' },
    { what: 'release', name: 'nothing' },
  ];
  const shop = { ...settled, name: 'shop-api', release: 'shop' };
  const { rows, more } = table([...many, shop, { ...settled, name: 'far', namespace: 'other' }], { named });
  expect(rows.map(({ name, namespace, state }) => [name, namespace, state])).toEqual([
    ['w07', undefined, 'ready'],
    ['gone', undefined, 'missing'],
    ['shop-api', undefined, 'ready'],
    ['far', 'other', 'ready'],
    ...['w00', 'w01', 'w02', 'w03'].map(name => [name, undefined, 'ready']),
  ]);
  expect(more).toBe(7);
});

test('what is not as it should be is shown before what is, and counted where it is not', () => {
  const sick = many.map((one, n) => (n >= 2 ? { ...one, ready: 0 } : one));
  const { rows, more, moreUnready } = table(sick, { kept: 5 });
  expect(rows.map(({ name }) => name)).toEqual(['w02', 'w03', 'w04', 'w05', 'w06', 'w07', 'w08', 'w09']);
  expect([more, moreUnready]).toEqual([9, 2]);
});

test('what may not be listed is not said to be missing', () => {
  const named: readonly Named[] = [{ what: 'StatefulSet', name: 'db' }];
  expect(table([], { named, refused: ['StatefulSet'] }).rows).toEqual([]);
  expect(table([], { named }).rows).toMatchObject([{ name: 'db', state: 'missing' }]);
});

test('whatever a cluster holds, the rows are few, each once, and none is forgotten', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j');
  const count = fc.nat({ max: 12 });
  const anyWorkload = fc.record({
    kind: fc.constantFrom(...workloadKinds),
    namespace: fc.constant('orders'),
    name,
    image: fc.string(),
    desired: count,
    ready: count,
    updated: count,
    existing: count,
    observed: fc.boolean(),
    selector: fc.constant('x'),
  });
  const anyNamed = fc.record({ what: fc.constantFrom(...workloadKinds), name });
  const key = ({ kind, name: its }: Workload): string => `${kind}/${its}`;
  fc.assert(
    fc.property(
      fc.uniqueArray(anyWorkload, { selector: key, maxLength: 30 }),
      fc.uniqueArray(anyNamed, { selector: one => `${one.what}/${one.name}`, maxLength: 12 }),
      (workloads, named) => {
        const { rows, more } = table(workloads, { named });
        expect(rows.length).toBeLessThanOrEqual(8);
        expect(rows.filter(({ state }) => state !== 'missing').length + more).toBe(workloads.length);
        for (const { pods } of rows) expect(pods.length).toBeLessThanOrEqual(8);
      },
    ),
  );
});

const fresh: LiveView = {
  context: 'prod',
  namespace: 'orders',
  table: table([settled]),
  readAt: 1000,
  sameSince: 500,
};

test('a reading that fails leaves what was read, with its age and the reason', () => {
  const trouble = { code: 'unreachable', detail: 'api:6443' } as const;
  const failed = liveAfter(fresh, { kind: 'trouble', trouble }, 9000);
  expect(failed).toEqual({ ...fresh, trouble });
  expect(liveAfter(failed, { kind: 'table', table: table([settled]) }, 10_000)).toEqual({
    ...fresh,
    readAt: 10_000,
  });
  expect(liveAfter(failed, { kind: 'table', table: table([]) }, 10_000)).toMatchObject({ sameSince: 10_000 });
});

test('who is asked to sign in once more still sees what went wrong', () => {
  const signIn = { program: 'aws', digest: 'd' };
  const trouble = { code: 'sign-in', detail: 'no such profile' } as const;
  const failed = liveAfter(fresh, { kind: 'trouble', trouble }, 9000);
  expect(liveAfter(failed, { kind: 'sign-in', signIn }, 9001)).toEqual({ ...fresh, trouble, signIn });
  expect(liveAfter({ ...failed, signIn }, { kind: 'table', table: table([]) }, 9002)).not.toHaveProperty(
    'signIn',
  );
});
