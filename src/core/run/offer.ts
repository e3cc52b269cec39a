import type { Handover, OpenItem, ShellLeft } from '../audit/handover.ts';
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
