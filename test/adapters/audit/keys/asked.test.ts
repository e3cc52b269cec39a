import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseSigner } from '../../../../src/adapters/audit/keys/chooseSigner.ts';
import type { KeyAsker } from '../../../../src/adapters/audit/keys/keyAsker.ts';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { signClosed, type SignWish } from '../../../../src/adapters/audit/review/signClosed.ts';
import type { KeyQuestion } from '../../../../src/protocol/key.ts';
import { Machine, attempt, done, linesOf, segmentPath, temporaryFolder } from '../kit.ts';

// A key whose passphrase a view asks for. The key, ssh-keygen and its helper are real; only the person is not.

const passphrase = 'sword fish \\n % $HOME "ş"';
const hasKeygen = spawnSync('which', ['ssh-keygen']).status === 0;

const later = Symbol('later');
type Answer = string | undefined | typeof later;

/** A person who answers what is asked, one after the other; `later` is somebody who has not come back yet. */
class Person implements KeyAsker {
  readonly asked: KeyQuestion[] = [];
  readonly takenBack: KeyQuestion[] = [];
  readonly #answers: Answer[];
  #waiting: ((typed: string | undefined) => void) | undefined;

  constructor(...answers: Answer[]) {
    this.#answers = answers;
  }

  ask(question: KeyQuestion, signal: AbortSignal): Promise<string | undefined> {
    this.asked.push(question);
    const answer = this.#answers.shift();
    if (answer !== later) return Promise.resolve(answer);
    return new Promise(resolve => {
      this.#waiting = resolve;
      signal.addEventListener('abort', () => {
        this.takenBack.push(question);
        resolve(undefined);
      });
    });
  }

  async comesBack(typed: string): Promise<void> {
    await expect.poll(() => this.#waiting).toBeDefined();
    this.#waiting?.(typed);
    this.#waiting = undefined;
  }
}

class Home {
  readonly folder = temporaryFolder();
  readonly path = join(this.folder, '.ssh/id_ed25519');
  readonly environment = { HOME: this.folder, PATH: process.env['PATH'] };
  readonly machine = new Machine();

  constructor() {
    fs.mkdirSync(join(this.folder, '.ssh'), { mode: 0o700 });
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-a', '1', '-N', passphrase, '-f', this.path]);
    fs.writeFileSync(this.machine.signers, `alice@corp ${this.publicKey}\n`);
  }

