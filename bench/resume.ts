// Going on with a run of 10,000 entries: from its folder to the first view, against reading its lines, hashing each and parsing it.
// Target: below 300 ms. `resume.ts [ENTRIES]`
import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Recordable } from '../src/adapters/audit/journal/journalParts.ts';
import { prepare } from '../src/runner/prepare.ts';
import { createSample } from './kit/sampleJournal.ts';
import { benchFolder, walkIn } from './kit/sampleWalk.ts';
import { median } from './kit/timing.ts';

const rounds = 5;
const entries = Number(process.argv[2] ?? 10_000);
const folder = benchFolder();

const steps = 100;
/** How often each was done, taken back, and done again. */
const times = Math.ceil(entries / steps / 20);
const block = (at: number): string =>
  `## Step ${at}\n\n\`\`\`bash\n${Array.from({ length: 8 }, (_, line) => `echo ${at}-${line}`).join('\n')}\n\`\`\`\n`;
const path = join(folder, 'a.md');
fs.writeFileSync(path, `# A\n\n${Array.from({ length: steps }, (_, at) => block(at)).join('\n')}`);

/** A run as it was left: so many attempts of so many steps. */
async function writeRun(): Promise<string> {
  const prepared = await prepare({ kind: 'file', path });
  if (!prepared.ok) throw new Error(prepared.message);
  const journal = await createSample(folder, {
    runbook: { path, source: prepared.text.bytes },
    // What is measured is the reading.
    io: { writeSync: fs.writeSync, ftruncateSync: fs.ftruncateSync, fdatasyncSync: () => undefined },
  });
  const all = [...prepared.laid.plan.steps];
  for (const [at, [id, { statements }]] of Array.from({ length: times }, () => all)
    .flat()
    .entries()) {
    if (at >= all.length)
      journal.append<Recordable>({ type: 'step.reopened', step: id, reason: 'once more' });
    const base = { step: id, stepDigest: '0'.repeat(64), attempt: 1 };
    journal.append<Recordable>({ type: 'step.started', ...base });
    for (const [stmt, { text: cmd }] of statements.entries()) {
      const attemptId = `${id}-${at}-${stmt}`;
      const about = { step: id, stmt, stmtDigest: base.stepDigest, attempt: 1, attemptId, cmd };
      journal.append<Recordable>({ type: 'attempt.started', ...about, cwd: '/', shell: 'bash', inputs: [] });
      const end = { outcome: 'exited', exit: 0, durMs: 1, cwd: '/', outputs: [] } as const;
      journal.append<Recordable>({ type: 'attempt.finished', attemptId, ...end });
    }
    journal.append<Recordable>({ type: 'step.finished', ...base, how: 'run', by: 'person' });
    journal.checkpoint('step');
  }
  journal.close();
  return journal.folder;
}

/** Processor time of this process, in ms: on a busy machine it stays what it is. */
const used = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** What nobody can do without. */
function bare(run: string): number {
  const lines = fs
    .readdirSync(run)
    .filter(name => name.endsWith('.jsonl'))
    .flatMap(name => fs.readFileSync(join(run, name), 'utf8').split('\n').slice(0, -1));
  for (const line of lines) {
    hash('sha256', line, 'hex');
    JSON.parse(line);
  }
  return lines.length;
}

/** Answers when it is shown. */
async function resume(run: string): Promise<number> {
  const walk = await walkIn(folder, { kind: 'resume', folder: run });
  await walk.log.start();
  const shown = used();
  if (walk.view().now.kind !== 'settled') throw new Error(`the run is ${walk.view().now.kind}`);
  await walk.leave('left');
  return shown;
}

const run = await writeRun();
const measured: Record<'own' | 'bare' | 'parse', number[]> = { own: [], bare: [], parse: [] };
let lines = 0;
for (let round = 0; round <= rounds; round++) {
  let start = used();
  lines = bare(run);
  const bareMs = used() - start;
  start = used();
  await prepare({ kind: 'file', path });
  const parseMs = used() - start;
  start = used();
  const own = (await resume(run)) - start;
  if (round > 0) measured.own.push(own);
  if (round > 0) measured.bare.push(bareMs);
  if (round > 0) measured.parse.push(parseMs);
}
fs.rmSync(folder, { recursive: true });
const own = median(measured.own);
console.log(
  `resume of ${lines} lines, ${steps} steps: ${own.toFixed(0)} ms of processor (below 300); reading, hashing and parsing the lines ${median(measured.bare).toFixed(0)} ms, ` +
    `reading the runbook ${median(measured.parse).toFixed(0)} ms`,
);
if (own > 300) process.exitCode = 1;
