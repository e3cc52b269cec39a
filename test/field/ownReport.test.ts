import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeReport } from '../../src/core/report/report.ts';
import { recorded } from '../core/run/log.ts';
import { verified } from '../core/report/verdict.ts';
import { read } from '../core/runbook/read.ts';
import { markdownIn } from './realFiles.ts';

const seeds = markdownIn('seeds');

// Which reports real runbooks ask for, and that no example of theirs comes out as a fact.
describe.skipIf(seeds.length === 0)('reports of the seeds', () => {
  test('are found, filled and marked', () => {
    const told = seeds.flatMap(path => {
      const { own = [] } = makeReport({
        runbook: read(readFileSync(path), path),
        entries: recorded([]),
        verdict: verified,
        outputOf: () => '',
      });
      return own.map(({ title, filled, blank, text }) => ({
        path: basename(path),
        title,
        filled,
        blank,
        text,
      }));
    });
    expect(told.map(({ path, title, filled, blank }) => [path.slice(0, 3), title, filled, blank])).toEqual([
      ['000', 'Success Criteria', 2, 10],
      ['000', 'Post-Deployment Report Template', 5, 13],
    ]);
    expect(told[1]?.text).toContain('**Downtime:** ____ (not in the log; the template shows: 3 minutes)');
    expect(told[1]?.text).not.toMatch(/: 45 minutes$/m);
  });
});
