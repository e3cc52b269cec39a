// How soon a review shows what: a log of 100,000 entries, and an output of 100 MB that opens at its first lines and is searched.
// Everything is read by the same thread as in VS Code; what counts for the editor is how long its own thread is kept waiting.
import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { canonical, type JsonObject } from '../src/core/audit/line/canonical.ts';
import { lineHash } from '../src/adapters/audit/journal/moved.ts';
import { storeContent } from '../src/adapters/audit/objectStore.ts';
import { Reader } from '../src/extension/review/reader.ts';
import { writeRun } from './kit/sampleRun.ts';

const megabyte = 1_000_000;
const entries = 100_000;
const outputBytes = 100 * megabyte;

const script = join(import.meta.dirname, '../dist/review.cjs');
if (!fs.existsSync(script)) throw new Error('dist/review.cjs is missing: npm run build first.');
const scratch = fs.mkdtempSync(join(tmpdir(), 'handrail-bench-'));

interface Timed<T> {
  readonly value: T;
  readonly ms: number;
}

async function timed<T>(act: () => Promise<T>): Promise<Timed<T>> {
  const before = performance.now();
  const value = await act();
  return { value, ms: performance.now() - before };
}

/** A run with one output, as a journal would have left it but for the signatures, which a review tells about and needs not. */
function runWithOutput(folder: string): void {
  fs.mkdirSync(join(folder, 'objects'), { recursive: true });
  const lines = Math.floor(outputBytes / 80);
  const line = (n: number): string => `${String(n).padStart(12, '0')} ${'x'.repeat(66)}\n`;
  const content = Buffer.from(Array.from({ length: lines }, (_, n) => line(n)).join(''));
  const parts = storeContent(folder, content, 'a1');
  let prev = '0'.repeat(64);
  const text: string[] = [];
  const add = (entry: JsonObject): void => {
    const bytes = `${canonical({ ...entry, run: 'bench', seg: 0, seq: text.length, prev, t: text.length, m: 0 })}\n`;
    prev = lineHash(Buffer.from(bytes));
    text.push(bytes);
  };
  const step = { step: 's1', stepDigest: hash('sha256', 's1', 'hex'), attempt: 1 };
  add({
    ...{
      type: 'open',
      fmt: 'handrail-log/1',
      crit: [],
      role: 'operator',
      signer: 'ssh-ed25519 AAAA',
      session: null,
    },
    ...{
      who: 'bench',
      keyStore: 'file',
      parents: [],
      runParents: [],
      roster: null,
      repo: null,
      capture: 'pty',
    },
    runbook: { path: 'bench.md', gitBlob: '', sha256: '0'.repeat(64), object: '0'.repeat(64) },
    env: { os: 'linux', arch: 'x64', vscode: '', ext: '0' },
    maskRules: { version: 1, sha256: '0'.repeat(64) },
    unattended: true,
    boot: '0',
  });
  add({ type: 'step.started', ...step });
  add({
    ...{ type: 'attempt.started', step: 's1', stmt: 0, stmtDigest: '0', attempt: 1, attemptId: 'a1' },
    ...{ cmd: 'seq', cwd: '/', shell: 'bash', inputs: [] },
  });
  for (const { sha256, size, part } of parts)
    add({ type: 'object', role: 'output', sha256, size, media: 'application/octet-stream', part, of: 'a1' });
  const kept = { bytes: content.length, kept: content.length, truncated: false, masked: 0 };
  add({
    ...{ type: 'attempt.finished', attemptId: 'a1', outcome: 'exited', exit: 0, durMs: 1, cwd: '/' },
    outputs: [{ role: 'output', parts: parts.length, ...kept, streamSha256: '0'.repeat(64) }],
  });
  add({ type: 'step.finished', ...step, how: 'run', by: 'rule' });
  fs.writeFileSync(join(folder, '00-bench-0000.jsonl'), text.join(''));
}

async function longLog(reader: Reader): Promise<void> {
  const folder = join(scratch, 'long');
  fs.mkdirSync(folder);
  writeRun(folder, { entries, every: 1000 });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const { ms, value } = await timed(() => reader.ask('open', { folder }));
  delay.disable();
  const rows = await timed(() => reader.ask('rows', { folder, filter: 'all', from: 50_000, count: 200 }));
  console.log(`log of ${entries} entries, ${value.counts.all} events: reviewed in ${ms.toFixed(0)} ms`);
  console.log(`  longest wait of the asking thread meanwhile: ${(delay.max / 1e6).toFixed(1)} ms`);
  console.log(`  200 rows from its middle: ${rows.ms.toFixed(1)} ms`);
}

async function longOutput(reader: Reader): Promise<void> {
  const folder = join(scratch, 'output');
  runWithOutput(folder);
  const opened = await timed(() => reader.ask('open', { folder }));
  const memory = process.memoryUsage().rss;
  console.log(
    `output of ${outputBytes / megabyte} MB: its run verified and read in ${opened.ms.toFixed(0)} ms`,
  );
  const of = { folder, attempt: 'a1' };
  const before = performance.now();
  let first = 0;
  const whole = await new Promise<{ rows: number }>(resolve => {
    let last = { rows: 0 };
    reader.begin('size', of, {
      part: size => {
        if (first === 0) first = performance.now() - before;
        last = size;
      },
      done: () => resolve(last),
    });
  });
  const counted = performance.now() - before;
  console.log(
    `  first lines can be shown after ${first.toFixed(0)} ms, ${whole.rows} lines counted after ${counted.toFixed(0)} ms`,
  );
  const window = await timed(() =>
    reader.ask('lines', { ...of, from: Math.floor(whole.rows / 2), count: 120 }),
  );
  console.log(`  120 lines from its middle: ${window.ms.toFixed(1)} ms`);
  await search(reader, of, whole.rows);
  const grown = (process.memoryUsage().rss - memory) / megabyte;
  console.log(`  memory grown since the run was read, the reading thread included: ${grown.toFixed(0)} MB`);
}

async function search(reader: Reader, of: { folder: string; attempt: string }, rows: number): Promise<void> {
  const needle = String(rows - 1).padStart(12, '0');
  const before = performance.now();
  const found = await new Promise<number>(resolve => {
    let total = 0;
    reader.begin(
      'find',
      { ...of, text: needle },
      { part: part => (total = part.total), done: () => resolve(total) },
    );
  });
  console.log(
    `  a text in its last line found (${found}) after ${(performance.now() - before).toFixed(0)} ms`,
  );
}

// The reading thread alone keeps no process alive.
const alive = setInterval(() => undefined, 1000);
const reader = new Reader(script);
try {
  await longLog(reader);
  await longOutput(reader);
} finally {
  clearInterval(alive);
  reader.dispose();
  fs.rmSync(scratch, { recursive: true, force: true });
}
