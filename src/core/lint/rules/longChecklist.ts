import { tell } from '../../message/message.ts';
import { sectionsOf } from '../document.ts';
import type { Rule } from '../rule.ts';

// What people keep in view at once; longer lists of the field are read less far than their authors think.
const most = 9;

export const longChecklist: Rule = {
  code: 'HR405',
  name: 'long-checklist',
  severity: 'hint',
  check: ({ runbook }) =>
    [...sectionsOf(runbook.sections)].flatMap(({ line, title, steps }) => {
      const tasks = steps.filter(({ kind }) => kind === 'check').length;
      const key = title === '' ? 'longChecklist.first' : 'longChecklist.heading';
      return tasks > most ? [{ ...tell(key, { count: tasks, most }), line }] : [];
    }),
};
