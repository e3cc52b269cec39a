import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { expect, test } from 'vitest';
import { Machine, attempt, done, linesOf, objectFiles, segmentPath } from '../kit.ts';
import { parseSigners } from '../../../../src/core/audit/ssh/signers.ts';
import { SegmentScan } from '../../../../src/core/audit/segment.ts';
import { judge, type Verdict } from '../../../../src/core/audit/verdict.ts';
import { rememberingChecks } from '../memory.ts';
import type { SegmentInput } from '../../../../src/core/audit/history.ts';
import type { Checks } from '../../../../src/core/audit/opening.ts';
import type { Journal } from '../../../../src/adapters/audit/journal/journal.ts';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';

async function sealed(machine: Machine): Promise<Journal> {
  const journal = await machine.create();
  await attempt(journal, 'a1', 'hello\n');
  journal.checkpoint('step');
  await journal.seal(done);
  journal.close();
  return journal;
}

/** A run that was cut off in the middle of a line and continued. */
async function continued(machine: Machine): Promise<Journal> {
  const first = await machine.create();
  await attempt(first, 'a1', 'hello\n');
  first.checkpoint('step');
  fs.appendFileSync(first.path, '{"torn');
  first.close();
  const { journal } = await resumeRun(first.folder, machine.options());
  journal.append({ type: 'note', step: 's1', text: 'went on' });
  await journal.seal(done);
  journal.close();
  return journal;
}

test('a sealed run verifies, and so does one that was cut off and continued', async () => {
  const machine = new Machine();
  expect(await machine.verify((await sealed(machine)).folder)).toMatchObject({ exit: 0, findings: [] });
  expect(await machine.verify((await continued(machine)).folder)).toMatchObject({ exit: 0, findings: [] });
});

test(
  'every bit of a log: each flip is found as tampering, at the line it is in',
  { timeout: 300_000 },
  async () => {
    const machine = new Machine();
    const { folder } = await sealed(machine);
    const bytes = fs.readFileSync(segmentPath(folder));
    const verify = inMemory(machine);
    expect(verify(bytes)).toMatchObject({ exit: 0 });
    const wrong: string[] = [];
    let line = 1;
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const { exit, worst } = verify(changed);
        // Without its very last LF the last line is cut off, which a crash does too.
        const fits = at === bytes.length - 1 ? exit === 2 : exit === 1 && worst?.line === line;
        if (!fits)
          wrong.push(
            `byte ${at} bit ${bit}: ${exit}, line ${worst?.line ?? 0} instead of ${line}: ${changed.subarray(at - 30, at + 20).toString('latin1')}`,
          );
      }
      if (bytes[at] === 0x0a) line++;
    }
    expect(wrong).toEqual([]);
  },
);

/** A verifier of segments' bytes that checks no signature twice; that files are read as they are is for the other tests. */
function inMemory(machine: Machine): (...parts: readonly Buffer[]) => Verdict {
  const checks = rememberingChecks();
  const signers = parseSigners(fs.readFileSync(machine.signers, 'utf8'));
  return (...parts) => {
    const segments = parts.map((bytes, index) => segmentIn(bytes, `0${index}.jsonl`, checks));
    return judge({
      folder: '',
      segments,
      headAt: (file, lines) => headAt(parts[segments.findIndex(one => one.report.file === file)], lines),
      trust: { source: 'given', place: '', signers, revoked: [] },
      outputs: () => [],
      objects: 0,
      receipts: { state: 'absent', findings: [] },
      notes: [],
      gates: () => undefined,
      require: [],
    });
  };
}

function segmentIn(bytes: Buffer, file: string, checks: Checks): SegmentInput {
  const scan = new SegmentScan(file, checks, () => undefined);
  for (let at = 0, end = bytes.indexOf(0x0a); end >= 0; at = end + 1, end = bytes.indexOf(0x0a, at)) {
    if (!scan.take(bytes.subarray(at, end + 1))) break;
  }
  const report = scan.end();
  const rest = bytes.subarray(report.bytes);
  return { report, tail: { bytes: rest.length, sha256: createHash('sha256').update(rest).digest('hex') } };
}

