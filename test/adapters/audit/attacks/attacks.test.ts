import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { FindingCode } from '../../../../src/core/audit/finding.ts';
import { newSessionKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import { rechain, resign, type Line } from '../forge.ts';
import { Machine, objectFiles } from '../kit.ts';
import { askSecond, hasSecond } from '../secondVerifier/second.ts';
import { edited, noteAt, outputPath, rewrite, scene, type Scene } from '../scene.ts';

// Each attack is committed, with the means its attacker has, and must be found for what it is.

interface Attack {
  readonly name: string;
  readonly commit: (scene: Scene) => void | Promise<void>;
  readonly exit: number;
  readonly code?: FindingCode;
}

const drop = (lines: readonly Line[], from: number, count = 1): readonly Line[] =>
  lines.toSpliced(from, count);

const attacks: readonly Attack[] = [
  { name: 'nothing', commit: () => undefined, exit: 0 },
  { name: 'edit', commit: s => rewrite(s, edited(s.lines)), exit: 1, code: 'CHAIN_BREAK' },
  { name: 'remove the seal', commit: s => rewrite(s, s.lines.slice(0, -2)), exit: 2, code: 'UNSIGNED_TAIL' },
  { name: 'an output deleted', commit: s => fs.rmSync(outputPath(s)), exit: 1, code: 'OBJECT_MISSING' },
  { name: 'all segments deleted', commit: s => fs.rmSync(s.path), exit: 5, code: 'NO_SEGMENT' },
  {
    name: 'edit and chain anew',
    commit: s => rewrite(s, rechain(edited(s.lines))),
    exit: 1,
    code: 'SIG_BAD',
  },
  {
    name: 'edit, chain and sign anew with a key of one’s own',
    commit: async s =>
      rewrite(
        s,
        await resign(edited(s.lines), { user: new Machine('mallory').signer, session: newSessionKey() }),
      ),
    exit: 3,
    code: 'UNTRUSTED_KEY',
  },
  {
    name: 'another session key, which the operator never named',
    commit: s => {
      const session = newSessionKey();
      const at = s.lines.findIndex(line => line['by'] === 'session');
      const forged = s.lines.map((line, index) =>
        index === 0 ? { ...line, session: session.publicKey } : line,
      );
      rewrite(s, rechain(forged).slice(0, at + 1));
    },
    exit: 1,
    code: 'SIG_BAD',
  },
  {
    name: 'remove a checkpoint’s signature',
    commit: s =>
      rewrite(
        s,
        rechain(
          drop(
            s.lines,
            s.lines.findIndex(line => line['by'] === 'session'),
          ),
        ),
      ),
    exit: 1,
    code: 'SIG_BAD',
  },
  {
    name: 'remove a middle line and chain anew',
    commit: s => rewrite(s, rechain(drop(s.lines, noteAt(s.lines)))),
    exit: 1,
    code: 'SIG_BAD',
  },
  {
    name: 'remove the signature of the seal',
    commit: s => rewrite(s, s.lines.slice(0, -1)),
    exit: 2,
    code: 'UNSIGNED_TAIL',
  },
  {
    name: 'cut the tail behind the last checkpoint',
    commit: s => rewrite(s, s.lines.slice(0, -3)),
    exit: 2,
    code: 'NOT_SEALED',
  },
  {
    name: 'add an entry behind the seal',
    commit: s => rewrite(s, rechain([...s.lines, { ...(s.lines.at(noteAt(s.lines)) ?? {}) }])),
    exit: 1,
    code: 'AFTER_SEAL',
  },
  {
    name: 'add bytes behind the seal',
    commit: s => fs.appendFileSync(s.path, 'x'),
    exit: 2,
    code: 'TORN_TAIL',
  },
  {
    name: 'add a field to the last signature',
    commit: s =>
      rewrite(
        s,
        rechain(s.lines.map((line, index) => (index === s.lines.length - 1 ? { ...line, note: 'x' } : line))),
      ),
    exit: 1,
    code: 'BAD_ENTRY',
  },
  {
    name: 'take lines of another run',
    commit: async s => rewrite(s, [...s.lines.slice(0, 3), ...(await scene()).lines.slice(3)]),
    exit: 1,
    code: 'FOREIGN_ENTRY',
  },
  {
    name: 'add a segment of another run',
    commit: async s => fs.copyFileSync((await scene()).path, join(s.folder, '01-alice-0000.jsonl')),
    exit: 1,
    code: 'RUN_MISMATCH',
  },
  {
    name: 'double the segment',
    commit: s => fs.copyFileSync(s.path, join(s.folder, '01-alice-0000.jsonl')),
    exit: 1,
    code: 'FORK',
  },
  {
    name: 'an output replaced',
    commit: s => fs.writeFileSync(outputPath(s), 'other'),
    exit: 1,
    code: 'OBJECT_ALTERED',
  },
  {
    name: 'an output swapped for another object',
    commit: s =>
      fs.copyFileSync(objectFiles(s.folder).find(path => path !== outputPath(s)) ?? '', outputPath(s)),
    exit: 1,
    code: 'OBJECT_ALTERED',
  },
  {
    name: 'an output that is a link',
    commit: s => {
      fs.renameSync(outputPath(s), join(s.folder, 'elsewhere'));
      fs.symlinkSync(join(s.folder, 'elsewhere'), outputPath(s));
    },
    exit: 1,
    code: 'OBJECT_MISSING',
  },
  {
    name: 'all outputs deleted',
    commit: s => fs.rmSync(join(s.folder, 'objects'), { recursive: true }),
    exit: 1,
    code: 'OBJECT_MISSING',
  },
  {
    name: 'the folder renamed',
    commit: s => {
      const moved = join(dirname(s.folder), 'other');
      fs.renameSync(s.folder, moved);
      fs.symlinkSync(moved, s.folder);
    },
    exit: 0,
    code: 'RENAMED_FOLDER',
  },
  {
    name: 'the segment renamed',
    commit: s => fs.renameSync(s.path, join(s.folder, '07-bob.jsonl')),
    exit: 0,
  },
  {
    name: 'a segment that is a folder',
    commit: s => fs.mkdirSync(join(s.folder, '01-x.jsonl')),
    exit: 1,
    code: 'UNREADABLE',
  },
  {
    name: 'a link in the place of the log',
    commit: s => {
      fs.renameSync(s.path, join(s.machine.home, 'elsewhere'));
      fs.symlinkSync(join(s.machine.home, 'elsewhere'), s.path);
    },
    exit: 5,
    code: 'UNREADABLE',
  },
  {
    name: 'a pipe in the place of an output',
    commit: s => {
      fs.rmSync(outputPath(s));
      execFileSync('mkfifo', [outputPath(s)]);
    },
    exit: 1,
    code: 'OBJECT_MISSING',
  },
  {
    name: 'a torn line that is longer than a line may be',
    commit: s => fs.appendFileSync(s.path, 'x'.repeat(70_000)),
    exit: 1,
    code: 'TOO_LONG',
  },
  {
    name: 'nothing but such a line',
    commit: s => fs.writeFileSync(s.path, 'x'.repeat(70_000)),
    exit: 1,
    code: 'TOO_LONG',
  },
  {
    name: 'a text instead of a log',
    commit: s => fs.writeFileSync(s.path, 'hello\n'),
    exit: 1,
    code: 'NOT_CANONICAL',
  },
];

test.for(attacks)('$name', async attack => {
  const made = await scene();
  await attack.commit(made);
  const verdict = await made.machine.verify(made.folder);
  expect(verdict.exit).toBe(attack.exit);
  if (attack.code !== undefined)
    expect([verdict.worst ?? verdict.findings[0]].map(one => one?.code)).toEqual([attack.code]);
  if (!hasSecond) return;
  expect((await askSecond(made.folder, '--signers', made.machine.signers)).exit).toBe(attack.exit);
});
