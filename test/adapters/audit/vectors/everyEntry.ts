import type { Journal } from '../../../../src/adapters/audit/journal/journal.ts';
import { attempt, started } from '../attempt.ts';
import { read } from '../forge.ts';
import { Machine, done, linesOf } from '../kit.ts';
import type { Scene } from '../scene.ts';

// A log with each type that a walk writes and that the other vectors lack.

const by = 'person';
const digest = 'd'.repeat(64);
const step = { step: 's1', stepDigest: digest, attempt: 1 } as const;

/** A sealed run in which everything happened once. */
export async function everyEntry(): Promise<Scene> {
  const machine = new Machine();
  const journal = await machine.create();
  givesValues(journal);
  journal.append({ type: 'step.treated', step: 's1', stepDigest: digest, as: 'shell', by });
  journal.append({ type: 'step.started', ...step });
  waits(journal);
  await attempt(journal, 'a1', 'one\ntwo\n');
  journal.append({ type: 'judged', step: 's1', attemptId: 'a1', decision: 'met', by, expected: 'one' });
  journal.checkpoint('step');
  await leavesSomethingRunning(journal);
  attaches(journal);
  journal.append({
    type: 'branch.entered',
    section: 'rollback',
    reason: 'it went wrong\nand had to be undone',
  });
  journal.append({ type: 'step.failed', ...step, by, reason: 'no' });
  journal.append({ type: 'step.reopened', step: 's1', reason: 'once more' });
  journal.append({ type: 'step.skipped', ...step, step: 's2', reason: 'not here' });
  journal.append({ type: 'step.finished', ...step, step: 's3', how: 'hand', by });
  journal.append({ type: 'session.ended', reason: 'closed' });
  await journal.seal(done);
  journal.close();
  return { machine, folder: journal.folder, path: journal.path, lines: linesOf(journal.path).map(read) };
}

function givesValues(journal: Journal): void {
  const git = { branch: 'main', head: 'f'.repeat(40), dirty: false };
  const kube = { context: 'prod', namespace: 'db' };
  journal.append({ type: 'context', host: 'h', user: 'alice', cwd: '/', git, kube, cloud: { aws: '4711' } });
  journal.append({ type: 'input.set', name: 'host', kind: 'text', source: 'typed', value: 'db-1' });
  journal.append({ type: 'input.set', name: 'token', kind: 'secret', source: 'typed' });
  journal.append({ type: 'check.set', step: 's0', checked: true, by, text: 'seen' });
  journal.append({ type: 'record.filled', step: 's0', values: [{ name: 'Lag', value: '3 s\tor so' }], by });
}

function waits(journal: Journal): void {
  journal.append({ type: 'wait.started', step: 's1', plannedMs: 60_000 });
  journal.append({ type: 'wait', step: 's1', plannedMs: 60_000, waitedMs: 12_000, by });
}

async function leavesSomethingRunning(journal: Journal): Promise<void> {
  journal.append({ ...started('a2', 'port-forward & sleep 1'), limitMs: 1_000 });
  journal.append({ type: 'attempt.extended', step: 's1', attemptId: 'a2', byMs: 500, limitMs: 1_500, by });
  journal.append({
    type: 'attempt.finished',
    attemptId: 'a2',
    outcome: 'timedOut',
    durMs: 1_500,
    cwd: '/',
    outputs: [],
  });
  journal.append({ type: 'job', job: 'j1', event: 'left', pid: 4711, attemptId: 'a2', cmd: 'port-forward' });
  const writer = journal.output('b1');
  writer.write(Buffer.from('Handling connection\n'));
  const outputs = [await writer.end({ masked: 0 })];
  journal.append({ type: 'background', of: 'b1', attempts: ['a2'], outputs });
  journal.append({ type: 'job', job: 'j1', event: 'stopped', pid: 4711, by });
  journal.append({ type: 'job', job: 'j1', event: 'forced', pid: 4711, by });
  journal.append({ type: 'job', job: 'j1', event: 'ended', pid: 4711, exit: 137 });
  journal.append({ type: 'jobs', decision: 'end', by, alive: [{ job: 'j1', pid: 4711 }] });
}

function attaches(journal: Journal): void {
  const content = Buffer.from('evidence\n');
  const sha256 = journal.store(content, { role: 'attachment', media: 'image/png' });
  journal.append({
    type: 'note',
    step: 's1',
    text: 'graph.png',
    attachment: { sha256, size: content.length, masked: 0 },
  });
}

/** A key that was away where the run began and where it was closed, and came back each time. */
export async function signedLate(): Promise<Scene> {
  const machine = new Machine();
  let away = true;
  const sign: typeof machine.signer.sign = (message, namespace) =>
    away ? Promise.reject(new Error('away')) : machine.signer.sign(message, namespace);
  const journal = await machine.create({ signer: { ...machine.signer, sign } });
  await attempt(journal, 'a1', 'hello\n');
  journal.checkpoint('step');
  away = false;
  await journal.signByUser('log.v1@handrail');
  journal.append({ type: 'note', step: 's1', text: 'the key is back' });
  away = true;
  await journal.seal(done);
  away = false;
  await journal.signSeal();
  journal.close();
  return { machine, folder: journal.folder, path: journal.path, lines: [] };
}
