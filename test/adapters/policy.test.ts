// What a team's `.handrail/config.yaml` asks of runs is read from every folder above the runbook, and never half understood.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPolicy } from '../../src/adapters/policy.ts';
import { wrongPlace } from '../../src/core/run/context.ts';
import type { Policy } from '../../src/core/run/policy.ts';

interface Case {
  readonly title: string;
  /** By its path; a text alone is that of the root. */
  readonly config: string | Readonly<Record<string, string>>;
  readonly runbook?: string;
  readonly asks?: readonly (readonly [file: string, name: string, ...allowed: readonly string[]])[];
  readonly timeoutMs?: number;
  readonly problem?: string;
}

const root = '.handrail/config.yaml';
const cannot = 'The policy cannot be understood: .handrail/config.yaml:';

const cases: readonly Case[] = [
  { title: 'lint rules alone ask nothing', config: 'lint:\n  rules: { HR101: off }\n' },
  { title: 'an empty file asks nothing', config: '# soon\n' },
  {
    title: 'a slip among the lint rules holds nobody up',
    config: 'lint: { rulez: {} }\npolicy:\n  timeout: 5m\n',
    timeoutMs: 300_000,
    asks: [],
  },
  {
    title: 'a text alone is the kube context',
    config: 'policy:\n  context: prod-eu1\n',
    asks: [[root, 'kube', 'prod-eu1']],
  },
  {
    title: 'each word of front matter, names and lists',
    config:
      'policy:\n  context:\n    kube: { context: prod-*, namespace: [shop, pay] }\n    host: ops-1\n    user: deploy\n    branch: main\n    aws: a\n    gcp: g\n    azure: 7\n',
    asks: [
      [root, 'kube', 'prod-*'],
      [root, 'namespace', 'shop', 'pay'],
      [root, 'host', 'ops-1'],
      [root, 'user', 'deploy'],
      [root, 'branch', 'main'],
      [root, 'aws', 'a'],
      [root, 'gcp', 'g'],
      [root, 'azure', '7'],
    ],
  },
  {
    title: 'what holds for some runbooks stands beside what holds for all, and its time counts first',
    config:
      'policy:\n  timeout: 1h\n  context: { user: deploy }\n  for:\n    - runbooks: prod/**\n      timeout: 5m\n      context: { branch: main }\n    - runbooks: [drill.md]\n      context: { host: sandbox }\n',
    runbook: 'prod/db/restore.md',
    timeoutMs: 300_000,
    asks: [
      [root, 'user', 'deploy'],
      [root, 'branch', 'main'],
    ],
  },
  {
    title: 'what holds for other runbooks does not',
    config: 'policy:\n  for:\n    - runbooks: prod/**\n      context: { branch: main }\n',
    runbook: 'drill.md',
  },
  {
    title: 'a nearer file adds to what the root asks, and its time counts',
    config: {
      [root]: 'policy: { context: { user: deploy }, timeout: 1h }\n',
      'prod/.handrail/config.yaml': 'policy: { context: { user: [root, deploy] }, timeout: 2m }\n',
    },
    runbook: 'prod/a.md',
    timeoutMs: 120_000,
    asks: [
      ['prod/.handrail/config.yaml', 'user', 'root', 'deploy'],
      [root, 'user', 'deploy'],
    ],
  },
  {
    title: 'a nearer file that only speaks of rules takes nothing away',
    config: { [root]: 'policy: { context: prod }\n', 'prod/.handrail/config.yaml': 'lint: {}\n' },
    runbook: 'prod/a.md',
    asks: [[root, 'kube', 'prod']],
  },
  {
    title: 'an unknown section',
    config: 'polcy:\n  context: prod\n',
    problem: `${cannot}1: there is no setting polcy. Did you mean policy?`,
  },
  {
    title: 'an unknown key',
    config: 'policy:\n  timeout: 5m\n  contxt: prod\n',
    problem: `${cannot}3: there is no setting policy.contxt. Did you mean context?`,
  },
  {
    title: 'an unknown word of a context',
    config: 'policy:\n  context:\n    host: a\n    brnch: main\n',
    problem: `${cannot}4: there is no setting policy.context.brnch. Did you mean branch?`,
  },
  {
    title: 'an unknown word inside the kube context',
    config: 'policy:\n  context:\n    kube:\n      context: a\n      namspace: b\n',
    problem: `${cannot}5: there is no setting policy.context.kube.namspace. Did you mean namespace?`,
  },
  {
    title: 'an unknown key for some runbooks',
    config: 'policy:\n  for:\n    - runbooks: a\n    - runbooks: b\n      timout: 5m\n',
    problem: `${cannot}5: there is no setting policy.for.1.timout. Did you mean timeout?`,
  },
  {
    title: 'no runbooks named',
    config: 'policy:\n  for:\n    - timeout: 5m\n',
    problem: `${cannot}3: policy.for.0.runbooks is not a glob or a list of globs.`,
  },
  {
    title: 'no name',
    config: 'policy:\n  context:\n    branch: true\n',
    problem: `${cannot}3: policy.context.branch is not a name or a list of names.`,
  },
  {
    title: 'no names',
    config: 'policy:\n  context:\n    branch: []\n',
    problem: `${cannot}3: policy.context.branch is an empty list.`,
  },
  {
    title: 'a list for a context',
    config: 'policy:\n  context: [prod]\n',
    problem: `${cannot}2: policy.context is not a kube context, nor names and what each must be.`,
  },
  {
    title: 'no time',
    config: 'policy:\n  timeout: soon\n',
    problem: `${cannot}2: policy.timeout is no time such as 90s, 10m or 1h30m.`,
  },
  { title: 'broken YAML', config: 'policy:\n  context: {\n', problem: `${cannot}3: ` },
  { title: 'a list', config: '- policy\n', problem: `${cannot}1: ` },
  {
    title: 'a policy that is a word',
    config: 'policy: strict\n',
    problem: `${cannot}1: policy is not a map of settings.`,
  },
];

