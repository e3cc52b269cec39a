import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeChecks } from '../../../../src/adapters/audit/crypto.ts';
import { verifyHistory, type HistoryVerdict } from '../../../../src/adapters/audit/history.ts';
import {
  allReceipts,
  keepReceipt,
  receiptsOf,
  type Receipt,
} from '../../../../src/adapters/audit/receipts.ts';
import { verifyRun } from '../../../../src/adapters/audit/verify.ts';
import type { Verdict } from '../../../../src/core/audit/verdict.ts';
import { write } from '../forge.ts';
import { Machine, done, temporaryFolder } from '../kit.ts';
import { edited, scene } from '../scene.ts';

// Whoever verifies a log has seen it, and can say later that it was more than it is.

const file = (privateFolder: string): string => join(privateFolder, 'receipts.jsonl');
const kept = (privateFolder: string): string[] =>
  fs.existsSync(file(privateFolder))
    ? fs.readFileSync(file(privateFolder), 'utf8').split('\n').slice(0, -1)
    : [];

/** A reader on another machine, with a copy of the logs. */
class Reader {
  readonly privateFolder = join(temporaryFolder(), 'private');
  readonly copy = join(temporaryFolder(), '.handrail');
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.pull();
  }

  pull(): void {
    fs.cpSync(this.#machine.state, this.copy, { recursive: true });
  }

  folder(run: string): string {
    return join(this.copy, 'runs', run.slice(0, 4), run);
  }

  verify(run: string, require: 'RECEIPTS'[] = []): Promise<Verdict> {
    const { privateFolder } = this;
    const { signers } = this.#machine;
    return verifyRun(this.folder(run), { signers, privateFolder, require, witness: true });
  }

  verifyAll(require: 'RECEIPTS'[] = []): Promise<HistoryVerdict> {
    const { privateFolder } = this;
    const { signers } = this.#machine;
    return verifyHistory(this.copy, { signers, privateFolder, require, witness: true });
  }
}

async function sealedRun(machine: Machine): Promise<string> {
  const journal = await machine.create();
  journal.append({ type: 'note', step: 's1', text: 'looked' });
  await journal.seal(done);
  journal.close();
  return journal.run;
}

describe('whoever verifies becomes a witness', () => {
  test('of what was seen, once', async () => {
    const machine = new Machine();
    const run = await sealedRun(machine);
    const reader = new Reader(machine);
    expect((await reader.verify(run, ['RECEIPTS'])).exit).toBe(2);
    const [receipt] = receiptsOf(reader.privateFolder, run);
    expect(receipt).toMatchObject({ run, seg: 0, folder: fs.realpathSync(reader.copy) });
    expect((await reader.verify(run, ['RECEIPTS'])).exit).toBe(0);
    expect(kept(reader.privateFolder)).toHaveLength(1);
  });

  test('not of what is written while the log is read', async () => {
    const machine = new Machine();
    const run = await sealedRun(machine);
    const { signers, privateFolder } = machine;
    const [before] = receiptsOf(privateFolder, run);
    const checks = nodeChecks();
    let written = false;
    const verdict = await verifyRun(join(machine.state, 'runs', run.slice(0, 4), run), {
      signers,
      privateFolder,
      checks: {
        ...checks,
        verify: (...signed) => {
          // A reviewer on this machine signs behind the run just now.
          if (before !== undefined && !written)
            keepReceipt(privateFolder, { ...before, seg: before.seg + 1, folder: machine.state });
          written = true;
          return checks.verify(...signed);
        },
      },
    });
    expect(written).toBe(true);
    expect(receiptsOf(privateFolder, run)).toHaveLength(2);
    expect(verdict).toMatchObject({ exit: 0, findings: [] });
  });

  test('the newest run is deleted after somebody has verified it', async () => {
    const machine = new Machine();
    await sealedRun(machine);
    const newest = await sealedRun(machine);
    const reader = new Reader(machine);
    expect((await reader.verifyAll()).exit).toBe(0);
    fs.rmSync(reader.folder(newest), { recursive: true });
    // No file shows it: the run before names no later one.
    expect((await reader.verifyAll()).exit).toBe(0);
    const { exit, findings } = await reader.verifyAll(['RECEIPTS']);
    expect([exit, findings.map(({ code }) => code)]).toEqual([1, ['RUN_DELETED']]);
  });

  test('an older copy comes back after a longer one was verified elsewhere', async () => {
    const machine = new Machine();
    const journal = await machine.create();
    journal.checkpoint('step');
    const reader = new Reader(machine);
    const older = join(temporaryFolder(), 'older');
    fs.cpSync(reader.folder(journal.run), older, { recursive: true });
    await journal.seal(done);
    journal.close();
    reader.pull();
    expect((await reader.verify(journal.run)).exit).toBe(0);
    fs.rmSync(reader.folder(journal.run), { recursive: true });
    fs.cpSync(older, reader.folder(journal.run), { recursive: true });
    expect((await reader.verify(journal.run)).exit).toBe(2);
    expect(await reader.verify(journal.run, ['RECEIPTS'])).toMatchObject({
      exit: 1,
      worst: { code: 'ROLLBACK' },
    });
    expect(kept(reader.privateFolder)).toHaveLength(1);
  });

  test('not of what was changed, and not of what is only looked at', async () => {
    const { machine, folder, path, lines } = await scene();
    const privateFolder = join(temporaryFolder(), 'private');
    await verifyRun(folder, { signers: machine.signers, privateFolder });
    expect(kept(privateFolder)).toEqual([]);
    fs.writeFileSync(path, write(edited(lines)));
    const verdict = await verifyRun(folder, { signers: machine.signers, privateFolder, witness: true });
    expect([verdict.exit, kept(privateFolder)]).toEqual([1, []]);
  });
});

