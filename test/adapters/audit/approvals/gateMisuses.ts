import type { Case } from './gateDeceptions.ts';
import { bob, carol, digestOf, type GateRun } from './gateRun.ts';

// Honest answers, used otherwise than they were meant.

/** A command that ran under an answer to its own request. */
async function honest(run: GateRun): Promise<void> {
  const nonce = run.ask();
  run.use(nonce, await run.answer(nonce, bob));
  run.run('migrate', [nonce]);
}

export const misuses: readonly Case[] = [
  {
    name: 'a command before its gate is open',
    exit: 1,
    finds: 'GATE_PASSED',
    does: async run => {
      const nonce = run.ask();
      const ref = await run.answer(nonce, bob);
      run.run('migrate', [nonce]);
      run.use(nonce, ref);
    },
  },
  {
    name: 'an answer that was never used',
    exit: 1,
    finds: 'GATE_PASSED',
    does: async run => {
      const nonce = run.ask();
      await run.answer(nonce, bob);
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'others asked than the gate wants',
    exit: 1,
    finds: 'GATE_PASSED',
    does: async run => {
      const nonce = run.ask({ role: 'approver' });
      run.use(nonce, await run.answer(nonce, carol));
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'a request that nobody made',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => {
      const ref = await run.answer(run.ask(), bob);
      const made = digestOf('nobody').slice(0, 32);
      run.use(made, ref);
      run.run('migrate', [made]);
    },
  },
  {
    name: 'what was agreed to of the text before',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => {
      const nonce = run.ask();
      const ref = await run.answer(nonce, bob);
      run.adopt();
      run.use(nonce, ref);
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'a gate that was opened for the text before',
    exit: 1,
    finds: 'GATE_PASSED',
    does: async run => {
      const nonce = run.ask();
      run.use(nonce, await run.answer(nonce, bob));
      run.adopt();
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'asked again of another text',
    exit: 0,
    does: async run => {
      await run.answer(run.ask(), bob);
      run.adopt();
      await honest(run);
    },
  },
  {
    name: 'a request that was taken back, and used',
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: async run => {
      const nonce = run.ask();
      const ref = await run.answer(nonce, bob);
      run.withdraw(nonce);
      run.use(nonce, ref);
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'a gate whose request was taken back after it was opened',
    exit: 1,
    finds: 'GATE_PASSED',
    does: async run => {
      const nonce = run.ask();
      run.use(nonce, await run.answer(nonce, bob));
      run.withdraw(nonce);
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'a request taken back, and asked again',
    exit: 0,
    does: async run => {
      run.withdraw(run.ask());
      await honest(run);
    },
  },
  {
    name: 'a second command under one broken glass',
    begin: { breakGlass: true },
    exit: 1,
    finds: 'APPROVAL_USED_TWICE',
    does: run => {
      const nonce = run.ask();
      run.breakGlass(nonce);
      run.run('migrate', [nonce]);
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'another command under a broken glass',
    begin: { breakGlass: true },
    exit: 1,
    finds: 'APPROVAL_NOT_BOUND',
    does: run => {
      const nonce = run.ask();
      run.breakGlass(nonce);
      run.run('migrate --force', [nonce]);
    },
  },
  {
    name: 'a command long after the glass was broken',
    begin: { breakGlass: true },
    exit: 1,
    finds: 'APPROVAL_EXPIRED',
    does: run => {
      const nonce = run.ask();
      run.breakGlass(nonce);
      run.at += 7_200_000;
      run.run('migrate', [nonce]);
    },
  },
];
