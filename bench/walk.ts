// Cost of a statement in a run: `true` with everything a run does for it (signed log, durable entries, redaction, output, view), against
// a bare spawn of `bash -c true` with two durable appends. Ratios within one run; absolute times depend on the machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../src/runner/answer.ts';
import { benchFolder, walkIn } from './kit/sampleWalk.ts';
import { median, timed } from './kit/timing.ts';

const rounds = 8;
const statements = 50;

const folder = benchFolder();
const block = ['```bash', ...Array.from({ length: statements }, () => 'true'), '```'];
const path = join(folder, 'runbook.md');
writeFileSync(
  path,
  Array.from({ length: rounds + 1 }, (_, round) => [`# Round ${round}`, '', ...block, ''])
    .flat()
    .join('\n'),
);

const walk = await walkIn(folder, { kind: 'file', path }, 'unattended');
// A view that watches, as the walker does.
walk.subscribe(() => undefined);
const log = openSync(join(folder, 'log'), 'a');

const times: Record<'run' | 'bare', number[]> = { run: [], bare: [] };
for (const [round, step] of [...walk.text.plan.steps.keys()].entries()) {
  const run = await timed(() => runStep(step));
  const bare = await timed(runBare);
  // The first round opens the log, the key and the shell.
  if (round > 0) times.run.push(run / statements);
  if (round > 0) times.bare.push(bare / statements);
}
await walk.leave('left');
closeSync(log);
rmSync(folder, { recursive: true });

const [own, bare] = [median(times.run), median(times.bare)];
console.log(`true in a run                          ${own.toFixed(2)} ms`);
console.log(`bash -c true and two durable appends   ${bare.toFixed(2)} ms`);
console.log(`run / bare                             ${(own / bare).toFixed(2)}  (at most 1.5)`);

async function runStep(step: string): Promise<void> {
  const reply = await ask(walk, { type: 'run.step', step, revision: walk.view().revision });
  if (!reply.ok) throw new Error(reply.message);
  await walk.work.idle();
}

async function runBare(): Promise<void> {
  for (let round = 0; round < statements; round++) {
    append();
    await once(spawn('bash', ['-c', 'true'], { stdio: 'ignore' }), 'exit');
    append();
  }
}

function append(): void {
  writeSync(log, `${'x'.repeat(400)}\n`);
  fdatasyncSync(log);
}
