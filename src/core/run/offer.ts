import type { Handover, OpenItem, ShellLeft } from '../audit/handover/handover.ts';
import type { Recorded } from '../audit/entry.ts';

/** An open offer of a run: until it is accepted or withdrawn, nothing can be done in the run. */
export interface Offered {
  /** The name of whoever offers. */
  readonly by: string;
  /** The only person who may accept; absent if any operator may. */
  readonly to?: string;
  readonly text: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly openItems: readonly OpenItem[];
  readonly shell: ShellLeft | null;
  readonly host: string;
}

/** The offer after a hand-over entry; undefined if none is open any more. */
export function offerAfter(
  entry: Recorded<Handover>,
  { operator, at }: { readonly operator: string; readonly at: number },
): Offered | undefined {
  if (entry.type !== 'handover.offered') return undefined;
  const { to, text, openItems, shell, host } = entry;
  return { by: operator, ...(to === undefined ? {} : { to }), text, at, openItems, shell, host };
}

/** A deviation from the runbook that the person taking over has not seen. */
export interface Unseen {
  readonly kind: 'failed' | 'skipped' | 'unknown' | 'edited' | 'brokeGlass' | 'newText' | 'byHand' | 'branch';
  /** Absent if it is about the whole run or a section. */
  readonly step?: string;
  /** For a branch: the section that was entered. */
  readonly section?: string;
  /** The reason that was given; may be empty. */
  readonly text: string;
  /** ms since the epoch. */
  readonly at: number;
}

/** An offer from the viewer's side. */
export interface OfferSeen {
  /** True if the viewer made the offer. */
  readonly mine: boolean;
  /** Deviations that the viewer has not seen. */
  readonly unseen: readonly Unseen[];
}

/** An offer as it is shown. */
export type OfferView = Offered & OfferSeen;
