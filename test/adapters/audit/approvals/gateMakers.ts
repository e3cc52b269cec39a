import * as fs from 'node:fs';
import { join } from 'node:path';
import { cases } from './gateCases.ts';
import { GateRun } from './gateRun.ts';
import { attempt, done, Machine } from '../kit.ts';
import type { Scene } from '../scene.ts';

/** Which case of `gateCases.ts` each vector is. */
const named: Readonly<Record<string, string>> = {
  'good-approved': 'an honest run',
  'good-approved-by-two': 'two people agree',
  'good-approval-overridden': 'going on without an approval where the policy allows it',
  'good-gate-not-reached': 'a gate that nobody went through',
  'bad-approval-missing': 'no approval at all',
  'bad-approval-used-twice': 'an approval opened twice',
  'bad-approval-for-a-second-run': 'a second run of the command',
  'bad-approval-answer-used-twice': 'an answer used for a second request',
  'bad-approval-expired': 'an approval opened after its end',
  'bad-approval-ended-before-the-command': 'a command after the end of its approval',
  'bad-approval-of-another-text': 'another text',
  'bad-approval-of-another-step': 'another step',
  'bad-approval-of-another-place': 'another cluster',
  'bad-approval-of-another-run': 'an answer of another run',
  'bad-approval-of-another-request': 'an answer to another request',
  'bad-approval-of-oneself': 'the operator approves with the same key',
  'bad-approval-by-two-keys-of-one': 'two people, each with a key',
  'bad-approval-asked-of-too-few': 'fewer people asked than the gate wants',
  'bad-approval-overridden': 'going on without an approval where the policy does not',
  'bad-approval-refused': 'an approval of something that was refused',
  'bad-approval-refusal-used': 'a refusal used as an approval',
  'bad-approval-changed': 'the answer is changed',
  'bad-approval-deleted': 'the answer is deleted',
  'trust-approver-unknown': 'a key that nobody knows approves',
  'trust-approver-without-the-role': 'somebody without the role approves',
  'trust-roster-altered': 'the version of the roster that lets the approver in is taken back',
};

/** Names of the cases that are kept as vectors. */
export const keptCases: ReadonlySet<string> = new Set(Object.values(named));

/** Logs with gates, for `vectorMakers.ts`: each is a case of the gates, kept. */
export const gateMakers: Readonly<Record<string, () => Promise<Scene>>> = {
  ...Object.fromEntries(Object.entries(named).map(([vector, name]) => [vector, () => gateScene(name)])),
  'bad-gate-not-put-up': notPutUp,
};

const asking = '---\napprovals:\n  - dba\n---\n\n# Deploy\n';

/** What a program writes that runs commands and says nothing of the approval that the runbook asks for. */
async function notPutUp(): Promise<Scene> {
  const machine = new Machine();
  const journal = await machine.create({ runbook: { path: 'deploy.md', source: Buffer.from(asking) } });
  await attempt(journal, 'a1', 'hello\n');
  await journal.seal(done);
  journal.close();
  return { machine, folder: journal.folder, path: journal.path, lines: [] };
}

async function gateScene(name: string): Promise<Scene> {
  const one = cases.find(each => each.name === name);
  if (one === undefined) throw new Error(`no case ${name}`);
  const run = await new GateRun().begin(one.begin);
  await one.does(run);
  await run.close();
  await one.then?.(run);
  const { machine, folder } = run;
  fs.copyFileSync(run.signers, machine.signers);
  fs.copyFileSync(run.roster, join(machine.home, 'roster.jsonl'));
  return { machine, folder, path: run.journal.path, lines: [] };
}
