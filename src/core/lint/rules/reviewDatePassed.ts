import { tell } from '../../message/message.ts';
import { readDate } from '../dates.ts';
import type { Rule } from '../rule.ts';

export const reviewDatePassed: Rule = {
  code: 'HR403',
  name: 'review-date-passed',
  severity: 'warning',
  depends: 'today',
  check({ lines, runbook, surroundings: { today } }) {
    const stated = runbook.meta.reviewBy;
    const due = stated === undefined ? undefined : readDate(stated);
    if (stated === undefined || due === undefined || today === undefined || today <= due) {
      return [];
    }
    const at = lines.findIndex(text => text.includes(stated));
    return [{ ...tell('reviewPassed', { due }), line: Math.max(0, at) + 1 }];
  },
};
