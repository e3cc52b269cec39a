// What the adapter reads of a real API server: rollouts, images that cannot be pulled, accounts that may see little, servers that are
// not there, and ways to sign in.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { threadCluster } from '../../src/adapters/cluster/cluster.ts';
import { ClusterReader } from '../../src/adapters/cluster/reader.ts';
import { asking, change, namespace, read, stage, table, until } from './clusterStage.ts';
import { hasRange, type Range } from './range.ts';

describe.skipIf(!hasRange)('a real cluster', () => {
  let range: Range;
  const { ask, pointing } = asking(() => range);

  beforeAll(() => {
    range = stage();
  });
  afterAll(() => range.down());

  test('what the runbook names comes first, then the rest of the namespace; an image that cannot be pulled is said', async () => {
    const named = [
      { what: 'StatefulSet', name: 'db' },
      { what: 'Deployment', name: 'green' },
      { what: 'release', name: 'shop', namespace: 'other' },
    ] as const;
    await until('the image is given up, and all others are there', async () => {
      const { rows } = await table(ask({ named }));
      const isGivenUp = rows.some(({ waiting }) => /ImagePull/.test(waiting?.reason ?? ''));
      return isGivenUp && rows.every(({ state }) => state !== 'moving');
    });
    const { rows, more, refused } = await table(ask({ named }));
    expect(rows.map(({ name, state }) => [name, state])).toEqual([
      ['db', 'ready'],
      ['green', 'missing'],
      ['shop-api', 'ready'],
      ['agent', 'ready'],
      ['slow', 'ready'],
      ['torn', 'waiting'],
      ['web', 'ready'],
    ]);
    expect(rows.find(({ name }) => name === 'web')).toMatchObject({
      tag: '1.7.4',
      ready: 2,
      desired: 2,
      pods: ['on', 'on'],
    });
    expect(rows.find(({ name }) => name === 'torn')).toMatchObject({
      tag: 'broken',
      ready: 0,
      pods: ['half'],
      waiting: { pods: 1 },
    });
    expect(rows.find(({ name }) => name === 'shop-api')?.namespace).toBe('other');
    expect([more, refused]).toEqual([0, []]);
  });

  test('a rollout is seen while it goes on, and once it is over', async () => {
    const reader = new ClusterReader();
    const seen: string[] = [];
    const look = async (): Promise<string> => {
      const answer = await reader.read(ask({ named: [{ what: 'Deployment', name: 'slow' }] }));
      if (answer.kind !== 'table') throw new Error(JSON.stringify(answer));
      const [row] = answer.table.rows;
      seen.push(`${row?.state} ${row?.tag} ${row?.updated ?? 'all'}`);
      return seen.at(-1) ?? '';
    };
    const roll = (startDelayMs: string): void => {
      const metadata = { annotations: { 'range/start-delay-ms': startDelayMs } };
      const template = { metadata, spec: { containers: [{ name: 'app', image: 'app:2.0' }] } };
      const patch = JSON.stringify({ spec: { template } });
      range.kubectl('-n', namespace, 'patch', 'deployment', 'slow', '--patch', patch);
    };
    expect(await look()).toBe('ready 1.0 all');
    // It goes on until it was seen, however slow who looks is.
    roll('3600000');
    await until('the rollout goes on', async () => /^moving 2\.0 [01]$/.test(await look()));
    roll('50');
    await until('the rollout is over', async () => (await look()) === 'ready 2.0 all');
  });

  test('of a crowd only some are shown, and how many more there are is said', async () => {
    const named = [{ what: 'Deployment', name: 'w103' }] as const;
    const place = { context: 'range', namespace: 'crowd' };
    const { rows, more, moreUnready } = await table(
      ask({ place, named, kubeconfig: pointing('range', 'crowd') }),
    );
    expect(rows.map(({ name }) => name)).toEqual(['w103', ...Array.from({ length: 7 }, (_, n) => `w00${n}`)]);
    // 104 are there, and 8 of them are shown; the one that was asked for by its name lay behind what was listed.
    expect([more, moreUnready]).toEqual([96, 0]);
  });

  test('an empty namespace is a table without rows', async () => {
    const place = { context: 'range', namespace: 'empty' };
    expect(await table(ask({ place, kubeconfig: pointing('range', 'empty') }))).toEqual({
      rows: [],
      more: 0,
      moreUnready: 0,
      refused: [],
    });
  });

  test('an account that may only look sees all of it', async () => {
    const place = { context: 'viewer', namespace };
    const { rows } = await table(ask({ place, kubeconfig: pointing('viewer', namespace) }));
    expect(rows.map(({ name }) => name)).toContain('web');
  });

  test('an account that may list some sees those, and what it may not list is named', async () => {
    const { rows, refused } = await table(
      ask({ kubeconfig: pointing('range', namespace, 'half'), named: [{ what: 'StatefulSet', name: 'db' }] }),
    );
    expect(refused).toEqual(['StatefulSet', 'DaemonSet']);
    // Nobody can say that it is not there.
    expect(rows.map(({ name }) => name)).toEqual(['slow', 'torn', 'web']);
  });

  test.each<readonly [string, string, (range: Range) => string]>([
    ['an account that may nothing', 'forbidden', () => pointing('range', namespace, 'nobody')],
    [
      'a server that is not there',
      'unreachable',
      all =>
        all.write(
          'gone',
          change(config => (config['server'] = 'https://127.0.0.1:9')),
        ),
    ],
    [
      'a certificate of somebody else',
      'certificate',
      all =>
        all.write(
          'foreign',
          change(config => Reflect.deleteProperty(config, 'certificate-authority-data')),
        ),
    ],
    [
      'a token that is none',
      'unauthorized',
      all =>
        all.write('token', config => {
          change(() => undefined)(config);
          for (const one of config.users) one.user = { token: 'not-a-token' };
        }),
    ],
    [
      'a way to sign in that keeps a state of its own',
      'sign-in-way',
      all =>
        all.write('oidc', config => {
          change(() => undefined)(config);
          for (const one of config.users) one.user = { 'auth-provider': { name: 'oidc', config: {} } };
        }),
    ],
    [
      'a kubeconfig that is none',
      'config',
      all => {
        const path = join(all.folder, 'broken');
        writeFileSync(path, '{ clusters: [');
        return path;
      },
    ],
  ])('%s: %s', async (_what, code, write) => {
    const answer = await read(ask({ kubeconfig: write(range) }));
    expect(answer).toMatchObject({ kind: 'trouble', trouble: { code } });
  });

  test('a kubeconfig that points elsewhere is said, and nobody is asked', async () => {
    const kubeconfig = pointing('viewer', 'other');
    const moved = { kind: 'moved', context: 'viewer', namespace: 'other' };
    expect(await read(ask({ kubeconfig }))).toEqual(moved);
    const besides = { context: 'viewer', namespace: 'other' };
    expect(await read(ask({ kubeconfig, besides }))).toMatchObject({ kind: 'table' });
    expect(await read(ask({ kubeconfig: join(range.folder, 'nowhere') }))).toEqual({
      kind: 'moved',
      context: '',
      namespace: '',
    });
  });

  test('of several files the first that says something counts', async () => {
    const first = pointing('viewer', namespace);
    const kubeconfig = `${join(range.folder, 'nowhere')}:${first}:${range.kubeconfig}`;
    expect(await read(ask({ kubeconfig, place: { context: 'viewer', namespace } }))).toMatchObject({
      kind: 'table',
    });
  });

  test('a program that signs in is started only once somebody agreed to that very program, and can ask nothing', async () => {
    const ran = join(range.folder, 'ran');
    const plugin = join(range.folder, 'plugin');
    const admin = range.config().users.find(({ name }) => name === 'admin')?.user ?? {};
    const pem = (key: string): string => Buffer.from(String(admin[key]), 'base64').toString();
    const status = {
      clientCertificateData: pem('client-certificate-data'),
      clientKeyData: pem('client-key-data'),
    };
    const credential = { apiVersion: 'client.authentication.k8s.io/v1beta1', kind: 'ExecCredential', status };
    writeFileSync(
      plugin,
      `#!/bin/bash\necho "$1 $KUBERNETES_EXEC_INFO $(cat | wc -c)" >>'${ran}'\n[[ $1 = --bad ]] && { echo "no such profile" >&2; exit 3; }\ncat <<'EOF'\n${JSON.stringify(credential)}\nEOF\n`,
    );
    chmodSync(plugin, 0o755);
    const withPlugin = (argument: string): string =>
      range.write(`exec${argument}`, config => {
        change(() => undefined)(config);
        const args = [argument, '--client-secret', 'hunter2'];
        for (const one of config.users)
          one.user = { exec: { apiVersion: 'client.authentication.k8s.io/v1beta1', command: plugin, args } };
      });
    const asked = await read(ask({ kubeconfig: withPlugin('--ok') }));
    if (asked.kind !== 'sign-in') throw new Error(JSON.stringify(asked));
    expect(asked.signIn.program).toBe(`${plugin} --ok --client-secret …`);
    expect(existsSync(ran)).toBe(false);
    const { digest: signIn } = asked.signIn;
    expect(await read(ask({ kubeconfig: withPlugin('--other'), signIn }))).toMatchObject({ kind: 'sign-in' });
    expect(existsSync(ran)).toBe(false);
    const reader = new ClusterReader();
    for (let times = 0; times < 2; times += 1)
      expect(await reader.read(ask({ kubeconfig: withPlugin('--ok'), signIn }))).toMatchObject({
        kind: 'table',
      });
    expect(readFileSync(ran, 'utf8')).toMatch(/^--ok \{.*"interactive":false.*\} 0\n$/);
    const bad = await read(ask({ kubeconfig: withPlugin('--bad') }));
    if (bad.kind !== 'sign-in') throw new Error(JSON.stringify(bad));
    expect(await read(ask({ kubeconfig: withPlugin('--bad'), signIn: bad.signIn.digest }))).toEqual({
      kind: 'trouble',
      trouble: { code: 'sign-in', detail: 'no such profile' },
    });
  });

  test('the thread reads as the reader does, and can rest', async () => {
    const cluster = threadCluster();
    expect(await cluster.read(ask())).toMatchObject({ kind: 'table' });
    const cut = cluster.read(ask());
    cluster.rest();
    expect(await cut).toEqual({ kind: 'trouble', trouble: { code: 'reader' } });
    expect(await cluster.read(ask())).toMatchObject({ kind: 'table' });
    cluster.rest();
  });
});
