import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { countersign, type ReviewWish } from '../../../../src/adapters/audit/review/countersign.ts';
import { glance } from '../../../../src/adapters/audit/runs/glance.ts';
import { redact } from '../../../../src/adapters/audit/review/redact.ts';
import { reviewsIn } from '../../../../src/adapters/audit/review/reviewsIn.ts';
import type { Verdict } from '../../../../src/core/audit/verdict.ts';
import { Machine, attempt, linesOf } from '../kit.ts';
import { reviewed, reviewer, verdictOf } from './reviewers.ts';
import { outputPath, scene, type Scene } from '../scene.ts';

const tierOf = ({ tiers }: Verdict): unknown => {
  const { state, detail } = tiers.find(({ tier }) => tier === 'COUNTERSIGNED') ?? {};
  return [state, detail];
};

const wish = (part: Partial<ReviewWish>): ReviewWish => ({ decision: 'accepted', findings: [], ...part });

describe('countersigning a run', () => {
  interface Said {
    readonly name: string;
    readonly by: readonly (readonly [who: string, wish: Partial<ReviewWish>])[];
    readonly exit: number;
    readonly tier: readonly [string, string];
  }
  const two = { decision: 'findings', findings: [{ text: 'slow' }, { text: 'mend it', entry: 3 }] } as const;
  const no = { decision: 'rejected', reason: 'follow up', findings: [] } as const;
  test.for<Said>([
    {
      name: 'nobody',
      by: [],
      exit: 2,
      tier: ['absent', 'COUNTERSIGNED was required, and nothing here shows it'],
    },
    { name: 'accepted', by: [['bob', {}]], exit: 0, tier: ['proven', 'accepted by bob@corp'] },
    {
      name: 'findings',
      by: [['bob', two]],
      exit: 0,
      tier: ['proven', 'accepted by bob@corp with 2 findings'],
    },
    {
      name: 'two people',
      by: [
        ['bob', {}],
        ['carol', two],
      ],
      exit: 0,
      tier: ['proven', 'accepted by bob@corp; accepted by carol@corp with 2 findings'],
    },
    {
      name: 'refused',
      by: [['bob', no]],
      exit: 2,
      tier: ['failed', 'bob@corp verified and read it, and did not accept it'],
    },
    {
      name: 'refused by one, accepted by another',
      by: [
        ['bob', no],
        ['carol', {}],
      ],
      exit: 2,
      tier: ['failed', 'bob@corp verified and read it, and did not accept it'],
    },
    {
      name: 'refused, then accepted',
      by: [
        ['bob', no],
        ['bob', {}],
      ],
      exit: 0,
      tier: ['proven', 'accepted by bob@corp'],
    },
  ])('$name', async ({ by, exit, tier }) => {
    const made = await scene();
    const before = fs.readFileSync(made.path);
    const people = new Map<string, ReturnType<typeof reviewer>>();
    for (const [who, said] of by) {
      const options = people.get(who) ?? reviewer(made, who);
      people.set(who, options);
      await countersign(made.folder, wish(said), options);
    }
    const verdict = await verdictOf(made);
    expect([verdict.exit, tierOf(verdict)]).toEqual([exit, tier]);
    // Not asked for, it changes nothing about what the run is worth.
    expect((await made.machine.verify(made.folder)).exit).toBe(0);
    expect(fs.readFileSync(made.path)).toEqual(before);
    expect(glance(made.folder)?.end.some(({ type }) => type === 'seal')).toBe(true);
  });

  test('a finding is about its entry, long words are kept whole, and another may still be deleted', async () => {
    const made = await scene();
    const long = 'long '.repeat(2000).trim();
    await reviewed(made, {
      decision: 'findings',
      findings: [{ text: long, entry: 5 }, { text: 'about all' }],
    });
    await redact(made.folder, { object: 'a1', reason: 'a password' }, made.machine.options());
    expect((await verdictOf(made)).exit).toBe(0);
    const [part] = reviewsIn(made.folder);
    expect(part?.findings.map(({ text, entry, severity }) => [text, entry, severity])).toEqual([
      [long, 5, 'minor'],
      ['about all', undefined, 'minor'],
    ]);
  });

  interface Refused {
    readonly name: string;
    readonly before?: (made: Scene) => unknown;
    readonly options?: (made: Scene) => Parameters<typeof countersign>[2];
    readonly wish?: Partial<ReviewWish>;
    readonly code: string;
    /** What to do next. */
    readonly next?: string;
  }
  const cut = (made: Scene, lines: number): void =>
    fs.writeFileSync(
      made.path,
      linesOf(made.path)
        .slice(0, lines)
        .map(line => `${line}\n`)
        .join(''),
    );
  test.for<Refused>([
    {
      name: 'a log that was changed, also to be refused',
      before: made =>
        fs.writeFileSync(made.path, fs.readFileSync(made.path, 'utf8').replace('looks', 'lookz')),
      wish: { decision: 'rejected' },
      code: 'not-verified',
    },
    {
      name: 'an output that was changed',
      before: made => fs.appendFileSync(outputPath(made), 'x'),
      code: 'not-verified',
    },
    { name: 'a run that is open', before: made => cut(made, 2), code: 'not-verified' },
    {
      name: 'a run that nobody vouches for',
      before: made => fs.writeFileSync(made.machine.signers, ''),
      code: 'not-verified',
    },
    {
      name: "the operator's own run",
      options: made => ({ ...made.machine.options(), signers: made.machine.signers }),
      code: 'own-run',
    },
    {
      name: 'the same person with another key',
      options: made => reviewer(made, 'alice'),
      code: 'own-run',
    },
    {
      name: 'a key that is not on the list',
      options: made => ({ ...new Machine('mallory').options(), signers: made.machine.signers }),
      code: 'not-listed',
      next: 'adds the line that this prints: handrail keys export.',
    },
    {
      name: 'a key that is not on the list, of a team with a roster',
      before: made => {
        const trust = join(made.folder, '../../../trust');
        fs.mkdirSync(trust, { recursive: true });
        fs.writeFileSync(join(trust, 'roster.jsonl'), '');
      },
      options: made => ({ ...new Machine('mallory').options(), signers: made.machine.signers }),
      code: 'not-listed',
      next: 'Ask an admin of the team to add it: handrail roster add NAME KEY --role ROLE.',
    },
    {
      name: 'a key that was withdrawn',
      options: made => {
        const own = reviewer(made);
        const revoked = join(made.machine.home, 'revoked');
        fs.writeFileSync(revoked, `${own.signer.publicKey}\n`);
        return { ...own, revoked };
      },
      code: 'not-listed',
      next: 'is withdrawn (',
    },
    {
      name: 'a key that may walk, and not review',
      options: made => reviewer(made, 'bob', 'log.v1@handrail,seal.v1@handrail'),
      code: 'not-listed',
      next: 'adds approve.v1@handrail to the namespaces of bob@corp.',
    },
    {
      name: 'a key that does not sign',
      options: made => {
        const own = reviewer(made);
        return { ...own, signer: { ...own.signer, sign: () => Promise.reject(new Error('no')) } };
      },
      code: 'not-signed',
    },
    {
      name: 'a finding about an entry that is not there',
      wish: { findings: [{ text: 'x', entry: 99 }] },
      code: 'not-a-run',
    },
  ])(
    'refused, and nothing is written: $name',
    async ({ before, options = reviewer, wish: part = {}, code, next = '' }) => {
      const made = await scene();
      const by = options(made);
      before?.(made);
      await expect(countersign(made.folder, wish(part), by)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(next) as string,
      });
      expect(fs.readdirSync(made.folder).filter(name => name.endsWith('.jsonl'))).toHaveLength(1);
    },
  );

  test('a run that is still open can be refused, and what is added later is not what was reviewed', async () => {
    const machine = new Machine();
    const journal = await machine.create();
    await attempt(journal, 'a1', 'hello\n');
    journal.checkpoint('step');
    journal.close();
    const made = { machine, folder: journal.folder };
    await reviewed(made, { decision: 'rejected', reason: 'stop here' });
    const { reviews, exit } = await verdictOf(made);
    expect([exit, reviews.map(({ standing }) => standing)]).toEqual([2, ['partial']]);
  });
});
