import { beforeAll, expect, test } from 'vitest';
import type { ApprovalNeeded } from '../../../../src/core/audit/gates/approval.ts';
import type { Policy } from '../../../../src/core/run/policy.ts';
import { planOf } from '../../../../src/core/run/plan.ts';
import type { Grammar } from '../../../../src/core/shell/grammar.ts';
import { wasmFolder } from '../../../../src/adapters/assets.ts';
import type { Journal } from '../../../../src/adapters/audit/journal/journal.ts';
import { loadGrammar } from '../../../../src/adapters/grammar.ts';
import { parseText } from '../../../../src/adapters/runbookFile.ts';
import { done, Machine } from '../kit.ts';
import { digestOf } from './gateRun.ts';

// A program that puts up no gate, or a lower one, writes a log that fits together. What the runbook and the policy in it ask for tells.

const body = '# D\n\n## 1. Look\n\n```bash\necho hello\n```\n\n## 2. Tidy\n\n```bash\nrm -rf data\n```\n';
const stated = (approvals: string): string => `---\napprovals:\n${approvals}---\n\n${body}`;

interface Case {
  readonly name: string;
  readonly runbook: string;
  readonly policy?: Partial<Policy>;
  /** What is recorded before a command runs, and which does: the first or the second of the text. */
  readonly says?: (journal: Journal) => void;
  readonly runs?: 0 | 1;
  readonly exit: 0 | 1 | 2;
}

const dba: ApprovalNeeded = {
  type: 'approval.needed',
  gate: 'run: dba',
  steps: [],
  role: 'dba',
  quorum: 1,
  lastsMs: 3_600_000,
  from: 'front-matter',
  text: 'dba',
  breakGlass: false,
};

const asksDba = (at: 'run' | 'risky', count = 1): Partial<Policy> => ({
  approvals: [{ role: 'dba', at, count, file: '.handrail/config.yaml' }],
});

/** Goes through a gate as a policy can allow it. */
const breakGlass =
  (needed: Partial<ApprovalNeeded> = {}) =>
  (journal: Journal): void => {
    journal.append({ ...dba, breakGlass: true, ...needed });
    const nonce = digestOf('nonce').slice(0, 32);
    journal.append({
      type: 'approval.requested',
      gate: dba.gate,
      step: 's1',
      stepDigest: digestOf('s1'),
      role: 'dba',
      quorum: 1,
      plan: journal.store(Buffer.from('{}'), { role: 'plan', media: 'application/json' }),
      covers: [{ step: stepsOf(body)[0] ?? '', stmt: 0, digest: digestOf('a command') }],
      nonce,
      expires: Date.now() + 3_600_000,
    });
    journal.append({ type: 'approval.overridden', gate: dba.gate, nonce, reason: 'fire', by: 'person' });
  };

