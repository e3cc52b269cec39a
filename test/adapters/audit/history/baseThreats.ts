import * as fs from 'node:fs';
import { join } from 'node:path';
import type { FindingCode } from '../../../../src/core/audit/finding.ts';
import { linesOf, segmentPath } from '../kit.ts';
import type { Team } from './team.ts';

export interface Case {
  readonly name: string;
  /** What happens on the branch `change`; gives the state folder to look at where that is another. */
  readonly commit: (team: Team) => Promise<string | undefined> | string | undefined;
  readonly base?: string;
  readonly codes: readonly FindingCode[];
  /** How many logs were compared. */
  readonly logs?: number;
}

/** What somebody does to logs that a base branch already holds. */
export const threats: readonly Case[] = [
  {
    name: 'a run deleted',
    commit: t => {
      fs.rmSync(t.sealed, { recursive: true });
      t.commit('tidy');
      return undefined;
    },
    codes: ['RUN_DELETED'],
  },
  {
    name: 'all logs deleted',
    commit: t => {
      fs.rmSync(t.machine.state, { recursive: true });
      t.commit('tidy');
      return undefined;
    },
    codes: ['RUN_DELETED', 'RUN_DELETED'],
  },
  {
    name: 'a run deleted, not committed',
    commit: t => {
      fs.rmSync(t.open, { recursive: true });
      return undefined;
    },
    codes: ['RUN_DELETED'],
  },
  {
    name: 'a run moved to another name',
    commit: t => {
      fs.renameSync(t.sealed, `${t.sealed}x`);
      t.commit('rename');
      return undefined;
    },
    codes: ['RUN_DELETED'],
  },
  {
    name: 'the tail cut where a line ends',
    commit: t => {
      t.cut(t.open, 4);
      t.commit('cut');
      return undefined;
    },
    codes: ['TRUNCATED'],
  },
  {
    name: 'the seal cut off',
    commit: t => {
      t.cut(t.sealed, linesOf(segmentPath(t.sealed)).length - 2);
      t.commit('cut');
      return undefined;
    },
    codes: ['TRUNCATED'],
  },
  {
    name: 'rolled back to what an older commit holds',
    commit: t => {
      const path = fs.readdirSync(t.open).find(name => name.endsWith('.jsonl')) ?? '';
      const old = fs.readFileSync(join(t.open, path));
      fs.appendFileSync(join(t.open, path), '{"more":1}\n');
      t.commit('more');
      t.git('branch', '-f', 'main');
      fs.writeFileSync(join(t.open, path), old);
      t.commit('back');
      return undefined;
    },
    codes: ['TRUNCATED'],
  },
  {
    name: 'rewritten, chained and signed with the operator’s own key',
    commit: async t => {
      await t.rewritten(t.sealed);
      t.commit('better');
      return undefined;
    },
    codes: ['REWRITTEN'],
  },
  {
    name: 'one byte of the first line changed',
    commit: t => {
      const path = segmentPath(t.sealed);
      fs.writeFileSync(path, fs.readFileSync(path, 'utf8').replace('alice', 'aljce'));
      return undefined;
    },
    codes: ['REWRITTEN'],
  },
  {
    name: 'line ends converted, where nobody told git not to',
    commit: t => {
      const path = segmentPath(t.open);
      fs.writeFileSync(path, fs.readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
      return undefined;
    },
    codes: ['REWRITTEN'],
  },
  {
    name: 'a log that is a link to its copy',
    commit: t => {
      const path = segmentPath(t.open);
      fs.copyFileSync(path, join(t.work, 'copy'));
      fs.rmSync(path);
      fs.symlinkSync(join(t.work, 'copy'), path);
      return undefined;
    },
    codes: ['REWRITTEN'],
  },
];
