// Approvals and hand-over among four people against a reference: whatever they do, in whatever order, with clocks that disagree and
// machines that die, nothing that is guarded runs without those who have to agree, one of them at most can go on, and what was done
// honestly verifies.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc } from '../seeded.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import { root } from '../../scripts/project.ts';
import type { Book } from './people/book.ts';
import { deeds, type Deed } from './people/deed.ts';
import { Memory } from './people/compare.ts';
import { Play } from './people/play.ts';
import { Clocks } from './people/team.ts';
import { World } from './people/world.ts';

/** How many stories; each has up to 150 deeds, of which about a third make sense where they stand. */
const stories = Number(process.env['HANDRAIL_PEOPLE_STORIES'] ?? 20);
/** The same stories each time, unless others are asked for. */
const seed = Number(process.env['HANDRAIL_PEOPLE_SEED'] ?? 20261012);

beforeAll(() => {
  // Disks that are no disks: what is proved here is order, not durability.
  if (fs.existsSync('/dev/shm')) vi.stubEnv('TMPDIR', '/dev/shm');
});

const books = fc.record({
  quorum: fc.constantFrom(1 as const, 1 as const, 2 as const),
  breakGlass: fc.boolean(),
  shared: fc.boolean(),
});

const python = spawnSync('python3', ['--version']).status === 0;

/** The second verifier says of what everybody has what the first says. */
async function expectAgreed(world: World): Promise<void> {
  const all = world.gather(0);
  if (all === undefined || !python) return;
  const { signers, roster } = world.auditor.lists;
  const args = [join(root, 'docs/verify.py'), all.folder, '--signers', signers, '--roster', roster];
  const { exit } = await world.verify(all.folder);
  expect(spawnSync('python3', args).status).toBe(exit);
}

/** Plays deeds in a world of their own; what was done, and how often. */
async function play(book: Book, act: (memory: Memory, world: World) => Promise<void>): Promise<Memory> {
  const clocks = new Clocks();
  const home = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'handrail-people-'));
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => clocks.look());
  const world = new World(home, book, clocks);
  try {
    await world.begin();
    const memory = new Memory(world);
    await act(memory, world);
    return memory;
  } finally {
    for (const taken of world.desks) world.clear(taken);
    clock.mockRestore();
    fs.rmSync(home, { recursive: true, force: true });
  }
}

test(
  'whatever four people do, nothing guarded runs unasked, one at most goes on, and what was honest verifies',
  { timeout: 3_600_000 },
  async () => {
    let story = 0;
    const counts = new Map<string, number>();
    const commands = fc.commands([deeds.map(deed => new Play(deed))], { maxCommands: 150, size: 'max' });
    await fc.assert(
      fc.asyncProperty(books, commands, async (book, plays) => {
        const memory = await play(book, async (model, real) => {
          await fc.asyncModelRun(() => ({ model, real }), plays);
          if ((story += 1) % 5 === 0) await expectAgreed(real);
        });
        for (const [what, count] of memory.counts) counts.set(what, (counts.get(what) ?? 0) + count);
      }),
      { numRuns: stories, seed },
    );
    if (process.env['HANDRAIL_PEOPLE_COUNTS'] !== undefined)
      process.stdout.write(`${JSON.stringify(Object.fromEntries(counts))}\n`);
    expect(counts.size).toBeGreaterThan(10);
  },
);

// What was found, each as short as it was found.

const here = { run: 0, death: undefined } as const;
const by = (who: 'alice' | 'bob') => ({ ...here, who, key: 0 }) as const;
const share: Deed = { do: 'share', run: 0 };
const ask: Deed = { do: 'ask', ...here };
const run: Deed = { do: 'run', step: 'migrate', all: true, fates: [], ...here };
const agree = (who: 'bob' | 'carol'): Deed =>
  ({ do: 'answer', who, key: 0, run: 0, granted: true, byText: false }) as const;

interface Found {
  readonly name: string;
  readonly book?: Book;
  readonly deeds: readonly Deed[];
}

const found: readonly Found[] = [
  {
    name: 'a machine that dies in the first line of an acceptance leaves an offer that can be accepted',
    deeds: [
      { do: 'offer', to: undefined, ...here },
      share,
      { do: 'accept', ...by('bob'), death: { at: 1, moment: 'half' } },
      { do: 'accept', ...by('bob') },
    ],
  },
  {
    name: 'a machine that dies in the first line of a withdrawal leaves an offer that can be taken back',
    deeds: [
      { do: 'offer', to: undefined, ...here },
      { do: 'withdraw', ...by('alice'), death: { at: 1, moment: 'half' } },
      { do: 'withdraw', ...by('alice') },
      ask,
    ],
  },
  ...[2, 3].map(at => ({
    name: `a machine that dies at line ${at} of an acceptance leaves an offer that can be accepted`,
    deeds: [
      { do: 'offer', to: undefined, ...here },
      share,
      { do: 'accept', ...by('bob'), death: { at, moment: 'before' } },
      { do: 'accept', ...by('bob') },
    ] satisfies readonly Deed[],
  })),
  {
    name: 'whoever agreed and takes the run over before that was used has agreed to nothing',
    deeds: [
      ask,
      share,
      agree('bob'),
      share,
      { do: 'look', ...here },
      { do: 'offer', to: undefined, ...here },
      share,
      { do: 'accept', ...by('bob') },
      run,
    ],
  },
  {
    name: 'a step that had passed when its machine died needs no approval to be called passed',
    deeds: [
      ask,
      share,
      agree('carol'),
      share,
      { ...run, death: { at: 11, moment: 'after' } },
      { do: 'go on', ...by('alice') },
      run,
    ],
  },
  {
    name: 'a command that had passed when its machine died, and whose step nobody could settle, does not run again',
    deeds: [
      { do: 'run', step: 'prepare', all: false, fates: [], run: 0, death: { at: 6, moment: 'before' } },
      { do: 'go on', ...by('alice') },
      { do: 'run', step: 'prepare', all: false, fates: [], ...here },
      share,
    ],
  },
  {
    name: 'an answer of the very second in which its key was stolen counts where the operator had taken it before',
    book: { quorum: 2, breakGlass: false, shared: false },
    deeds: [
      ask,
      share,
      agree('bob'),
      share,
      run,
      { do: 'report stolen', who: 'bob' },
      { do: 'seal', ...here },
    ],
  },
];

const usual: Book = { quorum: 1, breakGlass: false, shared: true };

test.for(found)('$name', async ({ book = usual, deeds: wanted }) => {
  const { counts } = await play(book, async (memory, world) => {
    for (const deed of wanted) {
      const one = new Play(deed);
      expect([deed.do, one.check(memory)]).toEqual([deed.do, true]);
      await one.run(memory, world);
    }
    await expectAgreed(world);
  });
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(wanted.length);
});
