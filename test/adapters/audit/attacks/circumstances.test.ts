import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyHistory } from '../../../../src/adapters/audit/history.ts';
import type { Journal } from '../../../../src/adapters/audit/journal/journal.ts';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { looseName, looseSegment, runName, segmentName } from '../../../../src/adapters/audit/layout.ts';
import { newSessionKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import { textOf } from '../../../../src/core/audit/line/frame.ts';
import type { FindingCode } from '../../../../src/core/audit/finding.ts';
import { fc } from '../../../seeded.ts';
import { resign, read, write } from '../forge.ts';
import { attempt, done, linesOf, Machine, segmentPath, temporaryFolder } from '../kit.ts';
import { askSecond, hasSecond } from '../secondVerifier/second.ts';

// What happens to a log without any attacker: clocks that are set, file systems with other rules, copies. Both verifiers say the same of it.

const noon = Date.UTC(2026, 9, 12, 12);
const hour = 3_600_000;

/** A clock that is set while it is looked at. */
class SetClock {
  time = noon;

  now(): number {
    return (this.time += 5);
  }

  monotonic(): number {
    return performance.now() * 1000;
  }
}

interface Scene {
  readonly machine: Machine;
  readonly clock: SetClock;
  readonly folder: string;
}

/** A run that was closed; what happens halfway is the case's. */
async function walked(
  halfway: (journal: Journal, clock: SetClock, machine: Machine) => Promise<Journal> | undefined,
  place?: string,
): Promise<Scene> {
  const machine = new Machine();
  const clock = new SetClock();
  const stateFolder = place === undefined ? machine.state : join(machine.home, place, '.handrail');
  fs.mkdirSync(stateFolder, { recursive: true });
  const first = await machine.create({ clock, stateFolder });
  await attempt(first, 'a1', 'hello\n');
  first.checkpoint('step');
  const last = (await halfway(first, clock, machine)) ?? first;
  await attempt(last, 'a2', 'bye\n');
  await last.seal(done);
  last.close();
  return { machine, clock, folder: first.folder };
}

function back(clock: SetClock): undefined {
  clock.time -= 2 * hour;
}

async function goneOn(journal: Journal, clock: SetClock, machine: Machine): Promise<Journal> {
  journal.close();
  back(clock);
  return (await resumeRun(journal.folder, { ...machine.options(), clock })).journal;
}

function validFrom(machine: Machine, time: number): void {
  const after = new Date(time).toISOString().slice(0, 19).replace(/[-:T]/g, '');
  fs.writeFileSync(machine.signers, `alice@corp valid-after="${after}Z" ${machine.signer.publicKey}\n`);
}

/** As another file system, another program or another person leaves it. */
function copied({ machine, folder }: Scene, change: (copy: string) => void): Scene {
  const copy = join(temporaryFolder(), 'work', '.handrail', 'runs', '2026', basename(folder));
  fs.cpSync(folder, copy, { recursive: true });
  change(copy);
  return { machine, clock: new SetClock(), folder: copy };
}

function everyFile(folder: string): readonly string[] {
  const all = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.map(name => join(folder, name)).filter(path => fs.statSync(path).isFile());
}

interface Case {
  readonly name: string;
  readonly arrange: () => Promise<Scene>;
  readonly exit: number;
  readonly code?: FindingCode;
}

const usual = (): Promise<Scene> => walked(() => undefined);

const cases: readonly Case[] = [
  { name: 'nothing', arrange: usual, exit: 0 },
  { name: 'the clock set back within a part', arrange: () => walked((_, clock) => back(clock)), exit: 0 },
  { name: 'the clock set back between two parts', arrange: () => walked(goneOn), exit: 0 },
  {
    name: 'the clock set back behind the day from which the key counts',
    arrange: async () => {
      const scene = await walked((_, clock) => back(clock));
      validFrom(scene.machine, noon - hour);
      return scene;
    },
    exit: 3,
    code: 'EXPIRED_KEY',
  },
  {
    name: 'a copy with other times, and other rights',
    arrange: async () =>
      copied(await usual(), copy => {
        for (const [index, path] of everyFile(copy).entries()) {
          fs.utimesSync(path, index, 4_000_000_000 + index);
          fs.chmodSync(path, index % 2 === 0 ? 0o444 : 0o777);
        }
      }),
    exit: 0,
  },
  {
    name: 'a copy that nobody can write',
    arrange: async () =>
      copied(await usual(), copy => {
        for (const path of [...everyFile(copy), join(copy, 'objects'), copy])
          fs.chmodSync(path, fs.statSync(path).isFile() ? 0o444 : 0o555);
      }),
    exit: 0,
  },
  { name: 'spaces in its path', arrange: () => walked(() => undefined, 'my work  here'), exit: 0 },
  {
    name: 'letters of other scripts in its path',
    arrange: () => walked(() => undefined, 'ünïcode 変更 ☃'),
    exit: 0,
  },
  { name: 'decomposed letters in its path', arrange: () => walked(() => undefined, 'u\u0308n'), exit: 0 },
  { name: 'a path like an option', arrange: () => walked(() => undefined, '--signers'), exit: 0 },
  {
    name: 'quotes, a dollar and a line end in its path',
    arrange: () => walked(() => undefined, `it's "$HOME"\nnow`),
    exit: 0,
  },
  {
    name: 'a digest in capitals, which names the same file where case does not count',
    arrange: async () => {
      const scene = await usual();
      const path = segmentPath(scene.folder);
      const lines = linesOf(path).map(read);
      const changed = lines.map(line =>
        line['role'] === 'output' ? { ...line, sha256: textOf(line, 'sha256').toUpperCase() } : line,
      );
      fs.writeFileSync(
        path,
        write(await resign(changed, { user: scene.machine.signer, session: newSessionKey() })),
      );
      return scene;
    },
    exit: 1,
    code: 'BAD_ENTRY',
  },
];

describe('a run verifies as it was signed, whatever it lies on', () => {
  test.for(cases)('$name: $exit', async ({ arrange, exit, code }) => {
    const { machine, folder } = await arrange();
    const verdict = await machine.verify(folder);
    expect([verdict.exit, verdict.worst?.code]).toEqual([exit, code]);
    if (hasSecond) expect((await askSecond(folder, '--signers', machine.signers)).exit).toBe(exit);
  });

  test('the clock set back between two runs: each names the other as it is, in the order of the log', async () => {
    const { machine, clock, folder } = await usual();
    back(clock);
    const later = await machine.create({ clock });
    await later.seal(done);
    later.close();
    expect(basename(later.folder) < basename(folder)).toBe(true);
    const { exit, runs } = await verifyHistory(machine.state, {
      signers: machine.signers,
      privateFolder: machine.privateFolder,
      require: ['RECEIPTS'],
    });
    expect([exit, runs.length]).toEqual([0, 2]);
    fs.rmSync(folder, { recursive: true });
    const { exit: without } = await verifyHistory(machine.state, {
      signers: machine.signers,
      privateFolder: machine.home,
    });
    expect(without).toBe(2);
  });
});

describe('where case does not count', () => {
  test('no two files of a run have one name', async () => {
    const { folder } = await walked(goneOn);
    const names = everyFile(folder).map(path => path.slice(folder.length + 1));
    expect(names.length).toBeGreaterThan(4);
    expect(new Set(names.map(name => name.toLowerCase())).size).toBe(names.length);
    for (const name of names.filter(one => one.startsWith('objects/')))
      expect(name).toMatch(/^objects\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/);
  });

  test('whatever runbooks and people are called, names have one case, and are names on every system', () => {
    const any = fc.string({ unit: 'binary', maxLength: 60 });
    const time = fc.integer({ min: 0, max: Date.UTC(9999, 0) });
    fc.assert(
      fc.property(fc.tuple(any, any), time, fc.nat(120), ([slug, who], at, seg) => {
        expect(runName(slug, at)).toMatch(/^\d{8}T\d{6}Z-[a-z0-9]+(?:-[a-z0-9]+)*-{1,2}[a-z2-7]{13}$/);
        expect(segmentName(seg, who, '1f9c0000')).toMatch(/^\d{2,}-[a-z0-9]+(?:-[a-z0-9]+)*-?-1f9c\.jsonl$/);
        expect(looseName('review', looseSegment(), { who, keyDigest: '77aa0000' })).toMatch(
          /^review-[a-z0-9-]+-77aa-[a-z0-9]+\.jsonl$/,
        );
      }),
      { numRuns: 40 },
    );
  });
});
