// 10,000 runs: indexed, listed again, searched and told as trends, against asking the file system for every file of them.
// Target: the list from the index ≤ 3 × a bare readdir and stat of every file; memory that does not grow with a second list.
import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { encodeLine, parseLine, type JsonObject } from '../src/core/audit/line/canonical.ts';
import { RunIndex } from '../src/adapters/audit/runs/runIndex.ts';
import { trendsOf } from '../src/core/trends/trend.ts';
import { createSample } from './kit/sampleJournal.ts';

const count = Number(process.env['RUNS'] ?? 10_000);
const folder = fs.mkdtempSync(join(tmpdir(), 'hr-bench-'));
const state = join(folder, '.handrail');
const privateFolder = join(folder, 'private');

/** One real run; the others are it with another name, chained anew, since nothing here is verified. */
async function sample(): Promise<readonly JsonObject[]> {
  const journal = await createSample(folder);
  for (let step = 0; step < 12; step++) {
    const named = { step: `step-${step}`, stepDigest: '', attempt: 1 };
    journal.append({ type: 'step.started', ...named }, { durable: false });
    journal.append({ type: 'step.finished', ...named, how: 'run', by: 'rule' }, { durable: false });
  }
  await journal.seal({
    result: 'done',
    counts: { passed: 12, failed: 0, skipped: 0, byHand: 0, checked: 0 },
  });
  journal.close();
  const lines = fs.readFileSync(journal.path, 'utf8').split(/(?<=\n)/);
  fs.rmSync(journal.folder, { recursive: true });
  return lines.flatMap(line => {
    const { value } = parseLine(Buffer.from(line));
    return value === undefined ? [] : [value];
  });
}

function writeRun(lines: readonly JsonObject[], at: number): void {
  const run = `20261012T${String(at).padStart(6, '0')}Z-bench-${String(at).padStart(13, 'a')}`;
  const path = join(state, 'runs', '2026', run);
  fs.mkdirSync(path, { recursive: true });
  let prev = '0'.repeat(64);
  const written = lines.map(line => {
    const bytes = encodeLine({
      ...line,
      run,
      prev,
      ...(typeof line['t'] === 'number' ? { t: line['t'] + at * 60_000 } : {}),
    });
    prev = hash('sha256', bytes, 'hex');
    return bytes;
  });
  fs.writeFileSync(join(path, '00-bench-0000.jsonl'), Buffer.concat(written));
}

/** What any list has to ask: every folder's names, and every file's size and time. */
function bare(): number {
  let bytes = 0;
  const runs = join(state, 'runs', '2026');
  for (const run of fs.readdirSync(runs).sort())
    for (const file of fs.readdirSync(join(runs, run))) bytes += fs.statSync(join(runs, run, file)).size;
  return bytes;
}

function timed<T>(name: string, work: () => T): { readonly ms: number; readonly value: T } {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  console.log(`${name.padEnd(34)} ${ms.toFixed(0).padStart(7)} ms of processor`);
  return { ms, value };
}

const index = (): RunIndex => new RunIndex(state, privateFolder);
const memory = (): number => process.memoryUsage().rss / 1024 / 1024;

try {
  const lines = await sample();
  for (let at = 0; at < count; at++) writeRun(lines, at);
  console.log(`${count} runs of ${lines.length} lines`);
  bare();
  const floor = timed('bare readdir and stat of every file', bare);
  timed('index made, and listed', () => index().rows());
  const list = timed('listed from the index', () => index().rows());
  timed('searched', () =>
    index()
      .rows()
      .filter(({ run }) => run.includes('009999'))
      .map(({ folder: at }) => basename(at)),
  );
  timed('trends, first time', () => trendsOf(index().facts()));
  const trends = timed('trends from the index', () => trendsOf(index().facts()));
  const before = memory();
  for (let round = 0; round < 5; round++) index().rows();
  console.log(`memory ${before.toFixed(0)} MB, after five more lists ${memory().toFixed(0)} MB`);
  console.log(
    `list ${(list.ms / floor.ms).toFixed(2)} x, trends ${(trends.ms / floor.ms).toFixed(2)} x the bare one`,
  );
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
