// The walk against a model that is simple enough to be right: whatever is done to it, in whatever order, the page says what the
// model says, the shell was given what the model ran, and the log holds it all and verifies.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { fc } from '../seeded.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import { root } from '../../scripts/project.ts';
import { Machine } from '../adapters/audit/kit.ts';
import { happenings } from './model/action.ts';
import { books, markdownOf, type Book } from './model/book.ts';
import { Pair } from './model/pair.ts';
import { Slow } from './model/slow.ts';
import { Swift } from './model/swift.ts';

/** How many walks; each has up to 60 actions. */
const walks = Number(process.env['HANDRAIL_MODEL_WALKS'] ?? 100);
const python = execaSync('python3', ['--version'], { reject: false }).exitCode === 0;

beforeAll(() => {
  // Disks that are no disks: what is proved here is order, not durability.
  if (existsSync('/dev/shm')) vi.stubEnv('TMPDIR', '/dev/shm');
});

const every = ['asks', 'asks', 'expects', 'status', 'hole', 'secret', 'takes', 'endless'] as const;
const fates = ['fails', 'differs', 'signalled', 'notStarted', 'lost', 'hangs', 'hangs'] as const;

test('whatever is done to a walk, it does what the model does', { timeout: 400_000 }, async () => {
  const machine = new Machine();
  const todo = fc.array(happenings(fates), { maxLength: 60, size: 'max' });
  let walk = 0;
  await fc.assert(
    fc.asyncProperty(books(every), todo, async (book, happening) => {
      const swift = new Swift(machine, { markdown: markdownOf(book), trusted: book.trusted });
      await swift.open();
      try {
        expectMeant(swift, book);
        const pair = new Pair(book, swift);
        for (const [at, one] of happening.entries()) {
          // A closed run stays as it is; a few tries will do.
          if (pair.model.closed && at % 3 === 0) break;
          await pair.take(one);
          const [folded, held] = await swift.states();
          expect(held).toEqual(folded);
        }
        walk += 1;
        if (swift.folder !== undefined)
          await expectVerified(swift.folder, { machine, closed: pair.model.closed, twice: walk % 20 === 0 });
      } finally {
        swift.end();
      }
    }),
    { numRuns: walks, interruptAfterTimeLimit: 300_000, markInterruptAsFailure: true },
  );
});

/** What the generator meant is what the product reads, or nothing else means anything. */
function expectMeant(swift: Swift, book: Book): void {
  const planned = [...swift.walk.text.plan.steps.values()];
  expect(planned.map(({ step, statements }) => [step.kind === 'check', statements.length])).toEqual(
    book.steps.map(({ kind, commands, broken }) => [kind === 'task', broken ? 1 : commands.length]),
  );
}

interface Verified {
  readonly machine: Machine;
  readonly closed: boolean;
  /** By the second verifier too. */
  readonly twice: boolean;
}

async function expectVerified(folder: string, { machine, closed, twice }: Verified): Promise<void> {
  const { exit, findings } = await machine.verify(folder);
  expect(findings.filter(({ weight }) => weight === 'tampered')).toEqual([]);
  expect(exit).toBe(closed ? 0 : 2);
  if (!python || !twice) return;
  const args = [join(root, 'docs/verify.py'), folder, '--signers', machine.signers];
  expect((await execa('python3', args, { reject: false })).exitCode).toBe(exit);
}

test('so it does with a real shell behind a real runner, which is killed', { timeout: 400_000 }, async () => {
  const kinds = ['asks', 'expects', 'status', 'hole', 'secret', 'takes'] as const;
  const todo = fc.array(happenings(['fails', 'differs', 'signalled', 'hangs']), {
    minLength: 8,
    maxLength: 25,
    size: 'max',
  });
  await fc.assert(
    fc.asyncProperty(books(kinds), todo, async (book, happening) => {
      const slow = new Slow({ markdown: markdownOf(book), trusted: book.trusted });
      await slow.open();
      try {
        const pair = new Pair(book, slow);
        for (const one of happening) await pair.take(one);
        if (pair.model.started) expect(await slow.verified()).toBe(pair.model.closed ? 0 : 2);
      } finally {
        await slow.end();
      }
    }),
    // Each step of shrinking takes seconds; the seed finds it again.
    { numRuns: Math.ceil(walks / 20), endOnFailure: true },
  );
});
