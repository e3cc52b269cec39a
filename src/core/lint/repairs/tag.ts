import { titled } from '../../message/message.ts';
import type { Step } from '../../runbook/runbook.ts';
import { fenceAt, retag } from '../fence.ts';
import type { Fix } from '../finding.ts';
import type { Document } from '../rule.ts';

/** Tags a block with another language; an indented block has no place for a tag. */
export function tagAs(document: Document, step: Step, language: string): readonly Fix[] {
  const fence = fenceAt(document, step);
  return fence === undefined
    ? []
    : [{ ...titled('fix.tag', { language }), safe: false, edits: [retag(fence, language)] }];
}

/** Whether a fence's language is a shell's, so that a `#` begins a comment in it. */
export function isPlainShell(language: string): boolean {
  return /^(?:(?:ba|z|k|da|a)?sh|shell|shellscript|shell-script)$/i.test(language);
}
