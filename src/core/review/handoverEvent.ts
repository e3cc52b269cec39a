import type { Handover } from '../audit/handover/handover.ts';
import type { Recorded } from '../audit/entry.ts';
import type { RunEvent } from './event.ts';

type Draft = Omit<RunEvent, 'id' | 'at' | 'since' | 'entry' | 'trust'>;

/** What a hand-over's entry means to a reviewer. */
export function tellHandover(entry: Recorded<Handover>, who: string): Draft {
  switch (entry.type) {
    case 'handover.offered': {
      const to = entry.to === undefined ? {} : { facts: { to: entry.to } };
      return { kind: 'offered', by: who, text: entry.text, ...to, tags: [] };
    }
    case 'handover.withdrawn': {
      const reason = entry.reason === undefined ? {} : { text: entry.reason };
      return { kind: 'tookBack', by: who, ...reason, tags: [] };
    }
    case 'handover.accepted':
      return { kind: 'tookOver', by: who, tags: [] };
  }
}
