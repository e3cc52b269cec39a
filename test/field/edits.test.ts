// Whoever edits one place of a real runbook finds the steps of all others under the ids they had.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Runbook, Step } from '../../src/core/runbook/runbook.ts';
import { fc } from '../seeded.ts';
import { read, sectionsOf, stepsOf } from '../core/runbook/read.ts';
import { markdownIn } from './realFiles.ts';

const files = [...markdownIn('seeds'), ...markdownIn('corpus')];
const place = fc.tuple(fc.constantFrom(...files), fc.nat());

describe.skipIf(files.length === 0)('an edit in a real runbook keeps the ids of untouched steps', () => {
  test('another word in any line', () => {
    fc.assert(
      fc.property(place, fc.nat(), ([path, seed], at) => {
        const lines = readFileSync(path, 'utf8').split('\n');
        const worded = lines.flatMap((line, index) => (/\p{L}{3}/u.test(line) ? [index] : []));
        const row = worded[seed % Math.max(1, worded.length)];
        fc.pre(row !== undefined);
        const before = read(lines.join('\n'), path);
        const after = read(lines.with(row, anotherWord(lines[row] ?? '', at)).join('\n'), path);
        // What a title or "Do the following:" tells to do is done by hand, or offered, because they say so.
        const isTitle = [...sectionsOf(before.sections)].some(({ line }) => line === row + 1);
        const tells = isTitle || /:\W*$/.test(lines[row] ?? '');
        const lost = lostIn(before, after, row + 1).filter(
          ({ kind }) => !tells || (kind !== 'suggested' && kind !== 'manual'),
        );
        expect(lost.map(({ id }) => id)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('a paragraph between any two blocks', () => {
    fc.assert(
      fc.property(place, ([path, seed]) => {
        const lines = readFileSync(path, 'utf8').split('\n');
        const before = read(lines.join('\n'), path);
        const held = [...sectionsOf(before.sections)].flatMap(({ steps, prose }) => [...steps, ...prose]);
        const isHeld = (line: number): boolean =>
          held.some(part => part.line <= line && line <= part.endLine);
        // Between two items it would make two lists of one, and be an edit of that list.
        const free = lines.flatMap((line, index) =>
          line.trim() === '' && /^(?:[#\p{L}]|`{3})/u.test(lines[index + 1] ?? '') && !isHeld(index + 1)
            ? [index]
            : [],
        );
        const row = free[seed % Math.max(1, free.length)];
        fc.pre(row !== undefined);
        const after = [...lines.slice(0, row), '', 'Quux is another thing.', ...lines.slice(row)].join('\n');
        expect(lostIn(before, read(after, path), 0).map(({ id }) => id)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });
});

function anotherWord(line: string, at: number): string {
  const words = [...line.matchAll(/\p{L}{3,}/gu)];
  const word = words[at % Math.max(1, words.length)];
  const start = word?.index ?? 0;
  return `${line.slice(0, start)}quux${line.slice(start + (word?.[0].length ?? 0))}`;
}

/** The steps whose ids are gone, those on the line apart and others that say the same, which are counted. */
function lostIn(before: Runbook, after: Runbook, line: number): readonly Step[] {
  const steps = [...stepsOf(before)];
  const isTouched = (step: Step): boolean => step.line <= line && line <= step.endLine;
  const bare = ({ id }: Step): string => id.replace(/-\d+$/, '');
  const touched = new Set(steps.filter(isTouched).map(bare));
  const left = new Set([...stepsOf(after)].map(({ id }) => id));
  return steps.filter(step => !isTouched(step) && !touched.has(bare(step)) && !left.has(step.id));
}
