import * as z from 'zod/mini';

import type { Comparison } from '../core/review/compare.ts';
import type { EventDetail } from '../core/review/detail.ts';
import type { RunEvent } from '../core/review/event.ts';
import { filters } from '../core/review/event.ts';
import { listFilters } from '../core/review/select.ts';
import type { Usual } from '../core/review/usual.ts';
import type { ToldTrend } from '../core/trends/told.ts';
import type { AnswerState, AskedViews } from './asked.ts';
import type { ReviewView } from '../core/review/view.ts';

// What the extension host says to a review's page, or to that of an output (the other direction is review.ts). This file is part
// of the page's own bundle, so it keeps to zod/mini.

export const listFilterNames = [...filters, ...listFilters] as const;

/** In `<script type="application/json" id="handrail-settings">` at load. */
/** What the page of a request keeps for a reload. */
export const savedRequest = z.object({
  /** Absolute path of the run's folder. */
  folder: z.string(),
  /** It came as a text. */
  pasted: z.boolean(),
});

export const reviewSettings = z.object({
  /** `review`: of a run; `output`: of one output of it; `request`: of what it asks; `trends`: of a runbook's runs. */
  mode: z.enum(['review', 'output', 'request', 'trends']),
  /** BCP 47, VS Code's display language. */
  locale: z.string().check(z.maxLength(40)),
  singleKeys: z.boolean(),
  density: z.enum(['comfortable', 'compact']),
  /** Of an output's page: what it is the output of, and the row to begin with. */
  title: z.optional(z.string()),
  row: z.optional(z.number()),
  request: z.optional(savedRequest),
});

export type ReviewSettings = z.infer<typeof reviewSettings>;

/** A place that a search has found. */
export interface Hit {
  readonly event: RunEvent;
  /** Of a place in an output: which, at which row (from 0), and what stands there. */
  readonly output?: { readonly attempt: string; readonly row: number; readonly text: string };
}

/** What became of the runbook since. */
export interface Today {
  readonly state: 'same' | 'changed' | 'gone' | 'missing';
  readonly lines?: number;
}

/** Who would sign a review here; `own` where they walked the run themselves. */
export interface Reviewer {
  readonly who: string;
  readonly own: boolean;
}

export const signingStates = [
  'signed',
  'not-verified',
  'own-run',
  'not-signed',
  'not-listed',
  'in-use',
  'not-trusted-folder',
  'failed',
] as const;

export type SigningState = (typeof signingStates)[number];

/** What verification says of the copy that git holds. */
export interface GitCopy {
  readonly state: 'none' | 'same' | 'verifies' | 'fails';
  readonly commit?: string;
  /** ms since the epoch. */
  readonly at?: number;
  readonly entries?: number;
}

/** A row of an output: text without control sequences. */
export interface OutputRow {
  readonly row: number;
  readonly text: string;
  /** It goes on from the row before, which was too long for one. */
  readonly joined?: true;
}

export type ToReview =
  | { readonly type: 'settings'; readonly settings: ReviewSettings }
  | { readonly type: 'review'; readonly view: ReviewView }
  | { readonly type: 'failed'; readonly why: string }
  /** What a runbook's runs show; without `told` there are none. */
  | { readonly type: 'trends'; readonly told?: ToldTrend }
  | { readonly type: 'rows'; readonly id: number; readonly rows: readonly RunEvent[] }
  | { readonly type: 'detail'; readonly event: number; readonly detail: EventDetail }
  | {
      readonly type: 'found';
      readonly text: string;
      readonly hits: readonly Hit[];
      readonly done: boolean;
      readonly more: boolean;
    }
  | { readonly type: 'today'; readonly today: Today }
  | { readonly type: 'usual'; readonly usual: Usual }
  | { readonly type: 'compared'; readonly comparison: Comparison }
  | { readonly type: 'others'; readonly count: number }
  | { readonly type: 'git'; readonly copy: GitCopy }
  | { readonly type: 'reviewer'; readonly reviewer: Reviewer }
  | { readonly type: 'signed'; readonly state: SigningState }
  | { readonly type: 'asked'; readonly asked: AskedViews }
  | { readonly type: 'answered'; readonly nonce: string; readonly state: AnswerState }
  | {
      readonly type: 'output';
      readonly rows: number;
      readonly bytes: number;
      /** False while rows are still being counted. */
      readonly whole: boolean;
    }
  | { readonly type: 'lines'; readonly id: number; readonly rows: readonly OutputRow[] }
  | {
      readonly type: 'places';
      readonly text: string;
      readonly rows: readonly OutputRow[];
      readonly total: number;
      readonly done: boolean;
    };

const types: readonly unknown[] = [
  'settings',
  'review',
  'failed',
  'trends',
  'rows',
  'detail',
  'found',
  'today',
  'usual',
  'compared',
  'others',
  'git',
  'reviewer',
  'signed',
  'asked',
  'answered',
  'output',
  'lines',
  'places',
] satisfies ToReview['type'][];

// The host is of the same build, so its messages are checked at compile time; here only that they are its messages at all.
export const toReview = z.custom<ToReview>(
  (value: unknown) =>
    typeof value === 'object' && value !== null && 'type' in value && types.includes(value.type),
);