  get publicKey(): string {
    return fs.readFileSync(`${this.path}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
  }

  signer(asker: KeyAsker): ReturnType<typeof chooseSigner> {
    return chooseSigner({ folder: this.folder, environment: this.environment, asker });
  }

  wish(asker?: KeyAsker): SignWish {
    const { environment, folder, machine } = this;
    const base = { environment, folder, privateFolder: machine.privateFolder };
    return asker === undefined ? base : { ...base, asker };
  }

  /** A log that this person opens and closes. */
  async sealed(person: Person, patienceMs: number): Promise<{ folder: string; signed: boolean }> {
    const { signer } = await this.signer(person);
    const journal = await this.machine.create({ signer, patienceMs });
    await attempt(journal, 'a1', 'hello\n');
    journal.checkpoint('step');
    await journal.maintain();
    const { signed } = await journal.seal(done);
    journal.close();
    return { folder: journal.folder, signed };
  }
}

const asked = (home: Home, why: KeyQuestion['why'], again = false): KeyQuestion => ({
  kind: 'passphrase',
  place: home.path,
  why,
  again,
});

const never = 30_000;

describe.skipIf(!hasKeygen)('a passphrase that a view asks for', () => {
  test('is asked where a log is opened and closed, and nowhere else', async () => {
    const home = new Home();
    const person = new Person(passphrase, passphrase);
    const { signer, notes } = await home.signer(person);
    expect([signer.publicKey, signer.place, notes, person.asked]).toEqual([
      home.publicKey,
      home.path,
      [],
      [],
    ]);
    const { folder, signed } = await home.sealed(person, never);
    expect([signed, person.asked]).toEqual([true, [asked(home, 'open'), asked(home, 'seal')]]);
    expect((await home.machine.verify(folder)).exit).toBe(0);
    const state = join(home.folder, '.local/state/handrail');
    expect(fs.readdirSync(state)).toEqual([]);
  });

  test('is asked again where it was wrong, three times at most', async () => {
    const home = new Home();
    const person = new Person('wrong', passphrase, 'a', 'b', 'c', passphrase);
    const { signed } = await home.sealed(person, never);
    expect(signed).toBe(false);
    expect(person.asked.map(({ why, again }) => [why, again])).toEqual([
      ['open', false],
      ['open', true],
      ['seal', false],
      ['seal', true],
      ['seal', true],
    ]);
  });

  test('that nobody types leaves what comes unsigned, and holds up nothing longer than it may', async () => {
    const home = new Home();
    const person = new Person(later, undefined);
    const { folder, signed } = await home.sealed(person, 200);
    expect([signed, person.asked.length, person.takenBack.length]).toEqual([false, 2, 1]);
    expect(await home.machine.verify(folder)).toMatchObject({ exit: 2, worst: { code: 'UNSIGNED_TAIL' } });
  });

  test('that comes late signs what was recorded meanwhile, without being asked for anew', async () => {
    const home = new Home();
    const person = new Person(later, later);
    const late: string[] = [];
    const { signer } = await home.signer(person);
    const journal = await home.machine.create({
      signer,
      patienceMs: 100,
      signedLate: () => late.push(journal.sealUnsigned ? 'open' : 'signed'),
    });
    await attempt(journal, 'a1', 'hello\n');
    journal.checkpoint('step');
    expect(journal.unsigned).toBeGreaterThan(0);
    await person.comesBack(passphrase);
    await expect.poll(() => journal.unsigned).toBe(0);
    expect((await journal.seal(done)).signed).toBe(false);
    expect([journal.sealUnsigned, await home.machine.verify(journal.folder)]).toMatchObject([
      true,
      { exit: 2, worst: { code: 'SEAL_UNSIGNED' } },
    ]);
    await person.comesBack(passphrase);
    await expect.poll(() => journal.sealUnsigned).toBe(false);
    expect([person.asked.length, late]).toEqual([2, ['signed', 'signed']]);
    journal.close();
    expect((await home.machine.verify(journal.folder)).exit).toBe(0);
  });

  test('is asked once where a run is gone on with after a crash, and nothing waits for it', async () => {
    const home = new Home();
    const { signer } = await home.signer(new Person(passphrase));
    const first = await home.machine.create({ signer });
    await attempt(first, 'a1', 'hello\n');
    fs.appendFileSync(first.path, '{"torn');
    first.close();
    const person = new Person(later, passphrase);
    const options = home.machine.options({ signer: (await home.signer(person)).signer });
    const { journal } = await resumeRun(first.folder, options);
    expect(person.takenBack).toEqual([]);
    expect(journal.unsigned).toBe(2);
    await person.comesBack(passphrase);
    await expect.poll(() => journal.unsigned).toBe(0);
    expect((await journal.seal(done)).signed).toBe(true);
    journal.close();
    expect([person.asked.length, (await home.machine.verify(first.folder)).exit]).toEqual([2, 0]);
  });

  test('stands nowhere: in no argument, no environment, no file', async () => {
    const home = new Home();
    const secret = 'a-passphrase-to-look-for';
    execFileSync('ssh-keygen', ['-q', '-p', '-P', passphrase, '-N', secret, '-a', '16', '-f', home.path]);
    const seen: string[] = [];
    const looking = setInterval(() => seen.push(...processes()), 1);
    const person = new Person(secret, secret);
    const { folder, signed } = await home.sealed(person, never);
    clearInterval(looking);
    expect(signed).toBe(true);
    expect(seen.some(text => text.includes('ssh-keygen'))).toBe(true);
    expect(seen.filter(text => text.includes(secret))).toEqual([]);
    const grep = spawnSync('grep', ['-rlF', secret, home.folder, home.machine.home, folder]);
    expect(grep.status).toBe(1);
  });
});

/** What everybody on this machine can see of the processes of ssh-keygen and its helper. */
function processes(): string[] {
  return fs.readdirSync('/proc').flatMap(pid => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const line = fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      if (!/ssh-keygen|\/ask|cat/.test(line)) return [];
      return [line, fs.readFileSync(`/proc/${pid}/environ`, 'latin1')];
    } catch {
      return [];
    }
  });
}

describe.skipIf(!hasKeygen)('a run that was closed while its key was away', () => {
  test('verifies as incomplete until it is signed later, and then holds', async () => {
    const home = new Home();
    const { folder, signed } = await home.sealed(new Person(), 200);
    expect(signed).toBe(false);
    expect((await home.machine.verify(folder)).exit).toBe(2);
    const before = linesOf(segmentPath(folder));
    const person = new Person(passphrase);
    expect(await signClosed(folder, home.wish(person))).toBe(true);
    expect(person.asked).toEqual([asked(home, 'seal')]);
    expect(linesOf(segmentPath(folder)).slice(0, -1)).toEqual(before);
    expect((await home.machine.verify(folder)).exit).toBe(0);
    // Again: there is nothing left to sign, and nobody is asked.
    expect(await signClosed(folder, home.wish(new Person()))).toBe(false);
  });

  test('is signed by the key that opened it, and by no other', async () => {
    const home = new Home();
    const { folder } = await home.sealed(new Person(), 100);
    const bytes = fs.readFileSync(segmentPath(folder));
    const other = new Home();
    await expect(signClosed(folder, other.wish(new Person(passphrase)))).rejects.toMatchObject({
      code: 'not-signed',
      message: expect.stringMatching(/SHA256:/) as string,
    });
    // Where nobody can be asked, or whoever is asked declines.
    await expect(signClosed(folder, home.wish())).rejects.toMatchObject({ code: 'not-signed' });
    await expect(signClosed(folder, home.wish(new Person(undefined)))).rejects.toMatchObject({
      code: 'not-signed',
    });
    expect(fs.readFileSync(segmentPath(folder))).toEqual(bytes);
  });

  test('is refused while it is open, is being written, or was changed', async () => {
    const home = new Home();
    const { signer } = await home.signer(new Person(passphrase, undefined));
    const journal = await home.machine.create({ signer });
    const wish = home.wish(new Person(passphrase));
    await expect(signClosed(journal.folder, wish)).rejects.toMatchObject({ code: 'in-use' });
    journal.checkpoint('step');
    await journal.seal(done);
    journal.close();
    const path = segmentPath(journal.folder);
    fs.writeFileSync(path, fs.readFileSync(path, 'utf8').replace('"result":"done"', '"result":"aborted"'));
    await expect(signClosed(journal.folder, wish)).rejects.toMatchObject({ code: 'not-a-run' });
    const open = await home.machine.create({ signer: home.machine.signer });
    open.close();
    await expect(signClosed(open.folder, wish)).rejects.toMatchObject({ code: 'not-a-run' });
  });
});
