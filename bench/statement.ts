// Cost of a statement in the session: `true`, against a bare spawn of `bash -c true`, each with two durable appends beside it as a log
// would make them. Ratios within one run; absolute times depend on the machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment } from '../src/adapters/session/environment.ts';
import { openSession } from '../src/adapters/session/session.ts';
import { median, timed } from './kit/timing.ts';

const rounds = 200;

const folder = mkdtempSync(join(tmpdir(), 'hr-bench-'));
const environment = cleanEnvironment(process.env);
const session = await openSession({
  cwd: folder,
  environment,
  folder: join(folder, 'session'),
  snapshotFolder: join(folder, 'state'),
  output: () => undefined,
  secrets: () => ['a-secret-of-some-length/with+signs'],
});
const log = openSync(join(folder, 'log'), 'a');

async function runInSession(): Promise<void> {
  await session.run({
    attemptId: 'x',
    text: 'true',
    shell: 'bash',
    line: 1,
    run: 'statements',
    environment: {},
  });
}

async function runBare(): Promise<void> {
  await once(spawn('bash', ['-c', 'true'], { env: environment, stdio: 'ignore' }), 'exit');
}

function append(): void {
  for (let entry = 0; entry < 2; entry++) {
    writeSync(log, `${'x'.repeat(400)}\n`);
    fdatasyncSync(log);
  }
}

const times: Record<'session' | 'bare' | 'syncs', number[]> = { session: [], bare: [], syncs: [] };
for (let round = 0; round < rounds; round++) {
  times.session.push(await timed(runInSession));
  times.bare.push(await timed(runBare));
  times.syncs.push(await timed(append));
}
await session.close();
closeSync(log);
rmSync(folder, { recursive: true });

const [own, bare, syncs] = [median(times.session), median(times.bare), median(times.syncs)];
console.log(`true in the session     ${own.toFixed(2)} ms`);
console.log(`bash -c true            ${bare.toFixed(2)} ms`);
console.log(`two appends, fdatasync  ${syncs.toFixed(2)} ms`);
console.log(`session / bash -c                       ${(own / bare).toFixed(2)}`);
console.log(
  `(session + appends) / (bash + appends)  ${((own + syncs) / (bare + syncs)).toFixed(2)}  (at most 1.5, log included)`,
);
