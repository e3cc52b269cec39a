// 200 MB of output in one statement: the session, with redaction, a file, and the view's tail ten times a second, against `script -qc`
// of the same. Ratios within one run; absolute times depend on the machine.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment } from '../src/adapters/session/environment.ts';
import { OutputTail } from '../src/adapters/session/screen/outputTail.ts';
import { openSession } from '../src/adapters/session/session.ts';
import { Redactor } from '../src/core/output/redactor.ts';

const rounds = 3;
const megabyte = 1024 * 1024;
const command = "yes 'a line of output that is neither very short nor very long' | head -c 200000000";
const secret = 'a-secret-of-some-length/with+signs';

const folder = mkdtempSync(join(tmpdir(), 'hr-bench-'));
const environment = cleanEnvironment(process.env);

interface Flood {
  readonly ms: number;
  readonly bytes: number;
  /** How late a timer of 10 ms came at worst: what a key would have waited. */
  readonly late: number;
  /** Growth of the resident set while it ran. */
  readonly grown: number;
}

async function floodSession(secrets: readonly string[]): Promise<Flood> {
  const file = createWriteStream(join(folder, 'output'));
  let drained: Promise<void> | undefined;
  const redactor = new Redactor(secrets);
  const tail = new OutputTail();
  const session = await openSession({
    cwd: folder,
    environment,
    folder: join(folder, 'session'),
    output: (_, bytes) => {
      const masked = redactor.push(bytes);
      tail.write(masked);
      // Only a full buffer holds the command back.
      if (file.write(masked)) return undefined;
      drained ??= once(file, 'drain').then(() => {
        drained = undefined;
      });
      return drained;
    },
  });
  const watch = watchLoop();
  const showing = setInterval(() => void tail.view(), 100);
  const start = performance.now();
  await session.run({
    attemptId: 'x',
    text: command,
    shell: 'bash',
    line: 1,
    run: 'statements',
    environment: {},
  });
  const ms = performance.now() - start;
  clearInterval(showing);
  const watched = watch();
  await session.close();
  await new Promise(resolve => file.end(resolve));
  tail.dispose();
  return { ms, bytes: statSync(join(folder, 'output')).size, ...watched };
}

function watchLoop(): () => { late: number; grown: number } {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let [last, late, most] = [performance.now(), 0, before];
  const timer = setInterval(() => {
    late = Math.max(late, performance.now() - last - 10);
    last = performance.now();
    most = Math.max(most, process.memoryUsage.rss());
  }, 10);
  return () => {
    clearInterval(timer);
    return { late, grown: most - before };
  };
}

function floodScript(): number {
  const start = performance.now();
  execFileSync('script', ['-qc', command, join(folder, 'typescript')], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return performance.now() - start;
}

const best = { plain: Infinity, secret: Infinity, script: Infinity };
for (let round = 0; round < rounds; round++) {
  best.script = Math.min(best.script, floodScript());
  const plain = await floodSession([]);
  const masked = await floodSession([secret]);
  best.plain = Math.min(best.plain, plain.ms);
  best.secret = Math.min(best.secret, masked.ms);
  for (const [name, { bytes, late, grown }] of Object.entries({ plain, masked })) {
    console.log(
      `${name}: ${bytes} bytes, timers at most ${late.toFixed(0)} ms late, ${(grown / megabyte).toFixed(0)} MB more memory (below 64)`,
    );
  }
}
rmSync(folder, { recursive: true });

console.log(`script -qc             ${best.script.toFixed(0)} ms`);
console.log(
  `session                ${best.plain.toFixed(0)} ms, ${percent(best.plain)} of script's speed (at least 50 %)`,
);
console.log(`session with a secret  ${best.secret.toFixed(0)} ms, ${percent(best.secret)}`);

function percent(ms: number): string {
  return `${((100 * best.script) / ms).toFixed(0)} %`;
}
