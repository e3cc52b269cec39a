import type { Block } from '../markdown/blocks.ts';
import { fold } from './durations.ts';
import type { Page } from '../markdown/page.ts';
import { plainText } from '../markdown/plain.ts';
import { sentencesOf } from './sentences.ts';

/** A condition to undo what was done, in its author's words. */
export interface Trigger {
  readonly text: string;
  readonly line: number;
  readonly undoes: true;
}

// Without accents, in English, Turkish, German and Spanish.
const UNDO =
  /\b(?:roll(?:ing)?[ -]?back|revert|back ?out|fall ?back|geri al\w*|geri don\w*|zuruckrollen|zurucksetzen|ruckfall\w*|revertir|reversion)\b/;
// Headings of a table of triggers: "Trigger", "Condition", "Eşik".
const HEAD =
  /^(?:triggers?|conditions?|criteri(?:on|a)|thresholds?|if|when|tetikleyici\w*|kosul\w*|kriter\w*|esik\w*|ausloser|bedingung\w*|kriteri(?:um|en)|schwell(?:en)?werte?|disparador\w*|condici(?:on|ones)|criterios?|umbral\w*)\b/;
const LABEL =
  /^(?:when|triggers?|conditions?|criteria|ne zaman|wann|ausloser|cuando|criterios?)\s*[:：]\s*\S/;
// "If the new leader does not come up", but not "if needed" or "if you …".
const IF =
  /^(?:only )?(?:if|when|in case|should|falls|wenn|sollte|bei|eger|si|cuando|en caso)\b(?! (?:you|sie|du|usted|needed|required|necessary|applicable|notig|erforderlich|notwendig|es necesario|bedarf)\b)/;
const MAX_TEXT = 400;

/** The rows of a table of triggers: all of one that stands under a rollback, and elsewhere those that say to roll back. */
export function triggersOf(page: Page, title: string, table: Block): Trigger[] {
  const [head, ...rows] = table.children;
  const titles = (head?.children ?? []).map(cell => fold(shown(page, cell.text)));
  const limit = titles.findIndex((text, index) => index > 0 && LIMIT.test(text) && UNDO.test(text));
  if (limit > 0) {
    return rows.flatMap(row => limitOf(page, row, limit));
  }
  if (!titles.some(text => HEAD.test(text))) {
    return [];
  }
  const isOwn = UNDO.test(fold(title));
  return rows.flatMap(row => {
    const cells = row.children.map(cell => shown(page, cell.text));
    const text = cells.filter(cell => cell !== '').join(' · ');
    const asks = isOwn || cells.slice(1).some(cell => UNDO.test(fold(cell.slice(0, MAX_TEXT))));
    return asks && text !== '' ? [{ text, line: row.line, undoes: true }] : [];
  });
}

// "Red → rollback", "Roll back if": the cell below says when.
const LIMIT =
  /(?:→|->|=>|⇒|➜|➡)\s*\S|\b(?:if|when|at|above|trigger|threshold|falls|wenn|bei|ab|schwelle|esi[gk]i|kosulu|si|cuando|umbral)$/;

function limitOf(page: Page, row: Block, at: number): Trigger[] {
  const [name, limit] = [row.children[0], row.children[at]].map(cell => shown(page, cell?.text ?? ''));
  const isStated =
    limit !== undefined && /[\p{L}\d]/u.test(limit) && !/^(?:n\/?a|none|no|never)$/i.test(limit);
  return isStated ? [{ text: `${name ?? ''} · ${limit}`, line: row.line, undoes: true }] : [];
}

/** "If the new leader does not come up, switch back:" as the first words under a rollback say when it is entered. */
export function openingOf(page: Page, title: string, blocks: readonly Block[]): Trigger[] {
  const first = blocks.find(({ kind }) => kind !== 'html' && kind !== 'rule');
  if (first?.kind !== 'paragraph' || !UNDO.test(fold(title))) {
    return [];
  }
  const [said] = sentencesOf(page, [first], /\p{L}/u);
  const words = fold((said?.text ?? '').slice(0, MAX_TEXT));
  // What speaks of rolling back itself is an order, or says what to do where that fails.
  const counts = (IF.test(words) && !UNDO.test(words)) || LABEL.test(words);
  return said !== undefined && counts
    ? [{ ...said, text: said.text.replace(/[:：]$/, ''), undoes: true }]
    : [];
}

function shown(page: Page, text: string): string {
  return plainText(page.repair(text), page.references);
}
