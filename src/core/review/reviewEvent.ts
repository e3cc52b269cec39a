import type { Countersigned, ReviewFinding } from '../audit/countersign.ts';
import type { Draft } from './event.ts';

/** The events of a reviewer's part; `before` is the number of entries before it. */
export function tellReview(entry: ReviewFinding | Countersigned, before: (seg: number) => number): Draft {
  if (entry.type === 'finding') {
    const { ref, text } = entry;
    const facts = ref === null ? {} : { entry: before(ref.seg) + ref.lines };
    return { kind: 'finding', text, facts, tags: ['findings'] };
  }
  const { decision, findings, reason } = entry;
  const said = { facts: { findings }, ...(reason === undefined ? {} : { text: reason }) };
  return decision === 'rejected'
    ? { kind: 'refused', ...said, tags: ['findings'] }
    : { kind: 'reviewed', ...said, tags: [] };
}