const cases: readonly Case[] = [
  { name: 'nothing is asked for', runbook: body, runs: 1, exit: 0 },
  { name: 'front matter asks, and no gate was put up', runbook: stated('  - dba\n'), runs: 0, exit: 1 },
  { name: 'front matter asks, and nothing ran', runbook: stated('  - dba\n'), exit: 0 },
  {
    name: 'front matter asks at a section that was not entered',
    runbook: stated('  - by: dba\n    at: 2. Tidy\n'),
    runs: 0,
    exit: 0,
  },
  {
    name: 'front matter asks at the section that ran',
    runbook: stated('  - by: dba\n    at: 2. Tidy\n'),
    runs: 1,
    exit: 1,
  },
  {
    name: 'a gate was put up before other steps than those of the section',
    runbook: stated('  - by: dba\n    at: 2. Tidy\n'),
    says: journal => journal.append({ ...dba, gate: '2-tidy: dba', steps: ['elsewhere'] }),
    runs: 1,
    exit: 2,
  },
  { name: 'a policy asks of every run', runbook: body, policy: asksDba('run'), runs: 0, exit: 1 },
  {
    name: 'a policy asks of risky commands alone',
    runbook: body,
    policy: asksDba('risky'),
    runs: 0,
    exit: 0,
  },
  // Another version may have called other commands risky.
  {
    name: 'a policy asks of the risky one that ran',
    runbook: body,
    policy: asksDba('risky'),
    runs: 1,
    exit: 2,
  },
  {
    name: 'a gate for one person where two are asked for',
    runbook: body,
    policy: asksDba('run', 2),
    says: journal => journal.append(dba),
    runs: 0,
    exit: 1,
  },
  {
    name: 'a way round that the policy allows',
    runbook: body,
    policy: { ...asksDba('run'), breakGlass: true },
    says: breakGlass(),
    runs: 0,
    exit: 0,
  },
  {
    name: 'a way round that the policy allows, of what front matter alone asks for',
    runbook: stated('  - dba\n'),
    policy: { breakGlass: true },
    says: breakGlass(),
    runs: 0,
    exit: 0,
  },
  {
    name: 'as much time as the policy gives, for what front matter alone asks for',
    runbook: stated('  - dba\n'),
    policy: { breakGlass: true, approvalMs: 7_200_000 },
    says: breakGlass({ lastsMs: 7_200_000 }),
    runs: 0,
    exit: 0,
  },
  {
    name: 'a way round that the policy does not allow',
    runbook: body,
    policy: asksDba('run'),
    says: breakGlass(),
    runs: 0,
    exit: 1,
  },
  {
    name: 'a new text that asks, and no gate was put up',
    runbook: body,
    says: journal => {
      const bytes = Buffer.from(stated('  - dba\n'));
      const object = journal.store(bytes, { role: 'runbook', media: 'text/markdown' });
      const diff = journal.store(Buffer.from('@@'), { role: 'diff', media: 'text/x-diff' });
      const [from, to] = [body, bytes.toString()].map(digestOf) as [string, string];
      const rest = { reason: 'an approval was missing', reopened: [], by: 'person' } as const;
      journal.append({ type: 'runbook.adopted', from, to, object, diff, ...rest });
    },
    runs: 0,
    exit: 1,
  },
];

let grammar: Grammar;
beforeAll(async () => {
  grammar = await loadGrammar({ wasmFolder: wasmFolder() });
});

/** Steps with commands, in order. */
function stepsOf(runbook: string): readonly string[] {
  const bytes = Buffer.from(runbook);
  const { steps } = planOf(parseText({ path: 'deploy.md', bytes, sha256: digestOf(runbook) }, grammar));
  return [...steps.values()].flatMap(({ step, statements }) => (statements.length > 0 ? [step.id] : []));
}

test.each(cases)('$name: exit $exit', async ({ runbook, policy, says, runs, exit }) => {
  const machine = new Machine();
  const journal = await machine.create({ runbook: { path: 'deploy.md', source: Buffer.from(runbook) } });
  const asked = policy === undefined ? {} : { policy: { files: [], context: [], ...policy } };
  journal.append({ type: 'context', host: 'h', user: 'u', cwd: '/', git: null, kube: null, ...asked });
  says?.(journal);
  if (runs !== undefined) {
    const step = stepsOf(runbook)[runs] ?? '';
    const approvals = says === undefined ? {} : { approvals: [digestOf('nonce').slice(0, 32)] };
    const what = { step, stmt: 0, stmtDigest: digestOf('a command'), attempt: 1, attemptId: 'a1' };
    const how = { cmd: 'a command', cwd: '/', shell: 'bash', inputs: [], ...approvals } as const;
    journal.append({ type: 'attempt.started', ...what, ...how });
    const end = { outcome: 'exited', exit: 0, durMs: 1, cwd: '/', outputs: [] } as const;
    journal.append({ type: 'attempt.finished', attemptId: 'a1', ...end });
  }
  await journal.seal(done);
  journal.close();
  const verdict = await machine.verify(journal.folder);
  expect([verdict.exit, verdict.worst?.code]).toEqual([exit, exit === 0 ? undefined : 'GATE_PASSED']);
});
