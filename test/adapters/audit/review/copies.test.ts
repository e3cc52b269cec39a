import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../../scripts/project.ts';
import { keepAnswer, makeAnswer } from '../../../../src/adapters/audit/approvals/answer.ts';
import { requestsIn, scanned } from '../../../../src/adapters/audit/approvals/answers.ts';
import { gatedSegments } from '../../../../src/adapters/audit/approvals/gateEntries.ts';
import { redact } from '../../../../src/adapters/audit/review/redact.ts';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { verifyRun } from '../../../../src/adapters/audit/verify.ts';
import { attempt, done, Machine, segmentPath } from '../kit.ts';
import { reviewed, reviewer, verdictOf } from './reviewers.ts';
import { scene } from '../scene.ts';

// What several people write at one time, each in a copy of a run: none of it stands in another's way once the copies meet.

interface Copy {
  readonly machine: Machine;
  readonly folder: string;
}

/** As somebody else's clone holds it now. */
function copyOf({ machine, folder }: Copy): Copy {
  const other = join(fs.mkdtempSync(join(machine.home, 'clone-')), 'run');
  fs.cpSync(folder, other, { recursive: true });
  return { machine, folder: other };
}

/** What git makes of both. */
function merge(into: Copy, from: Copy): void {
  fs.cpSync(from.folder, into.folder, { recursive: true, force: false });
}

const python = spawnSync('python3', ['--version']).status === 0;

/** A run that its operator has left. */
async function open(): Promise<Copy> {
  const machine = new Machine();
  const journal = await machine.create();
  await attempt(journal, 'a1', 'hello\n');
  journal.append({
    type: 'approval.requested',
    gate: 'run: approver',
    step: 's1',
    stepDigest: '1'.repeat(64),
    role: 'approver',
    quorum: 1,
    plan: journal.store(Buffer.from('{}'), { role: 'plan', media: 'application/json' }),
    covers: [],
    nonce: '2'.repeat(32),
    expires: Date.now() + 3_600_000,
  });
  journal.checkpoint('gate');
  journal.close();
  return { machine, folder: journal.folder };
}

/** Somebody agrees to what is asked in it. */
async function answered(one: Copy): Promise<void> {
  const [request] = requestsIn(gatedSegments(one.folder, scanned(one.folder))).values();
  if (request === undefined) throw new Error('nothing is asked');
  const made = await makeAnswer(
    one.folder,
    { request, decision: 'granted', reason: '' },
    { ...reviewer(one), stateFolder: one.machine.state },
  );
  keepAnswer(one.folder, made);
}

/** With the outputs of both places; nothing is said against what anybody wrote. */
async function expectSound(one: Copy, exit: 0 | 2): Promise<void> {
  const verdict = await verifyRun(one.folder, {
    signers: one.machine.signers,
    privateFolder: join(one.machine.home, 'nothing'),
  });
  expect(verdict.findings.filter(({ weight }) => weight !== 'incomplete' && weight !== 'note')).toEqual([]);
  expect(verdict.exit).toBe(exit);
  if (!python) return;
  const args = [join(root, 'docs/verify.py'), one.folder, '--signers', one.machine.signers];
  expect(spawnSync('python3', args).status).toBe(exit);
}

test('two people review a sealed run at one time', async () => {
  const here = await scene();
  const there = copyOf(here);
  const [bob, carol] = [reviewer(here), reviewer(here, 'carol')];
  await reviewed(here, {}, bob);
  await reviewed(there, { findings: [{ text: 'slow' }], decision: 'findings' }, carol);
  merge(here, there);
  await expectSound(here, 0);
  const { reviews } = await verdictOf(here);
  expect(reviews.map(({ principal }) => principal).toSorted()).toEqual(['bob@corp', 'carol@corp']);
});

test('of one person the last word counts, whoever else spoke between', async () => {
  const here = await scene();
  const [bob, carol] = [reviewer(here), reviewer(here, 'carol')];
  const no = { decision: 'rejected', reason: 'the lag was not looked at' } as const;
  await reviewed(here, no, bob);
  await reviewed(here, no, carol);
  await reviewed(here, {}, bob);
  await reviewed(here, {}, carol);
  const { exit, reviews } = await verdictOf(here);
  const counting = reviews.filter(({ standing }) => standing === 'counts').map(({ decision }) => decision);
  expect([exit, counting]).toEqual([0, ['accepted', 'accepted']]);
});

test('somebody refuses a run while its operator goes on with it', async () => {
  const here = await open();
  const there = copyOf(here);
  await reviewed(there, { decision: 'rejected', reason: 'nobody looked at the lag' });
  const { journal } = await resumeRun(here.folder, here.machine.options());
  journal.append({ type: 'note', step: 's1', text: 'the lag is 0' });
  journal.checkpoint('step');
  journal.close();
  merge(here, there);
  await expectSound(here, 2);
  // And whoever goes on behind both names both.
  const after = await resumeRun(here.folder, here.machine.options());
  await after.journal.seal(done);
  after.journal.close();
  await expectSound(here, 0);
});

test('somebody deletes an output while somebody else reviews', async () => {
  const here = await scene();
  const there = copyOf(here);
  await reviewed(there);
  await redact(here.folder, { object: 'a1', reason: 'it held a name' }, here.machine.options());
  merge(here, there);
  await expectSound(here, 0);
});

test.for(['an approver', 'a reviewer'] as const)(
  'a crash behind what %s has named is a crash, until its operator has described it',
  async who => {
    const here = await open();
    if (who === 'a reviewer') await reviewed(here, { decision: 'rejected', reason: 'wait for the replay' });
    else await answered(here);
    fs.appendFileSync(segmentPath(here.folder), '{"attemptId":"0b5e');
    await expectSound(here, 2);
    const { journal } = await resumeRun(here.folder, here.machine.options());
    await journal.seal(done);
    journal.close();
    await expectSound(here, 0);
  },
);
