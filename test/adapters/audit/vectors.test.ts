import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redact } from '../../../src/adapters/audit/redact.ts';
import { resumeRun } from '../../../src/adapters/audit/run.ts';
import { newSessionKey } from '../../../src/adapters/audit/sessionKey.ts';
import { verifyRun } from '../../../src/adapters/audit/verify.ts';
import type { Verdict } from '../../../src/core/audit/verdict.ts';
import { read, rechain, resign, write, type Line } from './forge.ts';
import { Machine, done, linesOf, objectFiles, segmentPath } from './kit.ts';
import { edited, outputPath, reformat, rewrite, scene, type Scene } from './scene.ts';

// Logs for other implementers of docs/audit-log.md: `run/` is the run's folder, `allowed_signers` the trust, `expected.json` the
// result. They are written once and stay as they are; UPDATE_GOLDENS=1 writes those that are not there.

const folder = join(import.meta.dirname, '../../vectors');

type Change = (scene: Scene) => void | Promise<void>;

const sealed =
  (change: Change): (() => Promise<Scene>) =>
  async () => {
    const made = await scene();
    await change(made);
    return made;
  };

const signAnew = async (made: Scene, lines: readonly Line[]): Promise<void> =>
  rewrite(made, await resign(lines, { user: made.machine.signer, session: newSessionKey() }));

async function continued(change: (folder: string) => void): Promise<Scene> {
  const machine = new Machine();
  const first = await machine.create();
  first.append({ type: 'note', step: 's1', text: 'before' });
  fs.appendFileSync(first.path, '{"torn');
  first.close();
  const { journal } = await resumeRun(first.folder, machine.options());
  await journal.seal(done);
  journal.close();
  change(first.folder);
  return { machine, folder: first.folder, path: segmentPath(first.folder, 1), lines: [] };
}

async function redactOutput({ folder, machine }: Scene): Promise<void> {
  await redact(folder, { object: 'a1', reason: 'it printed a password' }, machine.options());
}

const makers: Readonly<Record<string, () => Promise<Scene>>> = {
  'good-sealed': sealed(() => undefined),
  'good-continued': () => continued(() => undefined),
  'good-new-fields': sealed(made =>
    signAnew(
      made,
      made.lines.map(line => (line['type'] === 'note' ? { ...line, zzz: 'new' } : line)),
    ),
  ),
  'open-not-sealed': sealed(made => rewrite(made, made.lines.slice(0, -3))),
  'open-seal-not-signed': sealed(made => rewrite(made, made.lines.slice(0, -1))),
  'open-torn': sealed(made => fs.truncateSync(made.path, fs.statSync(made.path).size - 100)),
  'bad-edited': sealed(made => rewrite(made, edited(made.lines))),
  'bad-edited-chained-anew': sealed(made => rewrite(made, rechain(edited(made.lines)))),
  'bad-line-removed': sealed(made => rewrite(made, made.lines.toSpliced(4, 1))),
  'bad-lines-swapped': sealed(made =>
    rewrite(made, [
      ...made.lines.slice(0, 3),
      ...made.lines.slice(3, 5).toReversed(),
      ...made.lines.slice(5),
    ]),
  ),
  'bad-crlf': sealed(made => reformat(made, text => text.replaceAll('\n', '\r\n'))),
  'bad-formatted': sealed(made => reformat(made, text => text.replaceAll('":', '": '))),
  'bad-utf8': sealed(made => reformat(made, text => Buffer.from(text.replace('looks', 'l\u00ff'), 'latin1'))),
  'bad-bidi': sealed(made => reformat(made, text => text.replace('looks', '\u202e'))),
  'bad-output-changed': sealed(made => fs.appendFileSync(outputPath(made), 'x')),
  'bad-output-missing': sealed(made => fs.rmSync(outputPath(made))),
  'good-redacted': sealed(redactOutput),
  'bad-redacted-not-signed': sealed(async made => {
    await redactOutput(made);
    const path = segmentPath(made.folder, 1);
    const lines = linesOf(path).map(read);
    fs.writeFileSync(path, write(rechain(lines.filter(line => line['type'] !== 'sig'))));
  }),
  'bad-redacted-by-a-stranger': sealed(async made => {
    await redactOutput(made);
    const path = segmentPath(made.folder, 1);
    const keys = { user: new Machine('mallory').signer, session: newSessionKey() };
    fs.writeFileSync(path, write(await resign(linesOf(path).map(read), keys)));
  }),
  'bad-redaction-removed': sealed(async made => {
    await redactOutput(made);
    fs.rmSync(segmentPath(made.folder, 1));
  }),
  'bad-first-part-missing': () => continued(run => fs.rmSync(segmentPath(run, 0))),
  'bad-torn-bytes-removed': () =>
    continued(run => fs.truncateSync(segmentPath(run, 0), fs.statSync(segmentPath(run, 0)).size - 6)),
  'bad-part-twice': () =>
    continued(run => fs.copyFileSync(segmentPath(run, 1), join(run, '02-copy-0000.jsonl'))),
  'trust-unknown-key': sealed(async made =>
    rewrite(
      made,
      await resign(made.lines, { user: new Machine('mallory').signer, session: newSessionKey() }),
    ),
  ),
  'trust-expired-key': sealed(made =>
    fs.writeFileSync(
      made.machine.signers,
      `alice@corp valid-before="20200101Z" ${made.machine.signer.publicKey}\n`,
    ),
  ),
  'unsupported-format': sealed(made =>
    signAnew(
      made,
      made.lines.map((line, index) => (index === 0 ? { ...line, fmt: 'handrail-log/9' } : line)),
    ),
  ),
  'unsupported-type': sealed(made =>
    signAnew(
      made,
      made.lines.map((line, index) => (index === 0 ? { ...line, crit: ['gate'] } : line)),
    ),
  ),
  'nothing-there': sealed(made => fs.rmSync(made.path)),
};

