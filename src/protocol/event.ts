import type { LiveView } from '../core/cluster/live.ts';
import type { ShownVariable } from '../core/run/environment.ts';
import type { Refusal } from '../core/run/refusal.ts';
import type { Page, RunView } from '../core/run/view/view.ts';
import type { KeyQuestion } from './key.ts';
import type { OutputView } from '../core/run/view/outputView.ts';

// What the runner tells its views. These come from our own process over a private socket; the shape is checked at compile time.

export type Event =
  | { readonly type: 'page'; readonly page: Page }
  | { readonly type: 'run'; readonly view: RunView }
  /** Between two `run` events: the tail of a running attempt. */
  | {
      readonly type: 'output';
      readonly step: string;
      readonly attemptId: string;
      readonly output: OutputView;
    }
  /** What the cluster says, beside the run and never part of it; without a view, nothing is shown. */
  | { readonly type: 'live'; readonly live?: LiveView }
  /** Whether this watcher acts; the others read along. */
  | { readonly type: 'seat'; readonly acts: boolean }
  /** For the window's own terminal, where it watches: masked bytes of the session, in base64; `redraw` begins the screen anew. */
  | { readonly type: 'terminal'; readonly bytes: string; readonly redraw?: true }
  /** For the host alone, never for a page: a question about the key that signs; without one, the question is taken back. */
  | { readonly type: 'key'; readonly id: number; readonly question?: KeyQuestion }
  | { readonly type: 'reply'; readonly to: number; readonly reply: Reply };

/** What of it a page is told. */
export type PageEvent = Exclude<Event, { readonly type: 'key' | 'terminal' }>;

/** The answer to one request; a refusal has changed nothing. */
export type Reply =
  | { readonly ok: true; readonly text?: string; readonly environment?: readonly ShownVariable[] }
  | ({ readonly ok: false } & Refusal);
