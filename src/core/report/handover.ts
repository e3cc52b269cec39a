import type { Handover } from '../audit/handover/handover.ts';
import type { Recorded } from '../audit/entry.ts';

/** A hand-over entry as one plain sentence. */
export function aboutHandover(entry: Recorded<Handover>): string {
  switch (entry.type) {
    case 'handover.offered':
      return `Offered to ${entry.to ?? 'any other operator'}, from ${entry.host}: ${entry.text}`;
    case 'handover.withdrawn':
      return `The offer was taken back${entry.reason === undefined ? '' : ` (${entry.reason})`}.`;
    case 'handover.accepted':
      return 'The run was taken over.';
  }
}