const verify = (name: string): Promise<Verdict> => {
  const at = join(folder, name);
  return verifyRun(join(at, 'run'), {
    signers: join(at, 'allowed_signers'),
    privateFolder: join(at, 'none'),
  });
};

const summary = ({ exit, worst }: Verdict): object => ({
  exit,
  ...(worst === undefined ? {} : { code: worst.code, file: worst.file, line: worst.line }),
});

async function make(name: string): Promise<void> {
  const made = await makers[name]?.();
  if (made === undefined) throw new Error(`no vector ${name}`);
  const at = join(folder, name);
  fs.rmSync(at, { recursive: true, force: true });
  fs.mkdirSync(at, { recursive: true });
  fs.cpSync(made.folder, join(at, 'run'), { recursive: true });
  fs.copyFileSync(made.machine.signers, join(at, 'allowed_signers'));
  fs.writeFileSync(join(at, 'expected.json'), `${JSON.stringify(summary(await verify(name)), null, 2)}\n`);
}

test.for(Object.keys(makers))('%s', async name => {
  // A vector is made once: with new keys it would be another.
  if (process.env['UPDATE_GOLDENS'] === '1' && !fs.existsSync(join(folder, name))) await make(name);
  const expected = JSON.parse(fs.readFileSync(join(folder, name, 'expected.json'), 'utf8')) as unknown;
  expect(JSON.parse(JSON.stringify(summary(await verify(name))))).toEqual(expected);
});

test('the names say what is expected', () => {
  const exits: Readonly<Record<string, number>> = {
    good: 0,
    bad: 1,
    open: 2,
    trust: 3,
    unsupported: 4,
    nothing: 5,
  };
  for (const name of fs.readdirSync(folder).filter(one => !one.startsWith('.'))) {
    const { exit } = JSON.parse(fs.readFileSync(join(folder, name, 'expected.json'), 'utf8')) as {
      exit: number;
    };
    expect([name, exit]).toEqual([name, exits[name.split('-')[0] ?? '']]);
    if (exit !== 5) expect(objectFiles(join(folder, name, 'run')).length).toBeGreaterThan(0);
  }
});
