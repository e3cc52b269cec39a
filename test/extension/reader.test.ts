import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, expect, test, vi } from 'vitest';
import { root } from '../../scripts/project.ts';
import { Reader } from '../../src/extension/review/reader.ts';
import { Machine, attempt, done, temporaryFolder } from '../adapters/audit/kit.ts';

test('a review is signed with a key whose passphrase is asked of whoever is here', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  await journal.seal(done);
  journal.close();
  const home = temporaryFolder();
  const key = join(home, '.ssh', 'id_ed25519');
  mkdirSync(join(home, '.ssh'));
  const made = ['-q', '-t', 'ed25519', '-N', 'open sesame', '-C', '', '-f', key];
  expect(spawnSync('ssh-keygen', made).status).toBe(0);
  writeFileSync(join(home, '.gitconfig'), '[user]\n\temail = bob@corp\n');
  vi.stubEnv('HOME', home).stubEnv('XDG_CONFIG_HOME', '').stubEnv('SSH_AUTH_SOCK', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  const reader = started();
  const { folder } = journal;
  expect(await reader.ask('reviewer', { folder })).toEqual({ who: 'bob@corp', own: false });

  const asked: unknown[] = [];
  const answers = ['wrong', 'open sesame'];
  const wish = { decision: 'accepted', findings: [] } as const;
  const states = await new Promise<readonly unknown[]>(resolve => {
    const ended: unknown[] = [];
    reader.begin(
      'sign',
      { folder, wish, vscode: '', version: '0' },
      {
        part: (part, reply) => {
          if ('signing' in part) ended.push(part.signing);
          else if (part.question !== undefined) {
            asked.push(part.question);
            reply({ id: part.id, typed: answers.shift() });
          }
        },
        done: () => resolve(ended),
      },
    );
  });
  const question = { kind: 'passphrase', place: key, why: 'review' };
  expect(asked).toEqual([
    { ...question, again: false },
    { ...question, again: true },
  ]);
  expect(states).toEqual([{ state: 'signed' }]);
  const { reviews } = await reader.ask('verify', { folder });
  expect(reviews).toMatchObject([{ decision: 'accepted', who: 'bob@corp' }]);
  expect(readFileSync(journal.path, 'utf8')).not.toContain('sesame');
});

/** The thread, from its sources. */
function started(): Reader {
  const script = join(temporaryFolder(), 'review.cjs');
  writeFileSync(script, `import(${JSON.stringify(join(root, 'src/extension/review/worker.ts'))});\n`);
  const reader = new Reader(script);
  onTestFinished(() => reader.dispose());
  return reader;
}

test('a report is written in every form, and why there is none is said', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  await attempt(journal, 'a1', 'hello\n');
  await journal.seal(done);
  journal.close();
  const reader = started();
  const { folder } = journal;
  expect(await reader.ask('attempts', { folder })).toMatchObject([{ attemptId: 'a1' }]);
  const to = temporaryFolder();
  for (const [form, says] of [
    ['html', /^<!doctype html>.*What the log proves/is],
    ['md', /^# .*## What the log proves/s],
    ['json', /"format": "handrail-report\/1"/],
    ['csv', /^time,segment,entry,/],
    ['junit', /^<\?xml /],
  ] as const) {
    const out = join(to, `run.${form}`);
    expect(await reader.ask('report', { folder, out, as: { form } })).toBeUndefined();
    expect(readFileSync(out, 'utf8')).toMatch(says);
  }
  const out = join(to, 'run.cast');
  expect(await reader.ask('report', { folder, out, as: { attempt: 'a1' } })).toBeUndefined();
  expect(readFileSync(out, 'utf8')).toMatch(/^\{"version":3,.*"o","hello/s);
  for (const as of [{ form: 'md' }, { attempt: 'a1' }] as const) {
    const nowhere = { folder, out: join(to, 'none/run'), as };
    expect(await reader.ask('report', nowhere)).toMatchObject({
      code: 'not-written',
      path: nowhere.out,
      system: 'ENOENT',
    });
  }
  for (const as of [{ form: 'md' }, { attempt: 'a1' }] as const) {
    const told = await reader.ask('report', { folder: to, out, as });
    expect(told).toMatchObject({ code: 'not-told', path: to });
  }
  const none = await reader.ask('report', { folder, out, as: { attempt: 'a2' } });
  expect(none).toMatchObject({ code: 'not-recorded', path: folder });
});

test('a long log is verified while the thread that asks has nothing to do', async () => {
  const machine = new Machine();
  const journal = await machine.create();
  for (let note = 0; note < 30_000; note++)
    journal.append({ type: 'note', step: 's1', text: `note ${note}` }, { durable: false });
  await journal.seal(done);
  journal.close();
  const reader = started();
  // The thread has to start and to find its modules first, which is the loader's work, and the loader's hooks are on this thread.
  const short = await machine.create();
  await short.seal(done);
  short.close();
  await reader.ask('verify', { folder: short.folder });
  const [here, everywhere] = [process.threadCpuUsage(), process.cpuUsage()];
  const verdict = await reader.ask('verify', { folder: journal.folder });
  const work = process.cpuUsage(everywhere);
  const own = process.threadCpuUsage(here);
  expect(verdict).toMatchObject({ run: journal.run, entries: 30_005 });
  expect([0, 3]).toContain(verdict.exit);
  // Time on a core, not on the clock, which a busy machine lengthens: verified here, nearly all of the work would be this thread's.
  expect((own.user + own.system) / (work.user + work.system)).toBeLessThan(0.5);
});
