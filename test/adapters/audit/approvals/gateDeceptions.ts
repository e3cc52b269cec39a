import * as fs from 'node:fs';
import { join } from 'node:path';
import type { FindingCode } from '../../../../src/core/audit/finding.ts';
import { bob, GateRun } from './gateRun.ts';

export interface Case {
  readonly name: string;
  readonly begin?: { readonly quorum?: number; readonly breakGlass?: boolean };
  readonly does: (run: GateRun) => void | Promise<void>;
  /** Once it is closed. */
  readonly then?: (run: GateRun) => void | Promise<void>;
  readonly exit: number;
  readonly finds?: FindingCode;
}

/** The honest way, up to where the gate is open. */
export async function opened(run: GateRun): Promise<string> {
  const nonce = run.ask();
  run.use(nonce, await run.answer(nonce, bob));
  return nonce;
}

const answersOf = (run: GateRun): readonly string[] =>
  fs.readdirSync(run.folder).filter(name => name.startsWith('answer-'));

/** What is done to a log once it is closed, and ways round a gate. */
export const deceptions: readonly Case[] = [
  {
    name: 'the answer is deleted',
    exit: 1,
    finds: 'MISSING_SEGMENT',
    does: async run => run.run('migrate', [await opened(run)]),
    then: run => {
      for (const name of answersOf(run)) fs.rmSync(join(run.folder, name));
    },
  },
  {
    name: 'the answer is changed',
    exit: 1,
    finds: 'CHAIN_BREAK',
    does: async run => run.run('migrate', [await opened(run)]),
    then: run => {
      const [name = ''] = answersOf(run);
      const path = join(run.folder, name);
      fs.writeFileSync(path, fs.readFileSync(path, 'utf8').replaceAll('migrate: dba', 'migrate: dbb'));
    },
  },
  {
    name: 'an answer of another run',
    exit: 1,
    finds: 'RUN_MISMATCH',
    does: run => run.run('something else', [], 's9'),
    then: async run => {
      const other = await new GateRun().begin();
      await other.answer(other.ask(), bob);
      for (const name of answersOf(other)) fs.copyFileSync(join(other.folder, name), join(run.folder, name));
      other.journal.close();
    },
  },
  {
    name: 'going on without an approval where the policy allows it',
    begin: { breakGlass: true },
    exit: 0,
    finds: 'BREAK_GLASS',
    does: run => {
      const nonce = run.ask();
      run.breakGlass(nonce);
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'going on without an approval where the policy does not',
    exit: 1,
    finds: 'GATE_PASSED',
    does: run => {
      const nonce = run.ask();
      run.breakGlass(nonce);
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'the version of the roster that lets the approver in is taken back',
    exit: 3,
    finds: 'ROSTER_ALTERED',
    does: async run => run.run('migrate', [await opened(run)]),
    then: run => fs.writeFileSync(run.roster, `${fs.readFileSync(run.roster, 'utf8')}{}\n`),
  },
];
