import type { ApproverAnswer, OperatorApproval } from '../audit/gates/approval.ts';
import type { Recorded } from '../audit/entry.ts';

/** A gate's entry as one plain sentence; undefined for entries that only belong to another. */
export function aboutApproval(
  entry: Recorded<OperatorApproval | ApproverAnswer>,
  title: (step: string) => string,
): string | undefined {
  switch (entry.type) {
    case 'approval.requested':
      return `Asked ${entry.quorum === 1 ? '' : `${entry.quorum} people of `}${entry.role} to approve ${title(entry.step)}, until ${new Date(entry.expires).toISOString()}.`;
    case 'approval.answered':
      return `${entry.principal} ${entry.decision === 'granted' ? 'approved' : 'refused'}${entry.reason === undefined ? '' : ` (${entry.reason})`}.`;
    case 'approval.used':
      return `The approval was used: ${entry.gate}.`;
    case 'approval.overridden':
      return `Went on without an approval, as the policy allows: ${entry.reason}`;
    case 'approval.withdrawn':
      return `The request was taken back: ${entry.gate}.`;
    case 'approval.needed':
    case 'approval.granted':
    case 'approval.denied':
      return undefined;
  }
}
