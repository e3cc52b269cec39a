// A long run: memory, handles and the time a statement takes must stay flat. `soak.ts [STATEMENTS] [MEGABYTES] [--json]`; by default
// 5,000 statements and 2 GB of output in one run, in ten parts of which each is printed.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../src/runner/answer.ts';
import { benchFolder, walkIn } from './kit/sampleWalk.ts';
import { median, timed } from './kit/timing.ts';

const [statements = 5000, megabytes = 2000] = process.argv.slice(2).map(Number).filter(Number.isFinite);
const isQuiet = process.argv.includes('--json');
const widths = [10, 7, 9, 9, 13, 9, 14, 11];
const parts = 10;
const inStep = 10;
const steps = Math.max(parts, Math.floor(statements / inStep));
const bytes = Math.floor((megabytes * 1e6) / (steps * inStep));

const folder = benchFolder();
const statement = `yes 'a line of output that is neither short nor long' | head -c ${bytes}`;
const block = ['```bash', ...Array.from({ length: inStep }, () => statement), '```'].join('\n');
const path = join(folder, 'soak.md');
writeFileSync(path, Array.from({ length: steps }, (_, at) => `## Step ${at}\n\n${block}\n`).join('\n'));

interface Figures {
  readonly statements: number;
  readonly megabytes: number;
  /** Resident set, heap, open descriptors, active handles. */
  readonly rss: number;
  readonly heap: number;
  readonly descriptors: number;
  readonly handles: number;
  /** Milliseconds of a statement, and of an answer that runs nothing, at the median. */
  readonly statement: number;
  readonly answer: number;
}

const walk = await walkIn(folder, { kind: 'file', path });
// A view that watches, as the walker does.
let heard = 0;
walk.subscribe(() => (heard += 1));

async function runPart(ids: readonly string[]): Promise<Pick<Figures, 'statement' | 'answer'>> {
  const times: Record<'statement' | 'answer', number[]> = { statement: [], answer: [] };
  for (const step of ids) {
    const took = await timed(async () => {
      const reply = await ask(walk, { type: 'run.step', step, revision: walk.view().revision });
      if (!reply.ok) throw new Error(reply.message);
      await walk.work.idle();
    });
    times.statement.push(took / inStep);
    times.answer.push(await timed(() => ask(walk, { type: 'note', step, text: 'seen' })));
  }
  return { statement: median(times.statement), answer: median(times.answer) };
}

function figures(done: number, times: Pick<Figures, 'statement' | 'answer'>): Figures {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    statements: done * inStep,
    megabytes: Math.round((done * inStep * bytes) / 1e6),
    rss: Math.round(rss / 1e6),
    heap: Math.round(heapUsed / 1e6),
    descriptors: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0,
    handles: process.getActiveResourcesInfo().length,
    ...times,
  };
}

/** Each part is shown when it is done. */
function print(row: Figures): void {
  const { statement, answer, ...whole } = row;
  const cells = [...Object.values(whole).map(String), statement.toFixed(1), answer.toFixed(2)];
  console.log(cells.map((cell, at) => cell.padStart(widths[at] ?? 9)).join(''));
}

const ids = [...walk.text.plan.steps.keys()];
const each = Math.ceil(ids.length / parts);
const measured: Figures[] = [];
if (!isQuiet)
  console.log('statements     MB   rss MB  heap MB  descriptors  handles  statement ms  answer ms');
for (let at = 0; at < ids.length; at += each) {
  const times = await runPart(ids.slice(at, at + each));
  const row = figures(Math.min(at + each, ids.length), times);
  measured.push(row);
  if (!isQuiet) print(row);
}
const passed = walk.view().total.settled;
await walk.leave('left');
rmSync(folder, { recursive: true });
if (passed !== ids.length) throw new Error(`${passed} of ${ids.length} steps passed`);
if (isQuiet) console.log(JSON.stringify(measured));
else console.log(`${heard} events were heard`);
