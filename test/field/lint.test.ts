import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeSource } from '../../src/core/runbook/markdown/source.ts';
import { fixAll } from '../../src/core/lint/fix.ts';
import { lint } from '../../src/core/lint/lint.ts';
import type { Finding } from '../../src/core/lint/finding.ts';
import { defaultSettings } from '../../src/core/lint/settings.ts';
import { grammar, read } from '../core/runbook/read.ts';
import { markdownIn, shared } from './realFiles.ts';

const files = [...markdownIn('seeds'), ...markdownIn('corpus')];
const golden = join(import.meta.dirname, 'lint.expected.json');

// What does not depend on the machine, on a day that is always the same. The files were taken out of their repositories, so links are not followed.
function look(text: string): readonly Finding[] {
  return lint(text, read(text), {
    grammar,
    surroundings: { today: '2030-06-15' },
    settings: defaultSettings,
  });
}

describe.skipIf(files.length === 0)('every real runbook', () => {
  test('has the findings that the golden counts', () => {
    const rows = files.map(
      path => [relative(shared, path), tally(look(readFileSync(path, 'utf8')))] as const,
    );
    const totals = tally(
      rows.flatMap(([, row]) =>
        Object.entries(row).flatMap(([code, count]) => Array<Named>(count).fill({ code })),
      ),
    );
    const all = [['all files', totals] as const, ...rows];
    const found = `{\n${all.map(([file, row]) => `${JSON.stringify(file)}: ${JSON.stringify(row)}`).join(',\n')}\n}\n`;
    if (process.env['UPDATE_GOLDENS'] === '1') {
      writeFileSync(golden, found);
    }
    expect(found).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
  });

  test.each(files)('%s has no safe fix left once it is mended, and no letter that cannot be read', path => {
    const { text } = fixAll(readFileSync(path, 'utf8'), look);
    const left = look(text);
    expect(left.filter(({ fixes }) => fixes.some(({ safe }) => safe))).toEqual([]);
    expect(left.filter(({ code }) => code === 'HR104')).toEqual([]);
    expect(decodeSource(new TextEncoder().encode(text)).lines.join('\n')).not.toMatch(/‚Ä|√[º∂ß±]|ƒ[±ü]/);
  });
});

type Named = Pick<Finding, 'code'>;

function tally(findings: readonly Named[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of [...findings].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
