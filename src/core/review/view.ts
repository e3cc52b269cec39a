import type { Open } from '../audit/entry.ts';
import type { Planned } from '../runbook/runbook.ts';
import type { Badge } from './badge.ts';
import type { Doubt } from './doubt.ts';
import type { PhaseTime } from './phases.ts';
import type { ListFilter } from './select.ts';

/** A run as its review shows it, without the events themselves: those are asked for as they are looked at. */
export interface ReviewView {
  /** The run's id, or its folder's name where the log cannot be read. */
  readonly run: string;
  readonly title: string;
  /** Path of the runbook, as the log names it. */
  readonly path: string;
  readonly operators: readonly string[];
  readonly unattended: boolean;
  /** ms since the epoch; 0 where nothing is known. */
  readonly startedAt: number;
  readonly lastAt: number;
  /** When something of it was first done; absent if nothing was. */
  readonly walkedFrom?: number;
  /** How long it was walked from then on. */
  readonly tookMs: number;
  /** `unknown` where the entries that say so cannot be relied on. */
  readonly result: 'done' | 'aborted' | 'open' | 'unknown';
  readonly reason?: string;
  readonly planned?: Planned;
  readonly place?: { readonly host: string; readonly user: string; readonly kube?: string };
  readonly repo?: Open['repo'];
  /** Gates that were gone through without an approval: the first thing to know of a run. Absent if there are none. */
  readonly glass?: readonly { readonly at: number; readonly entry: number; readonly reason: string }[];
  readonly badge: Badge;
  /** How many lines the log has, and whether each of them is told below. */
  readonly entries: number;
  readonly isWhole: boolean;
  /** How many events each filter shows; of filters that nothing can be shown by, none. */
  readonly counts: Readonly<Record<ListFilter, number>>;
  /** Place of the first event that cannot be relied on. */
  readonly cut?: number;
  readonly doubts: readonly Doubt[];
  readonly phases: readonly PhaseTime[];
  /** Whether the log brings the runbook's text with it. */
  readonly hasRunbook: boolean;
}
