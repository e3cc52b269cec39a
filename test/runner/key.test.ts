// A key with a passphrase, asked for in the window: the runner, ssh-keygen and the socket are real.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyRun } from '../../src/adapters/audit/verify.ts';
import { fence, Place } from './place.ts';
import { until, type Viewer } from './viewer.ts';

const passphrase = 'correct horse ş';

function placeWithKey(): Place {
  const place = new Place(`# A\n\n${fence('# first\necho one')}\n\n${fence('# second\necho two')}\n`);
  mkdirSync(join(place.home, '.ssh'), { mode: 0o700 });
  const path = join(place.home, '.ssh/id_ed25519');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-a', '1', '-N', passphrase, '-f', path]);
  const [type = '', blob = ''] = readFileSync(`${path}.pub`, 'utf8').split(' ');
  writeFileSync(join(place.home, 'signers'), `alice@corp ${type} ${blob}\n`);
  return place;
}

const exitOf = async (place: Place): Promise<number> =>
  (await verifyRun(place.runFolder, { signers: join(place.home, 'signers') })).exit;

/** What is asked next, by its number. */
async function question(viewer: Viewer, count: number): Promise<number> {
  await until(`question ${count}`, () => viewer.questions.length >= count);
  return viewer.questions[count - 1]?.id ?? 0;
}

async function close(viewer: Viewer, typed: string | undefined, count: number): Promise<void> {
  const closing = viewer.ask({ type: 'close', result: 'done' });
  viewer.answerKey(await question(viewer, count), typed);
  expect(await closing).toEqual({ ok: true });
}

describe.skipIf(spawnSync('which', ['ssh-keygen']).status !== 0)(
  'a key with a passphrase, in a window',
  () => {
    test('is asked for where the run begins and where it is closed, and the log verifies', async () => {
      const place = placeWithKey();
      const viewer = await place.open();
      const running = viewer.runTo('first', 'passed');
      const first = await question(viewer, 1);
      expect(viewer.questions[0]?.question).toEqual({
        kind: 'passphrase',
        place: join(place.home, '.ssh/id_ed25519'),
        why: 'open',
        again: false,
      });
      viewer.answerKey(first, 'wrong');
      viewer.answerKey(await question(viewer, 2), passphrase);
      await running;
      await viewer.runTo('second', 'passed');
      expect([viewer.questions.length, viewer.view.recording.unsigned]).toEqual([2, 0]);
      await close(viewer, passphrase, 3);
      expect(viewer.questions.map(({ question: { why, again } }) => `${why} ${again}`)).toEqual([
        'open false',
        'open true',
        'seal false',
      ]);
      await until('closed', () => viewer.view.closed !== undefined);
      expect([viewer.view.recording.sealUnsigned, await exitOf(place)]).toEqual([undefined, 0]);
      // Nothing of it was ever told to a page or written down.
      const told = viewer.heard.filter(text => !text.startsWith('{"type":"key"')).join('\n');
      expect(told).not.toContain(passphrase);
      expect(spawnSync('grep', ['-rlF', passphrase, place.home, place.workspace]).status).toBe(1);
    });

    test('that is declined: nothing waits, the run says that it is not signed, and is signed once somebody does', async () => {
      const place = placeWithKey();
      const viewer = await place.open();
      const running = viewer.runTo('first', 'passed');
      viewer.answerKey(await question(viewer, 1), undefined);
      await running;
      expect(viewer.view.recording.unsigned).toBeGreaterThan(0);
      await viewer.runTo('second', 'passed');
      await close(viewer, undefined, 2);
      await until('said', () => viewer.view.recording.sealUnsigned === true);
      expect(await exitOf(place)).toBe(2);
      const refused = viewer.ask({ type: 'seal.sign' });
      viewer.answerKey(await question(viewer, 3), undefined);
      expect(await refused).toMatchObject({ ok: false });
      const signing = viewer.ask({ type: 'seal.sign' });
      viewer.answerKey(await question(viewer, 4), passphrase);
      expect(await signing).toEqual({ ok: true });
      await until('signed', () => viewer.view.recording.sealUnsigned === undefined);
      expect(await exitOf(place)).toBe(0);
    });

    test('is asked of the window that acts, and anew of the one that takes over; a run that was left is gone on with meanwhile', async () => {
      const place = placeWithKey();
      const first = await place.open();
      const along = await place.open();
      // Its answer goes to a window that is gone by then.
      void first.ask({
        type: 'run.step',
        step: first.id('first'),
        revision: first.view.revision,
      });
      await question(first, 1);
      expect(along.questions).toEqual([]);
      first.close();
      along.answerKey(await question(along, 1), passphrase);
      await until('passed', () => along.step('first').state === 'passed');
      await place.killRunner();
      const back = await place.open();
      // The run is there, and can be gone on with, before anybody has answered.
      await until('resumed', () => back.view.recording.folder !== undefined);
      expect(back.step('first').state).toBe('passed');
      const asked = await question(back, 1);
      await back.runTo('second', 'passed');
      expect(back.view.recording.unsigned).toBeGreaterThan(0);
      back.answerKey(asked, passphrase);
      await until('signed', () => back.view.recording.unsigned === 0);
      await close(back, passphrase, 2);
      expect(await exitOf(place)).toBe(0);
    });
  },
);
