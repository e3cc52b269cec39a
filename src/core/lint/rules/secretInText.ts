import { said, tell } from '../../message/message.ts';
import type { TextRange } from '../finding.ts';
import { withoutSecret } from '../repairs/withoutSecret.ts';
import type { Document, Report, Rule } from '../rule.ts';
import { findSecrets } from '../secrets.ts';

/** A secret in the text: whoever can read the runbook has it. */
export const secretInText: Rule = {
  code: 'HR304',
  name: 'secret-in-text',
  severity: 'error',
  check: document => document.lines.flatMap((text, index) => inLine(document, text, index + 1)),
};

function inLine(document: Document, text: string, line: number): readonly Report[] {
  return findSecrets(text).map(secret => {
    const { start, end, what } = secret;
    const at = (document.starts[line - 1] ?? 0) + start;
    const range: TextRange = [at, at + end - start];
    const shown = text.slice(start, start + 4);
    const fixes = withoutSecret(document, line, secret);
    return { ...tell('secretInText', { shown, what: said(what) }), line, range, fixes };
  });
}
