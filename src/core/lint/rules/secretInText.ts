import { said, tell } from '../../message/message.ts';
import type { TextRange } from '../finding.ts';
import type { Document, Report, Rule } from '../rule.ts';
import { findSecrets } from '../secrets.ts';

/** A secret in the text: whoever can read the runbook has it. */
export const secretInText: Rule = {
  code: 'HR304',
  name: 'secret-in-text',
  severity: 'error',
  check: document => document.lines.flatMap((text, index) => inLine(document, text, index + 1)),
};

function inLine({ starts }: Document, text: string, line: number): readonly Report[] {
  return findSecrets(text).map(({ start, end, what }) => {
    const at = (starts[line - 1] ?? 0) + start;
    const range: TextRange = [at, at + end - start];
    const shown = text.slice(start, start + 4);
    return { ...tell('secretInText', { shown, what: said(what) }), line, range };
  });
}
