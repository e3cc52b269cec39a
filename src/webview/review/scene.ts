import type { Comparison } from '../../core/review/compare.ts';
import type { EventDetail } from '../../core/review/detail.ts';
import type { RunEvent } from '../../core/review/event.ts';
import type { ListFilter } from '../../core/review/select.ts';
import type { Usual } from '../../core/review/usual.ts';
import type { ReviewView } from '../../core/review/view.ts';
import type { GitCopy, Hit, Reviewer, Today } from '../../protocol/reviewPage.ts';
import type { ReviewAction } from '../../protocol/review.ts';
import type { Mine } from './mine.ts';
import type { OwnWord } from './ownWord.ts';
import type { ReviewWords } from './reviewWords.ts';

/** What is looked for, and what was found so far. */
export interface Search {
  readonly text: string;
  readonly hits: readonly Hit[];
  readonly done: boolean;
  readonly more: boolean;
}

/** All that is drawn now. */
export interface Scene {
  readonly words: ReviewWords;
  readonly view: ReviewView;
  readonly filter: ListFilter;
  /** Of the events that the filter shows, those that were brought here. */
  readonly rows: readonly RunEvent[];
  readonly open: ReadonlySet<number>;
  readonly details: ReadonlyMap<number, EventDetail>;
  readonly search: Search | undefined;
  readonly today: Today | undefined;
  readonly usual: Usual | undefined;
  readonly comparison: Comparison | undefined;
  /** How many other runs there are to compare with; undefined until that is known. */
  readonly others: number | undefined;
  readonly git: GitCopy | 'asked' | undefined;
  /** Who would sign here; undefined until that is known. */
  readonly reviewer: Reviewer | undefined;
  readonly mine: Mine;
  readonly act: Actions;
}

export interface Actions {
  show(filter: ListFilter): void;
  more(): void;
  toggle(event: number): void;
  search(text: string): void;
  host(action: ReviewAction): void;
  readonly own: OwnWord;
}
