import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/core/audit/entry.ts';
import { toMarkdown } from '../../../src/core/report/markdown.ts';
import { makeReport } from '../../../src/core/report/report.ts';
import { laidOf, recorded } from '../run/log.ts';
import { verified } from './verdict.ts';

// What people wrote into a template stands in the report where they wrote it.

const seal: Action = {
  type: 'seal',
  result: 'done',
  counts: { passed: 0, failed: 0, skipped: 0, byHand: 1, checked: 0 },
  parents: [],
  objects: 0,
};

describe('a template that was filled', () => {
  test.for([
    {
      what: 'a sign-off holds the name on each of its lines',
      heading: 'Sign-off',
      lines: ['Operator: [Name]', 'Approver: [Name]', 'Lead: [Name]'],
      values: { 'Operator · Name': 'Ana', 'Lead · Name': 'Cem\nÖz' },
      own: { text: 'Operator: Ana\nApprover: [Name]\nLead: Cem Öz\n', filled: 2, blank: 1 },
    },
    {
      what: 'a report holds what a person wrote rather than what the log would say',
      heading: 'Summary report',
      lines: ['Result: [RESULT]', 'Rollback: [yes/no]'],
      values: { RESULT: 'nearly' },
      own: { text: 'Result: nearly\nRollback: none was entered\n', filled: 2, blank: 0 },
    },
  ])('$what', ({ heading, lines, values, own }) => {
    const text = `# Walk\n\n- [ ] go\n\n## ${heading}\n\n${['```markdown', ...lines, '```', ''].join('\n')}`;
    const filled = Object.entries(values).map(([name, value]) => ({ name, value }));
    const step = laidOf(text).ids[1] ?? '';
    const told = makeReport({
      runbook: laidOf(text).plan.runbook,
      entries: recorded([{ type: 'record.filled', step, values: filled, by: 'person' }, seal]),
      verdict: verified,
      outputOf: () => '',
    });
    expect(told.own).toEqual([{ step, title: heading, ...own, text: own.text.trimEnd() }]);
    expect(toMarkdown(told)).toContain(own.text.trimEnd());
  });
});
