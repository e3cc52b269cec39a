// What is read of the cluster while a run goes on, when, and for whom. The cluster is the port's fake; kubectl says where commands act.
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readRun } from '../../src/adapters/audit/runFolder.ts';
import type { ClusterAnswer, LiveTable, LiveView } from '../../src/core/cluster/live.ts';
import type { Cluster, ClusterQuestion } from '../../src/core/ports.ts';
import type { Request } from '../../src/protocol/request.ts';
import { ask } from '../../src/runner/answer.ts';
import { makeWalk } from '../../src/runner/makeWalk.ts';
import { prepare } from '../../src/runner/prepare.ts';
import type { Walk } from '../../src/runner/walk.ts';
import { until } from './viewer.ts';

const table: LiveTable = {
  rows: [{ name: 'web', tag: '1', state: 'ready', ready: 1, desired: 1, pods: ['on'] }],
  more: 0,
  moreUnready: 0,
  refused: [],
};

const runbook = `# Release

- [ ] Tell everybody

\`\`\`bash
kubectl -n <namespace> rollout status deploy/web
\`\`\`

\`\`\`bash
export KUBECONFIG=other
\`\`\`
`;

class FakeCluster implements Cluster {
  readonly asked: ClusterQuestion[] = [];
  rests = 0;
  answer: (question: ClusterQuestion) => ClusterAnswer = () => ({ kind: 'table', table });

  read(question: ClusterQuestion): Promise<ClusterAnswer> {
    this.asked.push(question);
    return Promise.resolve(this.answer(question));
  }

  rest(): void {
    this.rests += 1;
  }
}

interface Scene {
  readonly walk: Walk;
  readonly cluster: FakeCluster;
  /** What was shown, one after the other; undefined for nothing. */
  readonly shown: (LiveView | undefined)[];
  readonly point: (context: string) => void;
  readonly must: (request: Request) => Promise<void>;
}

