import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyHistory } from '../../../../src/adapters/audit/history.ts';
import type { FindingCode } from '../../../../src/core/audit/finding.ts';
import { linesOf, segmentPath } from '../kit.ts';
import { Team } from './team.ts';

interface Together {
  readonly name: string;
  readonly commit: (team: Team) => Promise<void> | void;
  readonly codes: readonly FindingCode[];
  /** Without and with RECEIPTS required. */
  readonly exits: readonly [number, number];
}

const together: readonly Together[] = [
  { name: 'nothing', commit: () => undefined, codes: [], exits: [0, 0] },
  {
    name: 'an earlier run deleted',
    commit: t => fs.rmSync(t.sealed, { recursive: true }),
    codes: ['MISSING_RUN', 'RUN_DELETED'],
    exits: [2, 1],
  },
  {
    name: 'the newest run deleted: only this machine knows of it',
    commit: t => fs.rmSync(t.open, { recursive: true }),
    codes: ['RUN_DELETED'],
    exits: [0, 1],
  },
  {
    name: 'all runs deleted',
    commit: t => fs.rmSync(join(t.machine.state, 'runs'), { recursive: true }),
    codes: ['RUN_DELETED', 'RUN_DELETED'],
    exits: [5, 1],
  },
  {
    name: 'the seal of an earlier run cut off',
    commit: t => t.cut(t.sealed, linesOf(segmentPath(t.sealed)).length - 2),
    codes: ['RUN_REWRITTEN', 'ROLLBACK'],
    exits: [1, 1],
  },
  {
    name: 'an earlier run rewritten and signed with the operator’s own key',
    commit: t => t.rewritten(t.sealed),
    codes: ['RUN_REWRITTEN', 'SPLIT_VIEW'],
    exits: [1, 1],
  },
  {
    name: 'the newest run cut: only this machine knows of its end',
    commit: async t => {
      const newest = await t.run('sealed');
      t.cut(newest, linesOf(segmentPath(newest)).length - 2);
    },
    codes: ['ROLLBACK'],
    exits: [2, 1],
  },
  {
    name: 'the newest run rewritten and signed with the operator’s own key',
    commit: async t => t.rewritten(await t.run('sealed')),
    codes: ['SPLIT_VIEW'],
    exits: [0, 1],
  },
  {
    name: 'a folder that was renamed is the run it was',
    commit: t => fs.renameSync(t.sealed, `${t.sealed}-old`),
    codes: [],
    exits: [0, 0],
  },
  {
    name: 'a run that was copied into another folder is no second run',
    commit: t => fs.cpSync(t.sealed, `${t.sealed}-again`, { recursive: true }),
    codes: ['RENAMED_FOLDER'],
    exits: [0, 0],
  },
  {
    name: 'a run in the place of another',
    commit: t => {
      fs.rmSync(t.open, { recursive: true });
      fs.cpSync(t.sealed, t.open, { recursive: true });
    },
    codes: ['RUN_DELETED', 'RENAMED_FOLDER'],
    exits: [0, 1],
  },
];

describe('the runs of a folder together', () => {
  test.for(together)('$name', async ({ commit, codes, exits }) => {
    const team = await new Team().begin();
    await team.goOn();
    await commit(team);
    const { signers, privateFolder, state } = team.machine;
    const plain = await verifyHistory(state, { signers, privateFolder });
    expect(plain.findings.map(({ code }) => code)).toEqual(codes);
    const strict = await verifyHistory(state, { signers, privateFolder, require: ['RECEIPTS'] });
    expect([plain.exit, strict.exit]).toEqual(exits);
  });

  interface Waiting {
    readonly name: string;
    readonly policy: string;
    readonly days: number;
    readonly says?: RegExp;
  }

  const waiting: readonly Waiting[] = [
    { name: 'nobody says how long a run may be open', policy: 'policy: { timeout: 5m }', days: 400 },
    { name: 'it is not over yet', policy: 'policy: { openRunDays: 7 }', days: 6 },
    {
      name: 'it is over',
      policy: 'policy: { openRunDays: 7 }',
      days: 9,
      says: /^run \S+ is open for 9 days, and the policy allows 7$/,
    },
    {
      name: 'what is said of this runbook counts first',
      policy: 'policy: { openRunDays: 7, for: [{ runbooks: deploy.md, openRunDays: 1 }] }',
      days: 2,
      says: /allows 1$/,
    },
    {
      name: 'a policy with a slip lets no run be open',
      policy: 'policy: { openRunDays: 0 }',
      days: 0,
      says: /nobody knows for how long it may be: The policy cannot be understood: \.handrail\/config\.yaml:1: /,
    },
  ];

  test.for(waiting)('of open runs: $name', async ({ policy, days, says }) => {
    const team = await new Team().begin();
    const { signers, privateFolder, state } = team.machine;
    fs.writeFileSync(join(state, 'config.yaml'), `${policy}\n`);
    const now = Date.now() + days * 86_400_000;
    const { findings, exit } = await verifyHistory(state, { signers, privateFolder, now });
    const found = findings.filter(({ code }) => code === 'OPEN_TOO_LONG');
    expect(found.map(({ sentence }) => sentence)).toEqual(
      says === undefined ? [] : [expect.stringMatching(says)],
    );
    // One that is open is incomplete anyway; one that is closed never waits.
    expect(exit).toBe(2);
    await team.goOn();
    const closed = await verifyHistory(state, { signers, privateFolder, now });
    expect([closed.findings, closed.exit]).toEqual([[], 0]);
  });

  test('another machine’s copy is nobody’s deletion, and an empty folder is no run', async () => {
    const team = await new Team().begin();
    await team.goOn();
    const copy = join(team.machine.home, 'copy', '.handrail');
    fs.cpSync(team.machine.state, copy, { recursive: true });
    fs.rmSync(join(copy, 'runs', basename(team.open).slice(0, 4), basename(team.open)), { recursive: true });
    const { signers, privateFolder } = team.machine;
    expect(await verifyHistory(copy, { signers, privateFolder })).toMatchObject({ exit: 0, receipts: 0 });
    fs.mkdirSync(join(team.machine.home, 'none/.handrail/runs'), { recursive: true });
    expect(
      (await verifyHistory(join(team.machine.home, 'none/.handrail'), { signers, privateFolder })).exit,
    ).toBe(5);
  });
});
