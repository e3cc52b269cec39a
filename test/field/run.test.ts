// Every statement of the real runbooks beside the project, in a real bash among stand-ins for the programs they call: each comes to an
// outcome that the log names, each runbook comes to its end, and its log verifies.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readRun } from '../../src/adapters/audit/runFolder.ts';
import { verifyRun } from '../../src/adapters/audit/verify.ts';
import { insides } from '../../src/core/run/inside.ts';
import { decide } from '../../src/core/run/expectation/expectation.ts';
import type { Planned } from '../../src/core/run/plan.ts';
import { programsOf } from '../../src/core/shell/programs/programs.ts';
import type { Request } from '../../src/protocol/request.ts';
import { ask } from '../../src/runner/answer.ts';
import { makeWalk } from '../../src/runner/makeWalk.ts';
import { prepare, type Prepared } from '../../src/runner/prepare.ts';
import type { Walk } from '../../src/runner/walk.ts';
import { grammar } from '../core/runbook/read.ts';
import { markdownIn } from './realFiles.ts';

/** What only reads and prints is the machine's own; everything else that is called is a stand-in. */
const harmless =
  'bash sh cat date sed awk grep egrep head tail sort uniq wc tr cut jq gzip seq basename dirname printf echo env tee mkfifo stty tty'.split(
    ' ',
  );
const outcomes = ['exited', 'signalled', 'timedOut', 'stopped', 'lost', 'notStarted'];

/** Says that it was called; where a shell is asked for, it is one. */
const standIn = `#!/bin/bash
echo "stand-in \${0##*/} $*"
case "$*" in *-it*" bash" | *-it*" sh" | *-it*" /bin/bash" | *-it*" /bin/sh") exec bash --norc ;; esac
`;

/** A folder of programs, and nothing else on the path. */
function standIns(folder: string, prepared: Prepared): string {
  const bin = join(folder, 'bin');
  fs.mkdirSync(bin);
  for (const name of harmless) {
    const real = ['/usr/bin', '/bin'].map(place => join(place, name)).find(path => fs.existsSync(path));
    if (real !== undefined) fs.symlinkSync(real, join(bin, name));
  }
  const called = [...prepared.laid.plan.steps.values()].flatMap(({ statements }) =>
    statements.flatMap(statement => programsOf(statement, grammar).programs),
  );
  for (const name of new Set([...called, 'sleep', 'rm', 'git', 'kubectl']))
    if (!name.includes('/') && !harmless.includes(name))
      fs.writeFileSync(join(bin, name), standIn, { mode: 0o755 });
  return bin;
}

