// Approvals and hand-over among four people against a reference: whatever they do, in whatever order, with clocks that disagree and
// machines that die, nothing that is guarded runs without those who have to agree, one of them at most can go on, and what was done
// honestly verifies.
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { deeds } from './people/deed.ts';
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

test(
  'whatever four people do, nothing guarded runs unasked, one at most goes on, and what was honest verifies',
  { timeout: 3_600_000 },
  async () => {
    const counts = new Map<string, number>();
    const commands = fc.commands([deeds.map(deed => new Play(deed))], { maxCommands: 150, size: 'max' });
    await fc.assert(
      fc.asyncProperty(books, commands, async (book, plays) => {
        const clocks = new Clocks();
        const home = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'handrail-people-'));
        const clock = vi.spyOn(Date, 'now').mockImplementation(() => clocks.look());
        const world = new World(home, book, clocks);
        try {
          await world.begin();
          const memory = new Memory(world);
          await fc.asyncModelRun(() => ({ model: memory, real: world }), plays);
          for (const [what, count] of memory.counts) counts.set(what, (counts.get(what) ?? 0) + count);
        } finally {
          for (const taken of world.desks) world.clear(taken);
          clock.mockRestore();
          fs.rmSync(home, { recursive: true, force: true });
        }
      }),
      { numRuns: stories, seed },
    );
    if (process.env['HANDRAIL_PEOPLE_COUNTS'] !== undefined)
      process.stdout.write(`${JSON.stringify(Object.fromEntries(counts))}\n`);
    expect(counts.size).toBeGreaterThan(10);
  },
);
