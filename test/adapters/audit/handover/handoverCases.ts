import * as fs from 'node:fs';
import { handed, rewriteFirst, type Case } from './handoverCase.ts';
import { returns } from './handoverReturns.ts';
import { linesOf, segmentPath } from '../kit.ts';

export const cases: readonly Case[] = [
  {
    name: 'an honest hand-over',
    vector: 'good-handed-over',
    exit: 0,
    does: async run => (await handed(run)).seal(),
  },
  {
    name: 'there and back, and to a third',
    vector: 'good-handed-back',
    exit: 0,
    does: async run => {
      await handed(run);
      await run.go('alice', { ref: await run.offer({ to: 'alice@corp' }) });
      run.note('thank you');
      await run.go('carol', { ref: await run.offer() });
      return await run.seal();
    },
  },
  {
    name: 'an offer that is taken back',
    vector: 'good-offer-withdrawn',
    exit: 0,
    does: async run => {
      const ref = await run.offer();
      run.journal.append({ type: 'handover.withdrawn', ref, by: 'person' });
      run.note('nobody came');
      return await run.seal();
    },
  },
  {
    name: 'an offer that is taken back later',
    exit: 0,
    does: async run => {
      await run.go('alice', { ref: await run.offer(), takes: 'withdrawn' });
      run.note('nobody came');
      return await run.seal();
    },
  },
  {
    name: 'a machine that dies before it can accept, twice',
    exit: 0,
    does: async run => {
      const ref = await run.offer();
      await run.go('bob');
      await run.go('bob');
      await run.go('bob', { ref });
      run.note('at last');
      return await run.seal();
    },
  },
  {
    name: 'a machine that dies before it can accept, and an offer that is taken back after that',
    exit: 0,
    does: async run => {
      const ref = await run.offer();
      await run.go('bob');
      await run.go('alice', { ref, takes: 'withdrawn' });
      run.note('nobody came');
      return await run.seal();
    },
  },
  {
    name: 'an offer that is replaced by another',
    exit: 0,
    does: async run => {
      const first = await run.offer({ to: 'carol@corp' });
      run.journal.append({ type: 'handover.withdrawn', ref: first, by: 'person' });
      await run.go('bob', { ref: await run.offer() });
      return await run.seal();
    },
  },
  {
    name: 'one person with two keys needs no offer',
    exit: 0,
    does: async run => {
      await run.go('alice again');
      run.note('on another machine');
      return await run.seal();
    },
  },
  { name: 'an offer that nobody took up', exit: 2, finds: 'NOT_SEALED', does: run => run.offer() },
  {
    name: 'no offer',
    vector: 'bad-not-handed-over',
    exit: 1,
    finds: 'NO_HANDOVER',
    says: /bob@corp went on with the run of alice@corp, who did not offer it/,
    does: async run => {
      await run.go('bob');
      run.note('I know better');
      return await run.seal();
    },
  },
  {
    name: 'an offer that is not accepted',
    exit: 1,
    finds: 'NO_HANDOVER',
    says: /did not accept the offer first/,
    does: async run => {
      await run.offer();
      await run.go('bob');
      run.note('went on');
      return await run.seal();
    },
  },
  {
    name: 'no offer, by a key that nobody knows',
    exit: 3,
    finds: 'NO_HANDOVER',
    does: async run => {
      await run.go('mallory');
      return await run.seal();
    },
  },
  {
    name: 'no offer, in a log from before hand-overs',
    exit: 0,
    finds: 'NO_HANDOVER',
    does: async run => {
      run.leave();
      await rewriteFirst(run, line =>
        Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'handover')),
      );
      await run.go('bob');
      await run.seal();
    },
  },
  {
    name: 'an offer to somebody else',
    vector: 'bad-handed-over-to-another',
    exit: 1,
    finds: 'HANDOVER_NOT_BOUND',
    says: /it was offered to carol@corp, and bob@corp took it over/,
    does: async run => {
      await run.go('bob', { ref: await run.offer({ to: 'carol@corp' }) });
      return await run.seal();
    },
  },
  {
    name: 'an offer that was taken back before',
    vector: 'bad-accepted-after-withdrawal',
    exit: 1,
    finds: 'HANDOVER_NOT_BOUND',
    says: /had taken the offer back/,
    does: async run => {
      const ref = await run.offer();
      run.journal.append({ type: 'handover.withdrawn', ref, by: 'person' });
      await run.go('bob', { ref });
      return await run.seal();
    },
  },
  {
    name: 'an offer without a signature',
    exit: 1,
    finds: 'HANDOVER_NOT_BOUND',
    says: /no signature of alice@corp's key/,
    does: async run => {
      await run.offer();
      run.leave();
      // The session key alone: whoever holds the program's memory could make it.
      const path = segmentPath(run.folder);
      fs.writeFileSync(path, `${linesOf(path).slice(0, -1).join('\n')}\n`);
      await run.go('bob', { ref: run.lastOffer() });
      return await run.seal();
    },
  },
  {
    name: 'another line accepted as an offer',
    exit: 1,
    finds: 'NO_HANDOVER',
    does: async run => {
      const { lines, seg, head } = await run.offer();
      await run.go('bob', { ref: { seg, lines: lines + 1, head } });
      return await run.seal();
    },
  },
  {
    name: 'accepted behind something else',
    exit: 1,
    finds: 'NO_HANDOVER',
    does: async run => {
      const ref = await run.offer();
      await run.go('bob');
      run.note('went on');
      run.journal.append({ type: 'handover.accepted', ref, by: 'person' });
      return await run.seal();
    },
  },
  {
    name: 'accepted by who had offered',
    exit: 1,
    finds: 'HANDOVER_NOT_BOUND',
    does: async run => {
      await run.go('alice again', { ref: await run.offer() });
      return await run.seal();
    },
  },
  {
    name: 'a withdrawal of what was not offered',
    exit: 1,
    finds: 'HANDOVER_NOT_BOUND',
    does: async run => {
      const ref = run.journal.heads.at(-1);
      if (ref !== undefined) run.journal.append({ type: 'handover.withdrawn', ref, by: 'person' });
      return await run.seal();
    },
  },
  ...returns,
];
