import type { ReviewDecision } from '../../core/audit/countersign.ts';
import type { BadgeResult } from '../../core/review/badge.ts';
import type { ReviewAction } from '../../protocol/review.ts';
import type { Reviewer, SigningState } from '../../protocol/reviewPage.ts';

/** What a person is about to say of a run; nothing of it leaves the page before they sign. */
export interface Mine {
  /** Absent until it is chosen: none is assumed. */
  readonly decision?: ReviewDecision;
  /** What was found about the run. */
  readonly text: string;
  /** What was found about an entry of it. */
  readonly about: readonly { readonly entry: number; readonly name: string; readonly text: string }[];
  readonly state: 'idle' | 'asked' | SigningState;
}

export const nothingSaid: Mine = { text: '', about: [], state: 'idle' };

/** Why it cannot be signed as it stands. */
export type Missing = 'choice' | 'words' | 'acceptsNone';

/** Whether there is somebody to sign, and something that can be signed. */
export function canReview(result: BadgeResult, reviewer: Reviewer | undefined): boolean {
  return reviewer?.own === false && canBeRefused(result);
}

/** What was changed is nobody's to sign, and what cannot be read is nobody's to judge. */
export function canBeRefused(result: BadgeResult): boolean {
  return result === 'verified' || result === 'open' || result === 'untrusted';
}

/** What is still missing before the button signs. */
export function missingIn({ decision, text, about }: Mine): Missing | undefined {
  if (decision === undefined) return 'choice';
  const said = text.trim() !== '' || about.length > 0;
  if (about.some(one => one.text.trim() === '')) return 'words';
  if (decision === 'accepted') return said ? 'acceptsNone' : undefined;
  return decision === 'findings' && !said ? 'words' : undefined;
}

/** A selector of where that is put right. */
export function placeOfMissing(mine: Mine): string {
  if (missingIn(mine) !== 'words') return '[data-mine] [name="decision"]:enabled';
  const empty = mine.about.find(one => one.text.trim() === '');
  return empty === undefined ? '#mine-text' : `[data-key="mine-entry-${empty.entry}"]`;
}

/** What is sent to be signed; undefined where something is missing. */
export function actionOf(mine: Mine): ReviewAction | undefined {
  const { decision, text, about } = mine;
  if (decision === undefined || missingIn(mine) !== undefined) return undefined;
  const own = text.trim() === '' ? [] : [{ text: text.trim() }];
  const findings = [...own, ...about.map(({ entry, text: said }) => ({ text: said.trim(), entry }))];
  return { action: 'countersign', decision, findings };
}
