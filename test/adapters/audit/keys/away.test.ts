import { execFileSync, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { chooseSigner } from '../../../../src/adapters/audit/keys/chooseSigner.ts';
import type { Signer } from '../../../../src/adapters/audit/keys/signer.ts';
import { Machine, attempt, done, temporaryFolder } from '../kit.ts';

// A key that is away: an agent that ended, one that never answers, a passphrase that nobody types. No step waits for it.

const hasAgent = ['ssh-keygen', 'ssh-agent', 'ssh-add'].every(
  tool => spawnSync('which', [tool]).status === 0,
);

/** A home whose key has a passphrase, and a real agent that holds it. */
async function withAgent(): Promise<{ home: string; socket: string; end: () => void; publicKey: string }> {
  const home = temporaryFolder();
  const path = join(home, '.ssh/id_ed25519');
  const socket = join(home, 'agent');
  const askpass = join(home, 'askpass');
  fs.mkdirSync(join(home, '.ssh'), { mode: 0o700 });
  fs.writeFileSync(askpass, '#!/bin/sh\necho swordfish\n', { mode: 0o700 });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'swordfish', '-f', path]);
  const child = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  onTestFinished(() => void child.kill());
  await expect.poll(() => fs.existsSync(socket)).toBe(true);
  const env = { ...process.env, SSH_AUTH_SOCK: socket, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force' };
  execFileSync('ssh-add', ['-q', path], { env, stdio: 'ignore' });
  const publicKey = fs.readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
  return { home, socket, end: () => child.kill('SIGKILL'), publicKey };
}

const choose = (home: string, socket: string): ReturnType<typeof chooseSigner> =>
  chooseSigner({
    folder: home,
    environment: { HOME: home, PATH: process.env['PATH'], SSH_AUTH_SOCK: socket },
  });

describe.skipIf(!hasAgent)('a key with a passphrase, in a real agent', () => {
  test('signs the beginning and the end without asking anybody', async () => {
    const { home, socket, publicKey } = await withAgent();
    const { signer, notes } = await choose(home, socket);
    expect([signer.publicKey, signer.keyStore, signer.asks, notes]).toEqual([publicKey, 'agent', false, []]);
    const machine = new Machine();
    fs.writeFileSync(machine.signers, `alice@corp ${publicKey}\n`);
    const journal = await machine.create({ signer });
    await attempt(journal, 'a1', 'hello\n');
    expect(await journal.seal(done)).toMatchObject({ signed: true });
    journal.close();
    expect((await machine.verify(journal.folder)).exit).toBe(0);
  });

  test('whose agent ends in the middle: the walk goes on at once, and only the seal is not signed', async () => {
    const { home, socket, end, publicKey } = await withAgent();
    const { signer } = await choose(home, socket);
    const machine = new Machine();
    fs.writeFileSync(machine.signers, `alice@corp ${publicKey}\n`);
    const journal = await machine.create({ signer });
    end();
    await attempt(journal, 'a1', 'hello\n');
    journal.checkpoint('step');
    await journal.maintain();
    // The session's key signs on: it was named under the user's signature.
    expect(journal.unsigned).toBe(0);
    expect(await journal.seal(done)).toMatchObject({ signed: false });
    journal.close();
    expect(await machine.verify(journal.folder)).toMatchObject({ exit: 2, worst: { code: 'SEAL_UNSIGNED' } });
  });
});

test('an agent that never answers is passed over, and said so', async () => {
  const home = temporaryFolder();
  const socket = join(home, 'agent');
  const server = createServer(() => undefined).listen(socket);
  onTestFinished(() => void server.close());
  await new Promise(resolve => server.once('listening', resolve));
  expect((await choose(home, socket)).signer.place).toContain(home);
});

/** A key that signs what opens a log, and then no more. */
const once = (signer: Signer, how: 'hangs' | 'asks'): Signer & { readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    ...signer,
    asks: how === 'asks',
    asked,
    sign: (message, namespace) => {
      asked.push(namespace);
      return asked.length === 1 ? signer.sign(message, namespace) : new Promise(() => undefined);
    },
  };
};

describe('a key that stops to answer', () => {
  test('holds up no statement, no checkpoint and, but for a second, no new segment', async () => {
    const machine = new Machine();
    const signer = once(machine.signer, 'hangs');
    // Whatever waited for it would wait for longer than the test may.
    const journal = await machine.create({ signer, patienceMs: 3_600_000 });
    await attempt(journal, 'a1', 'hello\n');
    await journal.maintain();
    await journal.rotate();
    await attempt(journal, 'a2', 'hello\n');
    journal.checkpoint('step');
    await journal.maintain();
    journal.close();
    // The new segment's session key was named under nobody's signature: its tail is marked as what it is.
    expect(await machine.verify(journal.folder)).toMatchObject({
      exit: 2,
      worst: { code: 'UNSIGNED_TAIL' },
    });
  });

  test('that asks a person is asked where a log is opened and closed, and never in between', async () => {
    const machine = new Machine();
    const signer = once(machine.signer, 'asks');
    const journal = await machine.create({ signer });
    await attempt(journal, 'a1', 'hello\n');
    journal.checkpoint('step');
    await journal.maintain();
    await journal.rotate();
    await journal.maintain();
    expect(signer.asked).toEqual(['log.v1@handrail']);
    journal.close();
  });
});
