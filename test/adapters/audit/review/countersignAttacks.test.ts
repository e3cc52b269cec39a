import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read, rechain, write, type Line } from '../forge.ts';
import { linesOf, loosePath, segmentPath } from '../kit.ts';
import { reviewed, reviewer, verdictOf } from './reviewers.ts';
import { scene, type Scene } from '../scene.ts';

describe('a countersigned run that is attacked', () => {
  interface Attack {
    readonly name: string;
    readonly commit: (made: Scene, part: string) => unknown;
    readonly exit: number;
    readonly code: string;
  }
  const relined = (path: string, change: (line: Line) => Line): void =>
    fs.writeFileSync(path, write(rechain(linesOf(path).map(read).map(change))));
  test.for<Attack>([
    {
      name: 'another decision is put in',
      commit: (_, part) =>
        fs.writeFileSync(part, fs.readFileSync(part, 'utf8').replace('"accepted"', '"rejected"')),
      exit: 1,
      code: 'CHAIN_BREAK',
    },
    {
      name: 'another decision, chained anew',
      commit: (_, part) =>
        relined(part, line => (line['decision'] === undefined ? line : { ...line, decision: 'rejected' })),
      exit: 1,
      code: 'SIG_BAD',
    },
    { name: 'it is deleted', commit: (_, part) => fs.rmSync(part), exit: 2, code: 'NOT_PROVEN' },
    {
      name: 'it is deleted where another refers to it',
      commit: async (made, part) => {
        await reviewed(made, {}, reviewer(made, 'carol'));
        fs.rmSync(part);
      },
      exit: 1,
      code: 'MISSING_SEGMENT',
    },
    {
      name: 'it is put behind another run',
      commit: async (made, part) => {
        const other = await scene();
        fs.copyFileSync(segmentPath(other.folder), made.path);
        fs.cpSync(join(other.folder, 'objects'), join(made.folder, 'objects'), { recursive: true });
        expect(fs.existsSync(part)).toBe(true);
      },
      exit: 1,
      code: 'RUN_MISMATCH',
    },
    {
      name: 'its signature is removed',
      commit: (_, part) =>
        fs.writeFileSync(
          part,
          write(
            linesOf(part)
              .map(read)
              .filter(({ type }) => type !== 'sig'),
          ),
        ),
      exit: 2,
      code: 'UNSIGNED_TAIL',
    },
  ])('$name', async ({ commit, exit, code }) => {
    const made = await reviewed(await scene());
    await commit(made, loosePath(made.folder));
    const { worst, ...verdict } = await verdictOf(made);
    expect([verdict.exit, worst?.code]).toEqual([exit, code]);
  });

  interface Forgery {
    readonly name: string;
    /** A signed part of the run by a key that may only review. */
    readonly lines: (line: Line) => Line;
    readonly exit: number;
  }
  test.for<Forgery>([
    {
      name: 'an operator’s part',
      lines: line => (line['type'] === 'open' ? { ...line, role: 'operator' } : line),
      exit: 1,
    },
    {
      name: 'a line that is no countersignature',
      lines: line =>
        line['type'] === 'countersigned' ? { ...line, type: 'note', step: 's1', text: '' } : line,
      exit: 1,
    },
  ])('a key that may only review signs $name', async ({ lines, exit }) => {
    const made = await scene();
    const own = reviewer(made);
    await reviewed(made, {}, own);
    const part = loosePath(made.folder);
    const changed = rechain(linesOf(part).map(read).map(lines)).slice(0, -1);
    const last = Buffer.from(write(changed.slice(-1)));
    const sig = {
      ...read(linesOf(part).at(-1) ?? ''),
      sig: await own.signer.sign(last, 'approve.v1@handrail'),
    };
    fs.writeFileSync(part, write(rechain([...changed, sig])));
    expect((await verdictOf(made)).exit).toBe(exit);
  });
});
