import type { FailureFacts } from '../../core/audit/failure.ts';
import type { ReviewWish } from '../../adapters/audit/review/countersign.ts';
import type { PacedText, TextPace } from '../../adapters/review/paceReader.ts';
import type { KeyAsked, KeyTyped } from '../../adapters/review/hostAsker.ts';
import type { NamedAttempt } from '../../adapters/review/cast.ts';
import type { NotReported, ReportWish } from '../../adapters/review/reportForms.ts';
import type { Signing } from '../../adapters/review/reviewer.ts';
import type { RunRow } from '../../adapters/audit/runs/runRow.ts';
import type { Asking, WaitingRun } from '../../adapters/review/waiting.ts';
import type { Shelf, ShelfEntry } from '../../adapters/review/shelf.ts';
import type { Verdict } from '../../core/audit/verdict.ts';
import type { Comparison } from '../../core/review/compare.ts';
import type { EventDetail } from '../../core/review/detail.ts';
import type { RunEvent } from '../../core/review/event.ts';
import type { ListFilter } from '../../core/review/select.ts';
import type { Usual } from '../../core/review/usual.ts';
import type { ToldTrend } from '../../core/trends/told.ts';
import type { ReviewView } from '../../core/review/view.ts';
import type { AskedViews } from '../../protocol/asked.ts';
import type { GitCopy, Hit, OutputRow, Reviewer } from '../../protocol/reviewPage.ts';

interface OfRun {
  readonly folder: string;
}

interface OfOutput extends OfRun {
  readonly attempt: string;
}

/** The questions of the host to the worker that reads and verifies runs; all of it passes through `postMessage`. */
export interface Questions {
  /** Reads and verifies anew. */
  readonly open: { readonly with: OfRun; readonly answer: ReviewView };
  readonly rows: {
    readonly with: OfRun & { readonly filter: ListFilter; readonly from: number; readonly count: number };
    readonly answer: readonly RunEvent[];
  };
  readonly detail: {
    readonly with: OfRun & { readonly event: number };
    readonly answer: EventDetail | undefined;
  };
  /** The runbook as it was; undefined if the log does not bring it. */
  readonly runbook: { readonly with: OfRun; readonly answer: string | undefined };
  readonly siblings: { readonly with: OfRun; readonly answer: readonly RunRow[] };
  readonly usual: { readonly with: OfRun; readonly answer: Usual };
  readonly compare: { readonly with: OfRun & { readonly other: string }; readonly answer: Comparison };
  /** The end of an output as text, for an editor. */
  readonly text: { readonly with: OfOutput & { readonly limit: number }; readonly answer: string };
  readonly lines: {
    readonly with: OfOutput & { readonly from: number; readonly count: number };
    readonly answer: readonly OutputRow[];
  };
  /** Runs of state folders, newest first. */
  readonly runs: {
    readonly with: { readonly stateFolders: readonly string[] };
    readonly answer: readonly RunRow[];
  };
  /** Which of some open runs wait for whoever sits here. */
  readonly waiting: {
    readonly with: { readonly runs: readonly Asking[] };
    readonly answer: readonly WaitingRun[];
  };
  /** What is usual in a runbook's text; undefined if too few of its runs are known. */
  readonly pace: { readonly with: PacedText; readonly answer: TextPace | undefined };
  /** What the runs of the runbook at a path show together; undefined if there is none. */
  readonly trend: {
    readonly with: { readonly stateFolder: string; readonly path: string };
    readonly answer: ToldTrend | undefined;
  };
  /** Runbooks and what became of them, by path. */
  readonly shelf: { readonly with: Shelf; readonly answer: readonly ShelfEntry[] };
  readonly verdict: { readonly with: OfRun; readonly answer: ReviewView['badge']['result'] };
  /** Verifies anew, for what is shown of it elsewhere. */
  readonly verify: { readonly with: OfRun; readonly answer: Verdict };
  /** The commands of a run that a recording can tell. */
  readonly attempts: { readonly with: OfRun; readonly answer: readonly NamedAttempt[] };
  /** Writes a report; returns why it could not, if so. */
  readonly report: { readonly with: ReportWish; readonly answer: NotReported | undefined };
  /** Who would sign a review. */
  readonly reviewer: { readonly with: OfRun; readonly answer: Reviewer };
  /** What the run asks, by the lists of a state folder. */
  readonly asked: {
    readonly with: OfRun & { readonly state: string };
    readonly answer: Omit<AskedViews, 'pasted'>;
  };
  /** A request that came as a text, as a run below a folder; undefined if the text holds none. */
  readonly unpack: {
    readonly with: { readonly text: string; readonly into: string };
    readonly answer: string | undefined;
  };
  readonly token: { readonly with: OfRun & { readonly nonce: string }; readonly answer: string | undefined };
  readonly git: { readonly with: OfRun; readonly answer: GitCopy };
}

export type Kind = keyof Questions;

/** What is told more than once, until it ends or nobody wants it any more. */
export interface Streams {
  readonly search: {
    readonly with: OfRun & { readonly text: string };
    readonly part: { readonly hits: readonly Hit[]; readonly more: boolean };
  };
  /** Counts the rows of an output. */
  readonly size: {
    readonly with: OfOutput;
    readonly part: { readonly rows: number; readonly bytes: number; readonly whole: boolean };
  };
  /** Signs a review; replies are what was typed for the key that signs. */
  readonly sign: {
    readonly with: OfRun & { readonly wish: ReviewWish; readonly vscode: string; readonly version: string };
    readonly part: KeyAsked | { readonly signing: Signing };
  };
  readonly find: {
    readonly with: OfOutput & { readonly text: string };
    readonly part: { readonly rows: readonly OutputRow[]; readonly total: number };
  };
}

export type StreamKind = keyof Streams;

export type ToReader =
  | { readonly type: 'ask'; readonly id: number; readonly kind: Kind; readonly with: unknown }
  | { readonly type: 'begin'; readonly id: number; readonly kind: StreamKind; readonly with: unknown }
  | { readonly type: 'end'; readonly id: number }
  /** To whoever tells something in parts, and asks meanwhile. */
  | { readonly type: 'reply'; readonly id: number; readonly with: KeyTyped }
  /** A review or an output is closed: what is held of it may go. */
  | { readonly type: 'forget'; readonly folder: string };

export type FromReader =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly part: unknown }
  | { readonly id: number; readonly done: true }
  | { readonly id: number; readonly failed: string; readonly facts?: FailureFacts };
