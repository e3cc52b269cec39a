import * as fs from 'node:fs';
import { join } from 'node:path';
import { ed25519Blob, keyLine } from '../../../../src/core/audit/ssh/sshkey.ts';
import { redact } from '../../../../src/adapters/audit/review/redact.ts';
import { resumeRun } from '../../../../src/adapters/audit/journal/run.ts';
import { newSessionKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import { read, rechain, resign, write, type Line } from '../forge.ts';
import { everyEntry, signedLate } from './everyEntry.ts';
import { handoverMakers } from '../handover/handoverMakers.ts';
import { attempt, Machine, done, linesOf, loosePath, segmentPath } from '../kit.ts';
import { gateMakers } from '../approvals/gateMakers.ts';
import { keyMakers } from '../keys/keyMakers.ts';
import { reviewMakers } from '../review/reviewMakers.ts';
import { continued, crashMakers } from './crashMakers.ts';
import { edited, objectOf, outputPath, reformat, rewrite, scene, type Scene } from '../scene.ts';

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

async function redactOutput({ folder, machine }: Scene): Promise<void> {
  await redact(folder, { object: 'a1', reason: 'it printed a password' }, machine.options());
}

/** With a line changed by somebody who has the operator's key. */
async function changedBy(which: (line: Line) => boolean, change: Line): Promise<Scene> {
  const made = await everyEntry();
  await signAnew(
    made,
    made.lines.map(line => (which(line) ? { ...line, ...change } : line)),
  );
  return made;
}

/** A run whose notes a later version wrote: with other members, or as another type. */
const withNotes = (change: Line): (() => Promise<Scene>) =>
  sealed(made =>
    signAnew(
      made,
      made.lines.map(line => (line['type'] === 'note' ? { ...line, ...change } : line)),
    ),
  );

/** How each vector is made, by its name: one for each threat, and the good logs beside them. */
export const makers: Readonly<Record<string, () => Promise<Scene>>> = {
  'good-sealed': sealed(() => undefined),
  'good-continued': () => continued(() => undefined),
  'good-changed': async () => {
    const machine = new Machine();
    const journal = await machine.create();
    const kept = (role: 'diff' | 'runbook', text: string): string =>
      journal.store(Buffer.from(text), { role, media: role === 'diff' ? 'text/x-diff' : 'text/markdown' });
    const [from, to, edit] = ['a', 'b', 'c'].map(letter => letter.repeat(64));
    journal.append({
      type: 'command.edited',
      step: 's1',
      stepDigest: 'd'.repeat(64),
      stmt: 0,
      originalDigest: 'e'.repeat(64),
      editDigest: edit ?? '',
      cmd: 'true; # edited',
      diff: kept('diff', '--- runbook\n+++ edited\n@@ -1,1 +1,1 @@\n-false\n+true; # edited\n'),
      endless: false,
      normalExit: { exit: 1, words: 'true' },
      reason: 'it never worked',
      by: 'person',
    });
    journal.checkpoint('gate');
    await attempt(journal, 'a1', 'hello\n');
    journal.append({
      type: 'runbook.adopted',
      from: from ?? '',
      to: to ?? '',
      object: kept('runbook', '# Mended\n'),
      diff: kept('diff', '--- before\n+++ after\n@@ -1,1 +1,1 @@\n-# Old\n+# Mended\n'),
      reason: 'the step was mended',
      reopened: [{ step: 's1-new', was: 's1' }],
      by: 'person',
    });
    journal.checkpoint('gate');
    await journal.seal(done);
    journal.close();
    const path = segmentPath(journal.folder);
    return { machine, folder: journal.folder, path, lines: [] };
  },
  'good-signed-late': signedLate,
  'bad-seal-signed-as-log': sealed(made => {
    const last = made.lines.length - 1;
    return signAnew(
      made,
      made.lines.map((line, index) => (index === last ? { ...line, ns: 'log.v1@handrail' } : line)),
    );
  }),
  'good-every-entry': everyEntry,
  'bad-background-another-output': () =>
    changedBy(line => line['type'] === 'background', {
      outputs: [
        {
          ...{ role: 'output', parts: 1, bytes: 20, kept: 20, truncated: false, masked: 0 },
          streamSha256: '0'.repeat(64),
        },
      ],
    }),
  'bad-attachment-changed': async () => {
    const made = await everyEntry();
    fs.appendFileSync(objectOf(made, 'attachment'), 'x');
    return made;
  },
  'bad-timing-missing': async () => {
    const made = await everyEntry();
    fs.rmSync(objectOf(made, 'timing'));
    return made;
  },
  'good-new-fields': withNotes({ zzz: 'new' }),
  'good-new-type': withNotes({ type: 'zebra.seen' }),
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
    const path = loosePath(made.folder);
    const lines = linesOf(path).map(read);
    fs.writeFileSync(path, write(rechain(lines.filter(line => line['type'] !== 'sig'))));
  }),
  'bad-redacted-by-a-stranger': sealed(async made => {
    await redactOutput(made);
    const path = loosePath(made.folder);
    const keys = { user: new Machine('mallory').signer, session: newSessionKey() };
    fs.writeFileSync(path, write(await resign(linesOf(path).map(read), keys)));
  }),
  'bad-redaction-removed': sealed(async made => {
    await redactOutput(made);
    fs.rmSync(loosePath(made.folder));
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
  'bad-line-twice': sealed(made => rewrite(made, made.lines.toSpliced(4, 0, made.lines[4] ?? {}))),
  'bad-line-of-another-run': sealed(async made =>
    rewrite(made, [...made.lines.slice(0, 5), ...(await scene()).lines.slice(5)]),
  ),
  'bad-line-too-long': sealed(made => reformat(made, text => text.replace('looks fine', 'x'.repeat(65_536)))),
  'bad-key-twice': sealed(made =>
    reformat(made, text => text.replace('"step":"s1"', '"step":"s0","step":"s1"')),
  ),
  'bad-number': sealed(made => reformat(made, text => text.replace(/"seq":4,/, '"seq":4.0,'))),
  'bad-zero-width': sealed(made => reformat(made, text => text.replace('looks', 'lo\u200boks'))),
  'bad-two-continuations': async () => {
    const machine = new Machine();
    const first = await machine.create();
    first.close();
    const copy = join(machine.home, 'copy');
    fs.cpSync(first.folder, copy, { recursive: true });
    for (const folder of [first.folder, copy]) {
      const { journal } = await resumeRun(folder, machine.options());
      await journal.seal(done);
      journal.close();
    }
    fs.copyFileSync(segmentPath(copy, 1), join(first.folder, '01-other-0000.jsonl'));
    return { machine, folder: first.folder, path: segmentPath(first.folder, 1), lines: [] };
  },
  'bad-signature-removed': sealed(made =>
    rewrite(made, rechain(made.lines.filter(line => line['by'] !== 'session'))),
  ),
  'bad-entry-behind-the-seal': sealed(made =>
    rewrite(made, rechain([...made.lines, { ...made.lines.find(line => line['type'] === 'note') }])),
  ),
  'open-last-part-missing': () => continued(run => fs.rmSync(segmentPath(run, 1))),
  'open-rolled-back': sealed(made => rewrite(made, made.lines.slice(0, 2))),
  'open-disk-full': sealed(made => fs.truncateSync(made.path, fs.statSync(made.path).size - 1)),
  'trust-small-order-key': sealed(made => {
    const smallOrder = 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a';
    const key = keyLine({ type: 'ssh-ed25519', blob: ed25519Blob(Buffer.from(smallOrder, 'hex')) });
    fs.appendFileSync(made.machine.signers, `mallory@corp ${key}\n`);
    const unsigned = made.lines.filter(line => line['type'] !== 'sig');
    rewrite(made, rechain(unsigned.map((line, index) => (index === 0 ? { ...line, signer: key } : line))));
  }),
  'trust-pattern': sealed(made =>
    fs.writeFileSync(made.machine.signers, `*@corp ${made.machine.signer.publicKey}\n`),
  ),
  'trust-two-people': sealed(made =>
    fs.appendFileSync(made.machine.signers, `bob@corp ${made.machine.signer.publicKey}\n`),
  ),
  'trust-other-namespace': sealed(made =>
    fs.writeFileSync(made.machine.signers, `alice@corp namespaces="git" ${made.machine.signer.publicKey}\n`),
  ),
  'trust-revoked-key': sealed(made =>
    fs.writeFileSync(join(made.machine.home, 'revoked'), `${made.machine.signer.publicKey}\n`),
  ),
  ...reviewMakers,
  ...handoverMakers,
  ...crashMakers,
  ...gateMakers,
  ...keyMakers,
  'nothing-there': sealed(made => fs.rmSync(made.path)),
};
