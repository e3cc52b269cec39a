import type { Handover, OpenItem, ShellLeft } from '../audit/handover/handover.ts';
import type { Recorded } from '../audit/entry.ts';

/** An offer that stands: until it is taken up or back, nothing of the run can be done. */
export interface Offered {
  /** Who offers, as they call themselves. */
  readonly by: string;
  /** The only person who may take it over; absent where any operator may. */
  readonly to?: string;
  readonly text: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly openItems: readonly OpenItem[];
  readonly shell: ShellLeft | null;
  readonly host: string;
}

/** What an entry about a hand-over makes of the offer; undefined where none stands any more. */
export function offerAfter(
  entry: Recorded<Handover>,
  { operator, at }: { readonly operator: string; readonly at: number },
): Offered | undefined {
  if (entry.type !== 'handover.offered') return undefined;
  const { to, text, openItems, shell, host } = entry;
  return { by: operator, ...(to === undefined ? {} : { to }), text, at, openItems, shell, host };
}

/** Something that did not go as the runbook says, and that whoever takes over has not seen. */
export interface Unseen {
  readonly kind: 'failed' | 'skipped' | 'unknown' | 'edited' | 'brokeGlass' | 'newText' | 'byHand' | 'branch';
  /** Absent where it is about the run, or about a section. */
  readonly step?: string;
  /** The section that was entered, of a branch. */
  readonly section?: string;
  /** The words of whoever decided; empty where there are none. */
  readonly text: string;
  /** ms since the epoch. */
  readonly at: number;
}

/** What an offer is to whoever looks. */
export interface OfferSeen {
  /** True for who offered it. */
  readonly mine: boolean;
  /** What needs a look that they have not seen. */
  readonly unseen: readonly Unseen[];
}

/** An offer as it is shown. */
export type OfferView = Offered & OfferSeen;
