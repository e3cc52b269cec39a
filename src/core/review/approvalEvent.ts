import type { ApproverAnswer, OperatorApproval } from '../audit/gates/approval.ts';
import type { Recorded } from '../audit/entry.ts';
import type { RunEvent, StepName } from './event.ts';

type Draft = Omit<RunEvent, 'id' | 'at' | 'since' | 'entry' | 'trust'>;

/** What a gate's entry means to a reviewer; undefined for entries that only belong to another. */
export function tellApproval(
  entry: Recorded<OperatorApproval | ApproverAnswer>,
  name: (step: string) => StepName,
): Draft | undefined {
  switch (entry.type) {
    case 'approval.requested':
      return {
        kind: 'asked',
        step: name(entry.step),
        text: entry.role,
        facts: { quorum: entry.quorum, expires: entry.expires },
        tags: [],
      };
    case 'approval.answered': {
      const reason = entry.reason === undefined ? {} : { text: entry.reason };
      return entry.decision === 'granted'
        ? { kind: 'agreed', by: entry.principal, ...reason, tags: [] }
        : { kind: 'denied', by: entry.principal, ...reason, tags: [], odd: true };
    }
    case 'approval.overridden':
      return { kind: 'brokeGlass', text: entry.reason, author: entry.by, tags: ['overrides'] };
    case 'approval.withdrawn':
      return { kind: 'withdrawn', text: entry.gate, author: entry.by, tags: [] };
    // What an approver signs counts where the operator's log takes it; that a gate opened, the command behind it says.
    case 'approval.granted':
    case 'approval.denied':
    case 'approval.needed':
    case 'approval.used':
      return undefined;
  }
}