const seen = (run: string, lines: number, seg = 0): Receipt => ({
  run,
  seg,
  lines,
  head: String(lines % 10).repeat(64),
  seen: 1_000 + lines,
  folder: `/srv/${run}/.handrail`,
});

describe('receipts stay small', () => {
  test('only the longest of each part of each run is kept, and when it was seen first', () => {
    const folder = temporaryFolder();
    for (let lines = 1; lines <= 4000; lines++) keepReceipt(folder, seen('2026-a', lines), seen('2026-b', 7));
    expect(fs.statSync(file(folder)).size).toBeLessThan(300 * 1024);
    expect(fs.readdirSync(folder)).toEqual(['receipts.jsonl']);
    expect(receiptsOf(folder, '2026-a')).toMatchObject([{ lines: 4000, first: 1_001 }]);
    expect(receiptsOf(folder, '2026-b')).toMatchObject([seen('2026-b', 7)]);
  });

  test('of very many runs nothing is lost, and they are not gone through each time', () => {
    const folder = temporaryFolder();
    const runs = Array.from({ length: 3000 }, (_, at) => seen(`2026-${at}`, at + 1));
    keepReceipt(folder, ...runs);
    const { ino } = fs.statSync(file(folder));
    for (let more = 0; more < 20; more++) keepReceipt(folder, seen('2026-0', more));
    expect(fs.statSync(file(folder)).ino).toBe(ino);
    const longest = new Map(allReceipts(folder).map(({ run, lines }) => [run, lines]));
    expect([longest.size, longest.get('2026-2999'), longest.get('2026-0')]).toEqual([3000, 3000, 19]);
  });

  test('what a process that was killed left aside is read, and put back', () => {
    const folder = temporaryFolder();
    keepReceipt(folder, seen('2026-a', 9));
    fs.renameSync(file(folder), `${file(folder)}.aside`);
    expect(receiptsOf(folder, '2026-a')).toMatchObject([{ lines: 9 }]);
    keepReceipt(folder, ...Array.from({ length: 3000 }, (_, lines) => seen('2026-b', lines)));
    expect(receiptsOf(folder, '2026-a')).toMatchObject([{ lines: 9 }]);
    expect(fs.existsSync(`${file(folder)}.aside`)).toBe(false);
  });

  test('several processes at once lose nothing', async () => {
    const folder = temporaryFolder();
    const source = join(import.meta.dirname, '../../../../src/adapters/audit/receipts.ts');
    const script = `
      const { keepReceipt } = await import(${JSON.stringify(source)});
      const run = process.argv[1];
      for (let lines = 1; lines <= 2500; lines++)
        keepReceipt(${JSON.stringify(folder)}, { run, seg: lines % 50, lines, head: 'a'.repeat(64), seen: lines });
    `;
    const runs = ['2026-a', '2026-b', '2026-c'];
    await Promise.all(
      runs.map(
        run =>
          new Promise(resolve =>
            spawn(process.execPath, ['--input-type=module', '-e', script, run], { stdio: 'inherit' }).once(
              'close',
              resolve,
            ),
          ),
      ),
    );
    for (const run of runs) {
      const longest = receiptsOf(folder, run).map(({ lines }) => lines);
      expect([run, longest.length, Math.min(...longest)]).toEqual([run, 50, 2451]);
    }
    expect(fs.statSync(file(folder)).size).toBeLessThan(400 * 1024);
  });
});
