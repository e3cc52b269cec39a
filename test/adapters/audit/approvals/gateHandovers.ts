import { answeredBy } from './gateCases.ts';
import type { Case } from './gateDeceptions.ts';
import { bob, dan } from './gateRun.ts';

/** Who approves in a run that was handed over. */
export const handovers: readonly Case[] = [
  {
    name: 'who handed the run over approves what comes after',
    exit: 1,
    finds: 'SELF_APPROVED',
    does: async run => {
      await run.handOver();
      await answeredBy(run, run.machine);
    },
  },
  {
    name: 'who took the run over approves what was asked before',
    exit: 1,
    finds: 'SELF_APPROVED',
    does: async run => {
      const nonce = run.ask();
      const ref = await run.answer(nonce, dan);
      await run.handOver();
      run.use(nonce, ref);
      run.run('migrate', [nonce]);
    },
  },
  {
    name: 'an approval of a third person after a hand-over',
    exit: 0,
    does: async run => {
      await run.handOver();
      await answeredBy(run, bob);
    },
  },
];
