import * as fs from 'node:fs';
import { handed, rewriteFirst, type Case } from './handoverCase.ts';
import { linesOf, segmentPath } from '../kit.ts';

/** Two who went on at once, and what was made of the offer afterwards. */
export const returns: readonly Case[] = [
  {
    name: 'going on behind the offer',
    vector: 'bad-went-on-behind-the-offer',
    exit: 1,
    finds: 'LATE_RETURN',
    says: /without taking the offer back/,
    does: async run => {
      const ref = await run.offer();
      run.note('one thing more');
      await run.go('bob', { ref });
      return await run.seal();
    },
  },
  {
    name: 'the first operator writes on in their own copy',
    vector: 'bad-late-return-same-part',
    exit: 1,
    finds: 'LATE_RETURN',
    says: /alice@corp wrote it after the offer that bob@corp took up, and who did not see it/,
    does: async run => {
      const ref = await run.offer();
      const clone = run.copy();
      run.note('one thing more');
      run.leave();
      await clone.go('bob', { ref });
      await clone.seal();
      run.merge(clone);
    },
  },
  {
    name: 'the first operator takes the offer back in their own copy',
    exit: 1,
    finds: 'LATE_RETURN',
    does: async run => {
      const ref = await run.offer();
      const clone = run.copy();
      run.journal.append({ type: 'handover.withdrawn', ref, by: 'person' });
      run.leave();
      await clone.go('bob', { ref });
      await clone.seal();
      run.merge(clone);
    },
  },
  {
    name: 'the first operator comes back in a part of their own',
    vector: 'bad-late-return-own-part',
    exit: 1,
    finds: 'LATE_RETURN',
    says: /alice@corp had offered this run, and went on with it here while bob@corp had taken it over/,
    does: async run => {
      const ref = await run.offer();
      const clone = run.copy();
      await clone.go('bob', { ref });
      clone.note('went on');
      await clone.seal();
      await run.go('alice', { ref, takes: 'withdrawn' });
      run.note('nobody came');
      await run.seal();
      run.merge(clone);
    },
  },
  {
    name: 'the first operator comes back behind the second',
    vector: 'bad-late-return-behind',
    exit: 1,
    finds: 'LATE_RETURN',
    says: /alice@corp had handed this run over and came back to it: bob@corp did not offer it/,
    does: async run => {
      await handed(run);
      await run.go('alice');
      run.note('let me');
      return await run.seal();
    },
  },
  {
    name: 'two people accept in two copies',
    vector: 'bad-handed-over-twice',
    exit: 1,
    finds: 'HANDED_OVER_TWICE',
    says: /bob@corp and carol@corp both took this run over from alice@corp/,
    does: async run => {
      const ref = await run.offer();
      run.leave();
      const clone = run.copy();
      await run.go('bob', { ref });
      await run.seal();
      await clone.go('carol', { ref });
      await clone.seal();
      run.merge(clone);
    },
  },
  {
    name: 'an offer that was accepted before',
    vector: 'bad-accepted-again',
    exit: 1,
    finds: 'HANDED_OVER_TWICE',
    says: /carol@corp accepted an offer that bob@corp had taken up before/,
    does: async run => {
      const ref = await run.offer();
      await run.go('bob', { ref });
      await run.go('carol', { ref });
      return await run.seal();
    },
  },
  {
    name: 'a fork that no offer explains',
    exit: 1,
    finds: 'FORK',
    does: async run => {
      run.leave();
      const clone = run.copy();
      await run.go('alice');
      await run.seal();
      await clone.go('alice again');
      await clone.seal();
      run.merge(clone);
    },
  },
  {
    name: 'the offer is deleted',
    vector: 'bad-offer-cut-off',
    exit: 1,
    finds: 'TRUNCATED',
    does: async run => {
      await (await handed(run)).seal();
      const path = segmentPath(run.folder);
      fs.writeFileSync(path, `${linesOf(path).slice(0, -2).join('\n')}\n`);
    },
  },
  {
    name: 'another note in the offer, with the stolen key of who offered',
    exit: 1,
    finds: 'REWRITTEN',
    does: async run => {
      await (await handed(run)).seal();
      await rewriteFirst(run, line =>
        line['type'] === 'handover.offered' ? { ...line, text: 'All is well.' } : line,
      );
    },
  },
  {
    name: 'the part of who took over is deleted',
    exit: 2,
    finds: 'NOT_SEALED',
    does: async run => {
      await (await handed(run)).seal();
      fs.rmSync(segmentPath(run.folder, 1));
    },
  },
];
