import { tell, titled } from '../../message/message.ts';
import type { Section } from '../../runbook/runbook.ts';
import { sectionsOf } from '../document.ts';
import { insertBefore } from '../edits.ts';
import type { Fix } from '../finding.ts';
import { languageOf } from '../repairs/language.ts';
import { written } from '../repairs/fixTexts.ts';
import type { Document, Rule } from '../rule.ts';

// What people keep in view at once; longer lists of the field are read less far than their authors think.
const most = 9;

export const longChecklist: Rule = {
  code: 'HR405',
  name: 'long-checklist',
  severity: 'hint',
  check: document =>
    [...sectionsOf(document.runbook.sections)].flatMap(section => {
      const { line, title, steps } = section;
      const tasks = steps.filter(({ kind }) => kind === 'check').length;
      const key = title === '' ? 'longChecklist.first' : 'longChecklist.heading';
      if (tasks <= most) return [];
      return [{ ...tell(key, { count: tasks, most }), line, fixes: parted(document, section) }];
    }),
};

/**
 * A heading in the middle of the list, which only its author can name. Nothing but tasks may stand behind it: whatever else is there
 * would come under the new heading too, and into another part of the walk.
 */
function parted(document: Document, { level, steps }: Section): readonly Fix[] {
  const middle = steps[Math.ceil(steps.length / 2)];
  if (middle === undefined || steps.some(({ kind }) => kind !== 'check') || level > 5) return [];
  if (!/^[-*+] /.test(document.lines[middle.line - 1] ?? '')) return [];
  const asks = written.common[languageOf(document)];
  const isTight = (document.lines[middle.line - 2] ?? '').trim() !== '';
  const heading = `${'#'.repeat(Math.max(2, level + 1))} ${asks}`;
  const edit = insertBefore(document, middle.line, [...(isTight ? [''] : []), heading, '']);
  return [{ ...titled('fix.partList'), safe: false, edits: [{ ...edit, asks }] }];
}