test.each(cases)('$title', one => {
  const folder = mkdtempSync(join(tmpdir(), 'hr-policy-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { config, runbook = 'a.md' } = one;
  const files = { '.git/HEAD': '', ...(typeof config === 'string' ? { [root]: config } : config) };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  checkPolicy(readPolicy(join(folder, runbook)), one);
});

function checkPolicy(found: Policy | undefined, { asks, timeoutMs, problem }: Case): void {
  if (problem !== undefined) {
    expect(found?.problem?.message).toContain(problem);
    expect(wrongPlace([], { host: 'h', user: 'u', cwd: '/', ...(found && { policy: found }) })).toBe(
      found?.problem?.message,
    );
  } else if (asks === undefined) expect(found).toBeUndefined();
  else {
    expect(found?.problem).toBeUndefined();
    expect(found?.context.map(({ file, name, allowed }) => [file, name, ...allowed])).toEqual(asks);
    expect(found?.timeoutMs).toBe(timeoutMs);
  }
}

test('whoever is elsewhere is told where they are, what is asked, and by which file', () => {
  const policy: Policy = {
    files: [{ path: root, sha256: '' }],
    context: [{ file: root, name: 'kube', allowed: ['prod-*', 'stage-*'] }],
  };
  const facts = { host: 'h', user: 'u', cwd: '/', policy };
  expect(wrongPlace([], facts)).toBe(
    `No kube context is set. The policy in ${root} needs prod-* or stage-*.`,
  );
  expect(wrongPlace([], { ...facts, kube: { context: 'kind', namespace: 'n' } })).toBe(
    `The kube context is kind. The policy in ${root} needs prod-* or stage-*.`,
  );
  expect(wrongPlace([], { ...facts, kube: { context: 'prod-1', namespace: 'n' } })).toBeUndefined();
});
