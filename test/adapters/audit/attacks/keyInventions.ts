import * as fs from 'node:fs';
import { newSessionKey } from '../../../../src/adapters/audit/keys/sessionKey.ts';
import { rechain, resign, write, type Line } from '../forge.ts';
import type { Invention } from './inventions.ts';
import { objectFiles } from '../kit.ts';
import { rewrite, type Scene } from '../scene.ts';

/** Whoever has the operator's key changes lines and signs all anew. */
const stolen =
  (change: (lines: readonly Line[]) => readonly Line[]) =>
  async (scene: Scene): Promise<void> => {
    const signed = await resign(change(scene.lines), {
      user: scene.machine.signer,
      session: newSessionKey(),
    });
    rewrite(scene, signed);
  };

const at = (lines: readonly Line[], type: string): number => lines.findIndex(line => line['type'] === type);
const of = (lines: readonly Line[], type: string): Line => lines[at(lines, type)] ?? {};
const changed = (type: string, more: Line) => (lines: readonly Line[]) =>
  lines.map(line => (line['type'] === type ? { ...line, ...more } : line));
const before =
  (type: string, more: (lines: readonly Line[]) => readonly Line[]) => (lines: readonly Line[]) =>
    lines.toSpliced(at(lines, type), 0, ...more(lines));

/** With the operator's stolen key, which signs whatever its thief wants: what still has to fit. */
export const withTheKey: readonly Invention[] = [
  { name: 'signed anew and nothing else', commit: stolen(lines => lines), exit: 0 },
  {
    name: 'an end of a command that never began',
    commit: stolen(changed('attempt.finished', { attemptId: 'never' })),
    exit: 1,
    code: 'OUTPUT_MISMATCH',
  },
  {
    name: 'a seal with a result nobody knows: what was meant is not verified',
    commit: stolen(changed('seal', { result: 'perfect' })),
    exit: 0,
  },
  {
    name: 'two seals, one behind the other',
    commit: stolen(before('seal', lines => [of(lines, 'seal')])),
    exit: 1,
    code: 'AFTER_SEAL',
  },
  {
    name: 'an output that is named twice',
    commit: stolen(before('attempt.finished', lines => lines.filter(line => line['role'] === 'output'))),
    exit: 1,
  },
  {
    name: 'a format with a zero before it',
    commit: stolen(changed('open', { fmt: 'handrail-log/01' })),
    exit: 4,
    code: 'UNSUPPORTED_FORMAT',
  },
  {
    name: 'the operator’s own key as that of the session',
    commit: scene => {
      const session = scene.machine.signer;
      const lines = scene.lines.map(line =>
        line['type'] === 'open' ? { ...line, session: session.publicKey } : line,
      );
      rewrite(scene, rechain(lines));
    },
    exit: 1,
  },
  { name: 'a time before the epoch', commit: stolen(changed('note', { t: -1 })), exit: 1 },
  {
    name: 'a signature by somebody whom the format does not know',
    commit: stolen(lines =>
      lines.map((line, index) => (index === lines.length - 1 ? { ...line, by: 'cosigner' } : line)),
    ),
    exit: 2,
    code: 'UNSIGNED_TAIL',
  },
  {
    name: 'a member that every reader of JavaScript has already',
    commit: stolen(changed('note', JSON.parse('{"constructor":"x","toString":"y"}') as Line)),
    exit: 0,
  },
  {
    name: 'a member that would be the parent of all',
    commit: scene =>
      fs.writeFileSync(
        scene.path,
        write(scene.lines).replace('"text":', '"__proto__":{"type":"seal"},"text":'),
      ),
    exit: 1,
  },
  {
    name: 'letters in a text that nobody sees, above the basic plane',
    commit: stolen(changed('note', { text: 'fine\u{E0041}\u{E0042}' })),
    exit: 0,
  },
  {
    name: 'half a letter in a text',
    commit: scene =>
      fs.writeFileSync(scene.path, write(scene.lines).replace('looks fine', String.raw`looks \ud83d`)),
    exit: 1,
  },
  {
    name: 'one object fewer than were sealed, and a file fewer',
    commit: async scene => {
      await stolen(lines => lines.filter(line => line['role'] !== 'timing'))(scene);
      const kept = new Set(scene.lines.map(line => (line['role'] === 'timing' ? '' : line['sha256'])));
      for (const path of objectFiles(scene.folder))
        if (!kept.has(path.split('/').at(-1) ?? '')) fs.rmSync(path);
    },
    exit: 1,
  },
];
