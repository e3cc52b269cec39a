import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from '../../seeded.ts';
import { expect, test } from 'vitest';
import { applyEdits, fixAll } from '../../../src/core/lint/fix.ts';
import type { Edit, Finding } from '../../../src/core/lint/finding.ts';
import { read, stepsOf } from '../runbook/read.ts';
import { lintText } from './lintText.ts';

const cases = join(import.meta.dirname, '../../cases');
const lines = ['lint', 'runbook']
  .flatMap(folder => readdirSync(join(cases, folder)).map(name => join(cases, folder, name)))
  .filter(path => path.endsWith('.md') && !path.includes('mojibake'))
  .flatMap(path => readFileSync(path, 'utf8').split(/\r\n|\n|\r/));

// Lines of all cases in any order, so that constructs meet in ways nobody writes on purpose.
const text = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.constantFrom(...lines),
        fc.constantFrom(
          ...[
            '1. a',
            '   1. b',
            '```bash',
            '```',
            'ls\u00A0-l',
            '\u200B',
            '- [ ] c\u2060',
            '<!-- handrail-ignore HR106 -->',
          ],
          ...[
            '# handrail-ignore HR105',
            'ls # handrail-ignore-file HR102',
            '> ```sh',
            '> 1. q',
            '',
            '    ```',
          ],
        ),
      ),
      { maxLength: 30 },
    ),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.constantFrom('', '\uFEFF'),
  )
  .map(([parts, end, mark]) => mark + parts.join(end));

const isSafe = ({ fixes }: Finding): boolean => fixes.some(({ safe }) => safe);
const look = (source: string): readonly Finding[] => lintText(source);

test('mending ends, leaves nothing safe to mend, and does nothing the second time', () => {
  fc.assert(
    fc.property(text, source => {
      const { text: mended } = fixAll(source, look);
      expect(look(mended).filter(isSafe)).toEqual([]);
      expect(fixAll(mended, look)).toEqual({ text: mended, mended: [] });
    }),
    { numRuns: 200 },
  );
});

test('mending hides no other finding, and keeps the steps', () => {
  fc.assert(
    fc.property(text, source => {
      const { text: mended, mended: done } = fixAll(source, look);
      const codes = new Set(done.map(({ finding }) => finding.code));
      const others = (of: string): readonly string[] =>
        look(of).flatMap(({ code }) => (codes.has(code) ? [] : [code]));
      // Characters that nobody sees can be what keeps a line from being a step; taking them away is meant to show.
      if (!codes.has('HR105')) {
        expect(others(mended)).toEqual(others(source));
        const kinds = (of: string): readonly string[] => [...stepsOf(read(of))].map(({ kind }) => kind);
        expect(kinds(mended)).toEqual(kinds(source));
      }
    }),
    { numRuns: 200 },
  );
});

test('ranges lie in the text, and edits are in order, apart, and change nothing else', () => {
  fc.assert(
    fc.property(text, source => {
      for (const { range, fixes, line, endLine } of look(source)) {
        expect(0 <= range[0] && range[0] <= range[1] && range[1] <= source.length).toBe(true);
        expect(1 <= line && line <= endLine).toBe(true);
        for (const { edits } of fixes) {
          expect(applyEdits(source, edits)).toBe(oneByOne(source, edits));
        }
      }
    }),
    { numRuns: 200 },
  );
});

// From the last to the first, so that each range still means what it meant; ranges that overlap would show.
function oneByOne(source: string, edits: readonly Edit[]): string {
  return edits.reduceRight((now, { range, text: put }, at) => {
    expect(range[1]).toBeLessThanOrEqual(edits[at + 1]?.range[0] ?? source.length);
    return now.slice(0, range[0]) + put + now.slice(range[1]);
  }, source);
}

test('UTF-8 that was read as another encoding is restored', () => {
  const word = fc.string({
    unit: fc.constantFrom(...Array.from('abc ğüşöçıİĞÜŞÖÇäßñáé—“”…✅→')),
    minLength: 1,
    maxLength: 12,
  });
  const page = fc
    .array(word, { minLength: 4, maxLength: 20 })
    .map(words => `# Dağıtım ✅ kılavuzu\n\n${words.map(one => `- [ ] x ${one} y`).join('\n')}\n`);
  const wrong = fc.constantFrom('windows-1252', 'windows-1254', 'macintosh');
  fc.assert(
    fc.property(page, wrong, (source, encoding) => {
      const broken = new TextDecoder(encoding).decode(new TextEncoder().encode(source));
      const { text: mended } = fixAll(broken, look);
      expect(mended).toBe(source);
    }),
    { numRuns: 200 },
  );
});

test('a comment that names every rule found keeps all of them quiet', () => {
  fc.assert(
    fc.property(text, source => {
      const codes = [...new Set(look(source).map(({ code }) => code))].filter(code => code !== 'HR001');
      // At the end of the last line a comment stands by itself, unless something is open there.
      const quiet = look(
        `<!-- handrail-ignore-file ${['HR001', ...codes].join(' ')} -->\n\n${source.replace(/^\uFEFF?/, '')}`,
      );
      expect(quiet.filter(({ code }) => codes.includes(code) && code !== 'HR109')).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
