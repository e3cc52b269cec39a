import type { ShownVariable } from '../core/run/environment.ts';
import type { Because, RefusalCode } from '../core/run/refusal.ts';
import type { Page, RunView } from '../core/run/view.ts';
import type { OutputView } from '../core/run/outputView.ts';

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
  /** Whether this watcher acts; the others read along. */
  | { readonly type: 'seat'; readonly acts: boolean }
  | { readonly type: 'reply'; readonly to: number; readonly reply: Reply };

/** The answer to one request; a refusal has changed nothing. */
export type Reply =
  | { readonly ok: true; readonly text?: string; readonly environment?: readonly ShownVariable[] }
  | { readonly ok: false; readonly code: RefusalCode; readonly message: string; readonly because?: Because };