async function open(path: string): Promise<{ readonly walk: Walk; readonly folder: string }> {
  const folder = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'hr-field-'));
  const prepared = await prepare({ kind: 'file', path });
  if (!prepared.ok) throw new Error(prepared.message);
  const work = join(folder, 'work');
  fs.mkdirSync(work);
  const bin = standIns(folder, prepared);
  const walk = await makeWalk(prepared, {
    directory: work,
    stateFolder: join(folder, '.handrail'),
    environment: { PATH: bin, HOME: folder, USER: 'alice', LANG: 'C.UTF-8', TMPDIR: folder },
    author: 'person',
    trusted: true,
    version: '0.0.0',
    vscode: '',
    timeoutMs: 30_000,
  });
  onTestFinished(async () => {
    await walk.leave('left');
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return { walk, folder };
}

async function must(walk: Walk, request: Request): Promise<void> {
  expect([request, await ask(walk, request)]).toEqual([request, { ok: true }]);
  await walk.work.idle();
}

/** What passes in place of a command: it prints what the author expects, which may be nothing. */
function instead(expected: string | undefined): string {
  if (expected === undefined || decide(expected, { output: '' }) === 'met') return 'true';
  return `printf '%s\\n' '${expected.replaceAll("'", `'\\''`)}'`;
}

/** Runs a step to its end: what waits is judged, and what has failed gives way to what passes, so that the next one has its turn. */
async function runAll(walk: Walk, planned: Planned): Promise<void> {
  const { id: step } = planned.step;
  const { statements } = planned;
  const opensShell = insides(statements).some(inside => inside !== undefined);
  for (let tries = 0; tries <= 3 * statements.length; tries++) {
    const view = walk.view().steps[step];
    const failed = view?.commands.findIndex(({ state }) => state === 'failed') ?? -1;
    const revision = walk.view().revision;
    // As somebody who reads what is taken away.
    const named = view?.blocked?.kind === 'name' ? { confirm: view.blocked.name } : {};
    if (view?.state === 'passed') return;
    if (view?.state === 'judge') await must(walk, { type: 'judge', step, decision: 'met' });
    else if (view?.state === 'failed') {
      const text = instead(statements[failed]?.expected);
      const digest = createHash('sha256').update(text).digest('hex');
      await must(walk, { type: 'edit.propose', step, statement: failed, revision, text });
      const seen = { statement: failed, revision: walk.view().revision, digest };
      await must(walk, { type: 'edit.confirm', step, ...seen, reason: 'has no stand-in' });
    } else if (opensShell) {
      expect(await ask(walk, { type: 'run.step', step, revision, ...named })).toEqual({ ok: true });
      await sayInside(walk, planned);
      await walk.work.idle();
    } else await must(walk, { type: 'run.step', step, revision, ...named });
  }
  expect(walk.view().steps[step]).toMatchObject({ state: 'passed' });
}

/** What follows a command that opens a shell is said there, one by one; then the shell is left. */
async function sayInside(walk: Walk, { step: { id: step }, statements }: Planned): Promise<void> {
  const command = (at: number) => walk.view().steps[step]?.commands[at];
  for (const at of statements.keys()) {
    if (insides(statements)[at] === undefined) continue;
    await expect.poll(() => command(at)?.inside).toBe('send');
    const { revision } = walk.view();
    const name = command(at)?.guard?.name;
    const send = { type: 'shell.send', step, statement: at, revision } as const;
    expect(await ask(walk, name === undefined ? send : { ...send, confirm: name })).toEqual({ ok: true });
    expect(await ask(walk, { type: 'shell.judge', step, statement: at, decision: 'met' })).toEqual({
      ok: true,
    });
  }
  expect(await ask(walk, { type: 'terminal.type', step, text: 'exit\n' })).toEqual({ ok: true });
}

async function settle(walk: Walk, planned: Planned): Promise<void> {
  const { step, statements } = planned;
  if (statements.length > 0) await runAll(walk, planned);
  else if (step.kind === 'check') await must(walk, { type: 'check.set', step: step.id, checked: true });
  else if (step.kind === 'record') await must(walk, { type: 'record.fill', step: step.id, values: [] });
  else await must(walk, { type: 'step.hand', step: step.id, reason: '' });
}

async function walkThrough(walk: Walk): Promise<void> {
  const { plan } = walk.text;
  for (const name of plan.inputs.keys()) await must(walk, { type: 'input.set', name, value: '1' });
  const steps = [...plan.steps.values()];
  for (const planned of steps.filter(({ role }) => role === 'path')) await settle(walk, planned);
  for (const planned of steps.filter(({ role }) => role !== 'path')) {
    const section = planned.sections.at(-1) ?? '';
    await must(walk, { type: 'branch.enter', section, reason: 'to see it too' });
    await settle(walk, planned);
  }
}

const seeds = markdownIn('seeds');

describe.skipIf(seeds.length === 0)('the seeds among stand-ins', () => {
  test.each(seeds.map(path => [basename(path), path]))('%s', async (_, path) => {
    const { walk, folder } = await open(path);
    await walkThrough(walk);
    await must(walk, { type: 'close', result: 'done' });
    const { entries, folder: run } = await readRun(walk.log.recorder.folder);
    const ended = new Map(
      entries.flatMap(entry =>
        entry.type === 'attempt.finished' ? [[entry.attemptId, entry.outcome] as const] : [],
      ),
    );
    // Of the runbook's own statements, as they stand in it.
    const came = new Map<string, string | undefined>(
      entries.flatMap(entry =>
        entry.type === 'attempt.started' && entry.edit === undefined
          ? [[`${entry.step} ${entry.stmt}`, ended.get(entry.attemptId)] as const]
          : [],
      ),
    );
    const statements: readonly string[] = [...walk.text.plan.steps].flatMap(([id, planned]) =>
      planned.statements.map((_, at) => `${id} ${at}`),
    );
    expect(statements.length).toBeGreaterThan(10);
    expect(statements.filter(id => !outcomes.includes(came.get(id) ?? ''))).toEqual([]);
    expect(came.size).toBe(statements.length);
    const [first] = entries;
    const signers = join(folder, 'signers');
    fs.writeFileSync(signers, `a ${first?.type === 'open' ? first.signer : ''}\n`);
    expect(await verifyRun(run, { signers, privateFolder: folder })).toMatchObject({ exit: 0, findings: [] });
  });
});