/** Hash of the `lines`-th line. */
function headAt(bytes: Buffer | undefined, lines: number): string | undefined {
  const line = bytes?.toString('latin1').split(/(?<=\n)/)[lines - 1];
  if (line?.endsWith('\n') !== true) return undefined;
  return createHash('sha256').update(line, 'latin1').digest('hex');
}

test('every byte of a continued log, torn bytes included', { timeout: 300_000 }, async () => {
  const machine = new Machine();
  const { folder } = await continued(machine);
  const verify = inMemory(machine);
  const parts = [0, 1].map(seg => fs.readFileSync(segmentPath(folder, seg)));
  expect(verify(...parts)).toMatchObject({ exit: 0, findings: [] });
  const missed: string[] = [];
  for (const [seg, bytes] of parts.entries()) {
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const { exit } = verify(...parts.with(seg, changed));
      const last = seg === 1 && at === bytes.length - 1;
      if (exit !== (last ? 2 : 1)) missed.push(`segment ${seg} byte ${at}: ${exit}`);
    }
  }
  expect(missed).toEqual([]);
});

test('every byte of every object', async () => {
  const machine = new Machine();
  const { folder } = await sealed(machine);
  const missed: string[] = [];
  for (const path of objectFiles(folder)) {
    const bytes = fs.readFileSync(path);
    for (let bit = 0; bit < bytes.length * 8; bit += 3) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      fs.writeFileSync(path, changed);
      const { exit, worst } = await machine.verify(folder);
      if (exit !== 1 || worst?.code !== 'OBJECT_ALTERED') missed.push(`${path} bit ${bit}: ${exit}`);
    }
    fs.writeFileSync(path, bytes);
  }
  expect(missed).toEqual([]);
});

test('truncation at each offset: a log without a later part is incomplete, never complete', async () => {
  const machine = new Machine();
  const { folder } = await sealed(machine);
  const bytes = fs.readFileSync(segmentPath(folder));
  const verify = inMemory(machine);
  const wrong: string[] = [];
  for (let length = 0; length < bytes.length; length++) {
    const { exit } = verify(bytes.subarray(0, length));
    if (exit !== 2) wrong.push(`${length}: ${exit}`);
  }
  expect(wrong).toEqual([]);
});

test('truncation of a part that a later part refers past is tampering', async () => {
  const machine = new Machine();
  const { folder } = await continued(machine);
  const [first, second] = [0, 1].map(seg => fs.readFileSync(segmentPath(folder, seg)));
  if (first === undefined || second === undefined) throw new Error('no two parts');
  const verify = inMemory(machine);
  const wrong: string[] = [];
  for (let length = 0; length < first.length; length++) {
    const { exit } = verify(first.subarray(0, length), second);
    if (exit !== 1) wrong.push(`${length}: ${exit}`);
  }
  expect(wrong).toEqual([]);
});

test('any line removed, doubled or swapped with the next is tampering, at that place', async () => {
  const machine = new Machine();
  const { folder } = await sealed(machine);
  const path = segmentPath(folder);
  const lines = linesOf(path);
  const write = (changed: readonly string[]): void =>
    fs.writeFileSync(path, changed.map(line => `${line}\n`).join(''));
  for (let at = 0; at < lines.length; at++) {
    const [line = '', next] = lines.slice(at);
    write(lines.toSpliced(at, 1));
    const removed = await machine.verify(folder);
    expect([at, removed.exit]).toEqual([at, at === lines.length - 1 ? 2 : 1]);
    if (at < lines.length - 1) expect(removed.worst).toMatchObject({ code: 'SEQ', line: at + 1 });
    write(lines.toSpliced(at, 0, line));
    expect(await machine.verify(folder)).toMatchObject({ exit: 1, worst: { code: 'SEQ', line: at + 2 } });
    if (next === undefined) continue;
    write(lines.toSpliced(at, 2, next, line));
    expect(await machine.verify(folder)).toMatchObject({ exit: 1, worst: { code: 'SEQ', line: at + 1 } });
  }
});
