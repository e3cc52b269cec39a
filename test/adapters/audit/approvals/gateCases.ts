import type { GateRun } from './gateRun.ts';
import { bob, bobsOther, carol, dave, stranger } from './gateRun.ts';
import { deceptions, opened, type Case } from './gateDeceptions.ts';

export async function answeredBy(
  run: GateRun,
  who: Parameters<GateRun['answer']>[1],
  change: Parameters<GateRun['answer']>[2] = {},
): Promise<void> {
  const nonce = run.ask();
  run.use(nonce, await run.answer(nonce, who, change));
  run.run('migrate', [nonce]);
}

export const cases: readonly Case[] = [
  { name: 'an honest run', exit: 0, does: async run => run.run('migrate', [await opened(run)]) },
  {
    name: 'a gate that nobody went through',
    exit: 0,
    does: run => {
      run.ask();
      run.run('something else', [], 's9');
    },
  },
  {
    name: 'two people agree',
    begin: { quorum: 2 },
    exit: 0,
    does: async run => {
      const nonce = run.ask({ quorum: 2 });
      run.use(nonce, await run.answer(nonce, bob), await run.answer(nonce, dave));
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'two people, each with a key',
    begin: { quorum: 2 },
    exit: 1,
    finds: 'GATE_PASSED',
    does: async run => {
      // Bob has two keys and is one person all the same.
      const nonce = run.ask({ quorum: 2 });
      run.use(nonce, await run.answer(nonce, bob), await run.answer(nonce, bobsOther));
      run.run('migrate', [nonce]);
    },
  },
  { name: 'no approval at all', exit: 1, finds: 'GATE_PASSED', does: run => run.run('migrate', []) },
  {
    name: 'fewer people asked than the gate wants',
    begin: { quorum: 2 },
    exit: 1,
    finds: 'GATE_PASSED',
    does: async run => run.run('migrate', [await opened(run)]),
  },
  {
    name: 'another text',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => run.run('migrate --force', [await opened(run)]),
  },
  {
    name: 'another step',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => run.run('migrate', [await opened(run)], 's2'),
  },
  {
    name: 'another cluster',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => {
      const nonce = await opened(run);
      run.place('other');
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'a second run of the command',
    exit: 1,
    finds: 'APPROVAL_USED_TWICE',
    does: async run => {
      const nonce = await opened(run);
      run.run('migrate', [nonce]);
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'an approval opened twice',
    exit: 1,
    finds: 'APPROVAL_USED_TWICE',
    does: async run => {
      const nonce = run.ask();
      const ref = await run.answer(nonce, bob);
      run.use(nonce, ref);
      run.use(nonce, ref);
    },
  },
  {
    name: 'an answer used for a second request',
    exit: 1,
    finds: 'APPROVAL_USED_TWICE',
    does: async run => {
      const first = run.ask();
      const ref = await run.answer(first, bob);
      run.use(first, ref);
      const second = run.ask();
      run.use(second, ref);
      run.run('migrate', [second]);
    },
  },
  {
    name: 'an answer to another request',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => {
      const ref = await run.answer(run.ask(), bob);
      const second = run.ask();
      run.use(second, ref);
      run.run('migrate', [second]);
    },
  },
  {
    name: 'an approval opened after its end',
    exit: 1,
    finds: 'APPROVAL_EXPIRED',
    does: async run => {
      const nonce = run.ask();
      const ref = await run.answer(nonce, bob);
      run.at += 7_200_000;
      run.use(nonce, ref);
    },
  },
  {
    name: 'a command after the end of its approval',
    exit: 1,
    finds: 'APPROVAL_EXPIRED',
    does: async run => {
      const nonce = await opened(run);
      run.at += 7_200_000;
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'the operator approves with the same key',
    exit: 1,
    finds: 'SELF_APPROVED',
    does: run => answeredBy(run, run.machine),
  },
  {
    name: 'somebody without the role approves',
    exit: 3,
    finds: 'NOT_IN_ROLE',
    does: run => answeredBy(run, carol),
  },
  {
    name: 'a key that nobody knows approves',
    exit: 3,
    finds: 'UNTRUSTED_KEY',
    does: run => answeredBy(run, stranger),
  },
  {
    name: 'a refusal used as an approval',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: run => answeredBy(run, bob, { decision: 'denied', reason: 'wait for the replay' }),
  },
  {
    name: 'an approval of something that was refused',
    exit: 1,
    finds: 'GATE_PASSED',
    does: async run => {
      const nonce = run.ask();
      const ref = await run.answer(nonce, bob, { decision: 'denied', reason: 'no' });
      const who = { principal: 'bob@corp', key: bob.key.publicKey };
      run.journal.append({ type: 'approval.answered', nonce, decision: 'denied', ref, ...who });
      run.use(nonce, await run.answer(nonce, bobsOther));
    },
  },
  ...deceptions,
];
