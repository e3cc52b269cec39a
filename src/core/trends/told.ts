import type { Page } from '../run/view/view.ts';
import type { Trend } from './trend.ts';

/** A step with its number and title. */
export interface NamedStep {
  readonly id: string;
  /** "2.2"; empty if the text has no such step any more. */
  readonly number: string;
  readonly title: string;
}

/** The trend of one runbook, with the names needed to show it. */
export interface ToldTrend {
  /** The runbook's, else its path. */
  readonly title: string;
  readonly trend: Trend;
  /** Every step that any run tells of, in the order of the text; those it no longer has come last. */
  readonly steps: readonly NamedStep[];
  /** Where the runs lie that are named, by their ids. */
  readonly folders: Readonly<Record<string, string>>;
}

/** The steps of a trend with the numbers and titles of a text; a step the text no longer has keeps its id as title. */
export function namedSteps({ steps }: Pick<Trend, 'steps'>, page: Page | undefined): readonly NamedStep[] {
  const cards = (page?.phases ?? []).flatMap(({ blocks }) =>
    blocks.flatMap(block => (block.type === 'card' ? [block.card] : [])),
  );
  const named = cards.flatMap(({ id, number, title, tasks }): readonly NamedStep[] =>
    tasks === undefined
      ? [{ id, number, title }]
      : tasks.map(task => ({ id: task.id, number, title: task.title })),
  );
  const known = new Set(named.map(({ id }) => id));
  const gone = Object.keys(steps).filter(id => !known.has(id));
  return [...named.filter(({ id }) => id in steps), ...gone.map(id => ({ id, number: '', title: id }))];
}
