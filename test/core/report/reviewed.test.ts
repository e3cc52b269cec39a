import { describe, expect, test } from 'vitest';
import { toCsv } from '../../../src/core/report/csv.ts';
import { toMarkdown } from '../../../src/core/report/markdown.ts';
import { makeReport } from '../../../src/core/report/report.ts';
import { laidOf, recorded } from '../run/log.ts';
import { verified } from './verdict.ts';

const { plan } = laidOf('# Release\n\n- [ ] Backup is fresh\n');

describe('reviews', () => {
  const at = Date.UTC(2026, 10, 21, 3, 12, 7);
  const frame = { run: 'r1', seg: 1, prev: '', t: at, m: 0 };
  const ref = { seg: 0, lines: 9, head: '' };
  const said = { ...frame, type: 'countersigned', ref, decision: 'findings', findings: 1, by: 'b' } as const;
  const found = { ...frame, seq: 1, type: 'finding', ref, text: '# too *late*', severity: 'minor' } as const;
  const review = { who: 'b', decision: 'findings', findings: 1, at, file: '01', line: 3 } as const;

  test.each([
    {
      standing: 'counts',
      principal: 'bob@corp',
      says: '**bob@corp**: accepted, with findings, 2026-11-21 03:12:07 UTC\n',
    },
    {
      standing: 'untrusted',
      says: '**b**: accepted, with findings, 2026-11-21 03:12:07 UTC; the list of signers does not',
    },
  ] as const)('one that is called $standing', ({ says, ...worth }) => {
    const report = makeReport({
      runbook: plan.runbook,
      entries: recorded([]),
      verdict: { ...verified, reviews: [{ ...review, ...worth }] },
      outputOf: () => '',
      reviews: [{ said: { ...said, seq: 2 }, findings: [{ ...found, entry: 9 }] }],
    });
    expect(report.reviews).toMatchObject([
      { standing: worth.standing, findings: [{ entry: 9 }], seg: 1, seq: 2 },
    ]);
    const markdown = toMarkdown(report);
    expect(markdown).toContain(says);
    // What a reviewer wrote is no markup of the report.
    expect(markdown).toContain(String.raw`- Entry 9: # too \*late\*`);
    expect(markdown.includes('| Reviewed | accepted by bob@corp with 1 finding |')).toBe(
      worth.standing === 'counts',
    );
    expect(toCsv(report)).toContain('2026-11-21T03:12:07.000Z,1,2,countersigned,,');
  });

  test('words under a signature that does not hold are not told', () => {
    const words = [{ said: { ...said, seq: 2 }, findings: [] }];
    const evidence = { runbook: plan.runbook, entries: recorded([]), verdict: verified, outputOf: () => '' };
    expect(makeReport({ ...evidence, reviews: words }).reviews).toEqual([]);
  });
});
