import { tell, titled } from '../../message/message.ts';
import type { SuggestedStep } from '../../runbook/runbook.ts';
import { placedSteps } from '../commands.ts';
import { isPlain, readFenceInfo } from '../../runbook/markdown/fenceInfo.ts';
import { fenceAt, retag } from '../fence.ts';
import type { Fix } from '../finding.ts';
import type { Document, Rule } from '../rule.ts';

/** A block that surely is shell and does not say so: it is shown, and cannot be run. */
export const untaggedShell: Rule = {
  code: 'HR202',
  name: 'untagged-shell',
  severity: 'info',
  check: document =>
    placedSteps(document).flatMap(([step]) => {
      const fixes = step.kind === 'suggested' ? tag(document, step) : [];
      return fixes.length === 0
        ? []
        : [{ ...tell('untaggedShell'), line: step.line, endLine: step.endLine, fixes }];
    }),
};

// An indented block or inline code has no place for a tag.
function tag(document: Document, step: SuggestedStep): readonly Fix[] {
  const fence = fenceAt(document, step);
  // A fence tagged `text` is its author's word.
  if (fence === undefined || isPlain(readFenceInfo(fence.info).language)) {
    return [];
  }
  const language = /^\s*(?:[\w.-]+@\S+ ?)?[$#%] \S/m.test(step.text) ? 'console' : 'bash';
  return [{ ...titled('fix.tag', { language }), safe: false, edits: [retag(fence, language)] }];
}
