import { fc } from '../../seeded.ts';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Journal } from '../../../src/adapters/audit/journal/journal.ts';
import { resumeRun } from '../../../src/adapters/audit/journal/run.ts';
import { readRun } from '../../../src/adapters/audit/runFolder.ts';
import { verifyRun } from '../../../src/adapters/audit/verify.ts';
import { Machine, attempt, done, objectFiles, started, temporaryFolder } from './kit.ts';

// Two laws: whatever honest writers do, crashes included, verifies; and no single change of what they wrote does.

type Step =
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'attempt'; readonly output: Uint8Array }
  | { readonly do: 'dangle' | 'checkpoint' | 'rotate' | 'leave' }
  /** Leaves so many bytes of a line that was never finished. */
  | { readonly do: 'crash'; readonly lost: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('note' as const), text: fc.string({ unit: 'binary', maxLength: 30 }) }),
  fc.record({ do: fc.constant('attempt' as const), output: fc.uint8Array({ maxLength: 50 }) }),
  fc.record({
    do: fc.constantFrom('dangle' as const, 'checkpoint' as const, 'rotate' as const, 'leave' as const),
  }),
  fc.record({ do: fc.constant('crash' as const), lost: fc.nat(60) }),
);

async function perform(
  machine: Machine,
  steps: readonly Step[],
): Promise<{ folder: string; texts: string[] }> {
  let journal = await machine.create();
  const texts: string[] = [];
  const resume = async (from: Journal): Promise<Journal> =>
    (await resumeRun(from.folder, machine.options())).journal;
  for (const [index, one] of steps.entries()) {
    switch (one.do) {
      case 'note':
        journal.append({ type: 'note', step: 's', text: one.text });
        texts.push(one.text);
        break;
      case 'attempt':
        await attempt(journal, `a${index}`, one.output);
        break;
      case 'dangle':
        journal.append(started(`a${index}`));
        break;
      case 'checkpoint':
        journal.checkpoint('step');
        break;
      case 'rotate':
        await journal.rotate();
        break;
      case 'leave':
        journal.close();
        journal = await resume(journal);
        break;
      case 'crash': {
        journal.close();
        // Only what no caller was told of can be lost: bytes behind the last line, here a line that was never finished.
        fs.appendFileSync(
          journal.path,
          '{"a":"unfinished line that was being written when it happened"}'.slice(0, one.lost),
        );
        journal = await resume(journal);
        break;
      }
    }
  }
  await journal.seal(done);
  journal.close();
  return { folder: journal.folder, texts };
}

const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

test('what honest writers do verifies, and holds all that was recorded', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
      const machine = new Machine();
      const { folder, texts } = await perform(machine, steps);
      expect(await machine.verify(folder)).toMatchObject({ exit: 0, findings: [] });
      const { entries, dangling } = await readRun(folder);
      expect(entries.flatMap(entry => (entry.type === 'note' ? [entry.text] : []))).toEqual(
        texts.map(wellFormed),
      );
      // What was dangling at a resume is settled as such; what dangles at the end is still for a person to settle.
      const open = steps.slice(steps.findLastIndex(one => one.do === 'leave' || one.do === 'crash') + 1);
      expect(dangling.length).toBe(open.filter(one => one.do === 'dangle').length);
    }),
    { numRuns: 25 },
  );
});

test('no single change to any file of a run verifies', async () => {
  const machine = new Machine();
  const { folder } = await perform(machine, [
    { do: 'note', text: 'one' },
    { do: 'attempt', output: Buffer.from('hello\n') },
    { do: 'checkpoint' },
    { do: 'dangle' },
    { do: 'crash', lost: 20 },
    { do: 'note', text: 'two\u200b' },
    { do: 'rotate' },
    { do: 'attempt', output: Buffer.from('more\n') },
  ]);
  const segments = fs.readdirSync(folder).filter(name => name.endsWith('.jsonl'));
  const files = [...segments.map(name => join(folder, name)), ...objectFiles(folder)];
  const change = fc.record({
    file: fc.constantFrom(...files),
    at: fc.nat(),
    remove: fc.nat(400),
    insert: fc.oneof(fc.constant(new Uint8Array()), fc.uint8Array({ maxLength: 4 })),
    from: fc.option(fc.record({ file: fc.constantFrom(...files), at: fc.nat(), length: fc.nat(600) }), {
      nil: undefined,
    }),
  });
  const copy = join(temporaryFolder(), 'run');
  fs.cpSync(folder, copy, { recursive: true });
  await fc.assert(
    fc.asyncProperty(change, async ({ file, at, remove, insert, from }) => {
      const bytes = fs.readFileSync(file);
      const start = at % (bytes.length + 1);
      // Sometimes bytes of another place, so that whole lines and parts of signatures move about.
      const other = from === undefined ? undefined : fs.readFileSync(from.file);
      const inserted =
        other === undefined || from === undefined
          ? insert
          : other.subarray(from.at % other.length).subarray(0, from.length);
      const changed = Buffer.concat([bytes.subarray(0, start), inserted, bytes.subarray(start + remove)]);
      fc.pre(!changed.equals(bytes));
      const path = join(copy, file.slice(folder.length));
      fs.writeFileSync(path, changed);
      const { exit, worst } = await verifyRun(copy, {
        signers: machine.signers,
        privateFolder: machine.home,
      });
      fs.writeFileSync(path, bytes);
      expect(exit).not.toBe(0);
      expect(worst?.sentence).toBeTruthy();
    }),
    { numRuns: 1500 },
  );
  expect((await verifyRun(copy, { signers: machine.signers, privateFolder: machine.home })).exit).toBe(0);
});
