import * as z from 'zod/mini';

import type { ReviewView } from '../../core/review/view.ts';
import { listFilterNames, type ToReview } from '../../protocol/reviewPage.ts';
import { nothingSaid } from './mine.ts';
import type { Scene } from './scene.ts';

/** What a person looks at, and what the host has told besides the run itself. */
export type Shown = Omit<Scene, 'act' | 'words' | 'view'>;

export const nothingYet: Shown = {
  filter: 'look',
  rows: [],
  open: new Set(),
  details: new Map(),
  search: undefined,
  today: undefined,
  usual: undefined,
  comparison: undefined,
  others: undefined,
  git: undefined,
  reviewer: undefined,
  mine: nothingSaid,
};

const savedState = z.object({
  run: z.string(),
  filter: z.enum(listFilterNames),
  open: z.array(z.number()),
  scroll: z.number(),
});

export type Saved = z.infer<typeof savedState>;

/** What an earlier page of the same run saved. */
export function savedOf(state: unknown, run: string): Saved | undefined {
  const read = savedState.safeParse(state);
  return read.success && read.data.run === run ? read.data : undefined;
}

/** A run begins with what needs a look, or with the break; read anew with the same result, it stays where it was. */
export function shownAfter(
  view: ReviewView,
  before: { readonly view: ReviewView; readonly shown: Shown } | undefined,
  saved: Saved | undefined,
): Shown {
  const start = view.cut === undefined ? 'look' : 'break';
  const same = before?.view.badge.result === view.badge.result;
  const kept = same
    ? before.shown
    : { ...nothingYet, open: new Set(saved?.open), filter: saved?.filter ?? start };
  return { ...kept, details: new Map(), filter: view.counts[kept.filter] === 0 ? start : kept.filter };
}

/** What a message tells of what stands beside the timeline. */
export function partOf(message: ToReview): Partial<Shown> {
  switch (message.type) {
    case 'today':
      return { today: message.today };
    case 'usual':
      return { usual: message.usual };
    case 'others':
      return { others: message.count };
    case 'compared':
      return { comparison: message.comparison };
    case 'reviewer':
      return { reviewer: message.reviewer };
    case 'git':
      return { git: message.copy };
    default:
      return {};
  }
}
