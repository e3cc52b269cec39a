import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareWithBase } from '../../../../src/adapters/audit/base.ts';
import { threats, type Case } from './baseThreats.ts';
import { Team } from './team.ts';

const honest: readonly Case[] = [
  { name: 'nothing happened', commit: () => undefined, codes: [], logs: 2 },
  {
    name: 'the open run went on',
    commit: async t => {
      await t.goOn();
      t.commit('more');
      return undefined;
    },
    codes: [],
  },
  {
    name: 'a new run, not committed yet',
    commit: async t => {
      await t.run('sealed');
      return undefined;
    },
    codes: [],
  },
  {
    name: 'two branches with a run each, merged',
    commit: async t => {
      await t.run('sealed');
      t.commit('mine');
      t.git('checkout', '-q', 'main');
      await t.run('sealed');
      t.commit('theirs');
      t.git('checkout', '-q', 'change');
      t.git('merge', '-q', 'main', '-m', 'merge');
      return undefined;
    },
    codes: [],
    logs: 3,
  },
  {
    name: 'the same, rebased',
    commit: async t => {
      await t.goOn();
      t.commit('mine');
      t.git('checkout', '-q', 'main');
      await t.run('sealed');
      t.commit('theirs');
      t.git('checkout', '-q', 'change');
      t.git('rebase', '-q', 'main');
      return undefined;
    },
    codes: [],
    logs: 3,
  },
  {
    name: 'squashed into the base, which then is the base',
    commit: async t => {
      await t.run('sealed');
      t.commit('one');
      await t.goOn();
      t.commit('two');
      t.git('checkout', '-q', 'main');
      t.git('merge', '-q', '--squash', 'change');
      t.git('commit', '-qm', 'squashed');
      return undefined;
    },
    base: 'HEAD~1',
    codes: [],
    logs: 2,
  },
  {
    name: 'a clone whose git turns line ends into CRLF',
    commit: t => {
      const clone = join(t.machine.home, 'clone');
      t.gitIn(t.machine.home, '-c', 'core.autocrlf=true', 'clone', '-q', t.work, clone);
      return join(clone, '.handrail');
    },
    base: 'origin/main',
    codes: [],
    logs: 2,
  },
  {
    name: 'a shallow clone that has the base',
    commit: t => {
      const clone = join(t.machine.home, 'clone');
      t.gitIn(t.machine.home, 'clone', '-q', '--depth', '1', '--no-single-branch', `file://${t.work}`, clone);
      return join(clone, '.handrail');
    },
    base: 'origin/main',
    codes: [],
    logs: 2,
  },
  { name: 'a base without logs', commit: () => undefined, base: 'main~1', codes: [], logs: 0 },
];

const behind: readonly Case[] = [
  {
    name: 'a shallow clone without the base',
    commit: t => {
      const clone = join(t.machine.home, 'clone');
      t.gitIn(t.machine.home, 'clone', '-q', '--depth', '1', `file://${t.work}`, clone);
      return join(clone, '.handrail');
    },
    base: 'origin/main',
    codes: ['NOT_PROVEN'],
  },
  { name: 'no such base', commit: () => undefined, base: 'release', codes: ['NOT_PROVEN'] },
  { name: 'a base that is an option', commit: () => undefined, base: '--help', codes: ['NOT_PROVEN'] },
  {
    name: 'no repository',
    commit: t => {
      fs.rmSync(join(t.work, '.git'), { recursive: true });
      return undefined;
    },
    codes: ['NOT_PROVEN'],
  },
  {
    name: 'the base has a run more',
    commit: async t => {
      t.git('checkout', '-q', 'main');
      await t.run('sealed');
      t.commit('theirs');
      t.git('checkout', '-q', 'change');
      return undefined;
    },
    codes: ['NOT_PROVEN'],
  },
  {
    name: 'the base was set back, and nothing else tells',
    commit: async t => {
      await t.run('sealed');
      t.commit('one more');
      t.git('tag', 'before');
      t.git('reset', '-q', '--hard', 'HEAD~1');
      return undefined;
    },
    base: 'before',
    codes: ['NOT_PROVEN'],
  },
];

describe('against a base branch', () => {
  test.for([...honest, ...behind, ...threats])('$name', async ({ commit, base = 'main', codes, logs }) => {
    const team = await new Team().begin();
    const state = (await commit(team)) ?? team.machine.state;
    const compared = await compareWithBase(state, base);
    expect(compared.findings.map(({ code }) => code)).toEqual(codes);
    if (logs !== undefined) expect(compared.logs).toBe(logs);
    const weights = new Set(compared.findings.map(({ weight }) => weight));
    const wanted = codes.includes('NOT_PROVEN') ? 'incomplete' : 'tampered';
    expect([...weights]).toEqual(codes.length === 0 ? [] : [wanted]);
  });
});
