import { countsOf, isShown, type Filter, type RunEvent } from './event.ts';

/** Besides the filters of what happened, two of a run that was changed: what stands around the break, and what holds. */
export const listFilters = ['break', 'firm'] as const;

export type ListFilter = Filter | (typeof listFilters)[number];

/** How many events are shown on either side of a break. */
const before = 2;
const after = 4;

/** The events that pass a filter. */
export function select(
  events: readonly RunEvent[],
  filter: ListFilter,
  cut: number | undefined,
): readonly RunEvent[] {
  if (filter === 'break')
    return cut === undefined ? [] : events.slice(Math.max(0, cut - before), cut + after);
  if (filter === 'firm') return events.filter(({ trust }) => trust === 'held');
  return events.filter(event => isShown(event, filter));
}

/** How many events each filter shows. */
export function tally(
  events: readonly RunEvent[],
  cut: number | undefined,
): Readonly<Record<ListFilter, number>> {
  return {
    ...countsOf(events),
    break: select(events, 'break', cut).length,
    firm: cut === undefined ? 0 : select(events, 'firm', cut).length,
  };
}