async function open({ markdown = runbook, trusted = true } = {}): Promise<Scene> {
  const folder = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'hr-live-'));
  const path = join(folder, 'release.md');
  fs.writeFileSync(path, markdown);
  const bin = join(folder, 'bin');
  fs.mkdirSync(bin);
  const point = (context: string): void => fs.writeFileSync(join(folder, 'context'), context);
  point('prod');
  fs.writeFileSync(
    join(bin, 'kubectl'),
    `#!/bin/bash\n[[ "$*" == *current-context ]] && cat '${join(folder, 'context')}'\n[[ "$*" == *view* ]] && echo orders\nexit 0\n`,
    { mode: 0o755 },
  );
  const prepared = await prepare({ kind: 'file', path });
  if (!prepared.ok) throw new Error(prepared.message);
  const cluster = new FakeCluster();
  const walk = await makeWalk(prepared, {
    directory: folder,
    stateFolder: join(folder, '.handrail'),
    environment: {
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      HOME: folder,
      USER: 'alice',
      LANG: 'C.UTF-8',
    },
    author: 'person',
    trusted,
    version: '0.0.0',
    vscode: '',
    cluster,
  });
  onTestFinished(async () => {
    await walk.leave('left');
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const shown: (LiveView | undefined)[] = [];
  walk.subscribe(event => {
    if (event.type === 'live') shown.push(event.live);
  });
  const must = async (request: Request): Promise<void> => {
    expect(await ask(walk, request)).toEqual({ ok: true });
    await walk.work.idle();
  };
  return { walk, cluster, shown, point, must };
}

function stepOf(walk: Walk, kind: string, nth = 0): string {
  const steps = [...walk.text.plan.steps.values()].filter(({ step }) => step.kind === kind);
  return steps[nth]?.step.id ?? '';
}

async function begin({ walk, must }: Scene): Promise<void> {
  await must({ type: 'check.set', step: stepOf(walk, 'check'), checked: true });
}

async function settled(): Promise<void> {
  await new Promise(done => setTimeout(done, 50));
}

test('nothing is asked before the run has begun; then what the runbook names is, with what is filled in', async () => {
  const scene = await open();
  const { walk, cluster, shown, must } = scene;
  walk.live.wish('auto');
  await settled();
  expect(cluster.asked).toEqual([]);
  await begin(scene);
  await until('it is shown', () => shown.at(-1)?.table !== undefined);
  expect(shown.at(-1)).toMatchObject({ context: 'prod', namespace: 'orders', table });
  expect(cluster.asked[0]).toMatchObject({ place: { context: 'prod', namespace: 'orders' }, named: [] });
  await must({ type: 'input.set', name: 'namespace', value: 'billing' });
  const { revision } = walk.view();
  await must({ type: 'run.step', step: stepOf(walk, 'commands'), revision });
  // The end of a command is looked at soon, long before the next reading would be due.
  await until('it is read again', () => cluster.asked.length > 1);
  expect(cluster.asked.at(-1)?.named).toEqual([{ what: 'Deployment', name: 'web', namespace: 'billing' }]);
  expect(cluster.asked.at(-1)?.environment['HOME']).toBe(walk.facts.cwd);
});

const wanted: readonly {
  readonly what: string;
  readonly options: Parameters<typeof open>[0];
  readonly wish: 'auto' | 'always';
  readonly reads: boolean;
}[] = [
  {
    what: 'a runbook that asks no cluster',
    options: { markdown: '# A\n\n- [ ] Look\n\n```bash\necho kubectl\n```\n' },
    wish: 'auto',
    reads: false,
  },
  {
    what: 'the same, where it is always wanted',
    options: { markdown: '# A\n\n- [ ] Look\n' },
    wish: 'always',
    reads: true,
  },
  { what: 'a folder that nobody trusts', options: { trusted: false }, wish: 'always', reads: false },
];

test.each(wanted)('$what', async ({ options, wish, reads }) => {
  const scene = await open(options);
  scene.walk.live.wish(wish);
  await begin(scene);
  await settled();
  expect(scene.cluster.asked.length > 0).toBe(reads);
});

test('it is read while somebody looks, forgotten where it is not wanted, and over with the run', async () => {
  const scene = await open();
  const { walk, cluster, shown } = scene;
  await begin(scene);
  walk.live.wish('auto');
  await until('it is shown', () => shown.at(-1)?.table !== undefined);
  walk.live.wish('hidden');
  expect([cluster.rests, shown.at(-1)?.table]).toEqual([1, table]);
  const before = cluster.asked.length;
  walk.live.wish('auto');
  await until('it is read anew', () => cluster.asked.length > before);
  walk.live.wish('off');
  expect(shown.at(-1)).toBeUndefined();
  walk.live.wish('auto');
  await until('it is shown again', () => shown.at(-1)?.table !== undefined);
  await scene.must({ type: 'close', result: 'aborted', reason: 'enough seen' });
  await until('it is gone', () => shown.at(-1) === undefined);
});

test('where the kubeconfig comes to point elsewhere, the run’s own facts say so first, and no row stays under another name', async () => {
  const scene = await open();
  const { walk, cluster, shown, point } = scene;
  await begin(scene);
  walk.live.wish('auto');
  await until('it is shown', () => shown.at(-1)?.table !== undefined);
  point('staging');
  cluster.answer = ({ place }) =>
    place.context === 'staging'
      ? { kind: 'table', table: { ...table, rows: [] } }
      : { kind: 'moved', context: 'staging', namespace: 'orders' };
  walk.live.wish('hidden');
  walk.live.wish('auto');
  await until('it is of the other', () => shown.at(-1)?.table?.rows.length === 0);
  expect(walk.facts.kube).toEqual({ context: 'staging', namespace: 'orders' });
  expect(shown.every(live => live?.context !== 'staging' || live.table?.rows.length !== 1)).toBe(true);
  const { entries } = await readRun(walk.log.recorder.folder);
  const contexts = entries.flatMap(entry => (entry.type === 'context' ? [entry.kube?.context] : []));
  expect(contexts).toEqual(['prod', 'staging']);
  // Of what was read, nothing is in the log.
  expect(JSON.stringify(entries)).not.toContain('"rows"');
});

test('where kubectl and the kubeconfig differ, it is looked at once, and what the page says is read', async () => {
  const scene = await open();
  const { walk, cluster, shown } = scene;
  await begin(scene);
  const pointed = { context: 'elsewhere', namespace: 'default' };
  cluster.answer = ({ besides }) =>
    besides?.context === 'elsewhere' ? { kind: 'table', table } : { kind: 'moved', ...pointed };
  walk.live.wish('auto');
  await until('it is shown', () => shown.at(-1)?.table !== undefined);
  expect(shown.at(-1)?.context).toBe('prod');
  expect(cluster.asked.map(({ besides }) => besides)).toEqual([undefined, pointed]);
});

test('a program that signs in is named to the operator, and asked for anew once it has failed', async () => {
  const scene = await open();
  const { walk, cluster, shown, must } = scene;
  const signIn = { program: 'aws eks get-token', digest: 'd'.repeat(64) };
  await begin(scene);
  cluster.answer = question =>
    question.signIn === undefined ? { kind: 'sign-in', signIn } : { kind: 'table', table };
  walk.live.wish('auto');
  await until('somebody is asked', () => shown.at(-1)?.signIn !== undefined);
  expect(shown.at(-1)?.signIn).toEqual(signIn);
  await must({ type: 'live.signIn', digest: signIn.digest });
  await until('it is shown', () => shown.at(-1)?.table !== undefined);
  expect(cluster.asked.at(-1)?.signIn).toBe(signIn.digest);
  const trouble = { code: 'sign-in', detail: 'expired' } as const;
  cluster.answer = question =>
    question.signIn === undefined ? { kind: 'sign-in', signIn } : { kind: 'trouble', trouble };
  walk.live.wish('hidden');
  walk.live.wish('auto');
  await until('it is asked again', () => shown.at(-1)?.signIn !== undefined);
  expect(shown.at(-1)).toMatchObject({ table, trouble, signIn });
});
