/** A run that is open for longer than its team lets runs be. */
export interface Overdue {
  /** Whole days since it began. */
  readonly days: number;
  /** How many the policy allows. */
  readonly most: number;
}

const day = 86_400_000;

/** Whether a run that began then and is open now is so for too long; undefined where it is not. */
export function overdueSince(
  startedAt: number,
  { now, most }: { readonly now: number; readonly most: number },
): Overdue | undefined {
  const days = Math.floor((now - startedAt) / day);
  return now - startedAt > most * day ? { days, most } : undefined;
}

/** When a run becomes one, ms since the epoch. */
export function overdueAt(startedAt: number, { most }: Pick<Overdue, 'most'>): number {
  return startedAt + most * day;
}
