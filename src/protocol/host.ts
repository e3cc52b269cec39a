import type { Pace } from '../core/trends/pace.ts';
import { walkerCommands } from './commands.ts';
import type { PageEvent } from './event.ts';
import { anyOf, fields, oneOf, optional, text, thing, truth, type Of, type Shape } from './shape.ts';

// What the extension host says to the walker's page (the other direction is webview.ts). This file is part of the page's own
// bundle, so it imports no schema.

const id = text({ least: 1, most: 200 });

/** In `<script type="application/json" id="handrail-settings">` at load, and as a message whenever one changes. */
export const walkerSettings = fields({
  /** URI of the runbook; kept in the page's saved state, so that a window reload finds it again. */
  runbook: text(),
  /** BCP 47, VS Code's display language. */
  locale: text({ most: 40 }),
  /** Setting `handrail.keyboard.singleKeys`. */
  singleKeys: truth,
  density: oneOf(['comfortable', 'compact']),
  /** `host`: VS Code's keybindings arrive as `command`; `page`: nobody else turns chords into commands. */
  chords: oneOf(['host', 'page']),
  mac: truth,
});

export type WalkerSettings = Of<typeof walkerSettings>;

/** What verification said of this run's log, for the closed page. */
export const verdictResults = ['verified', 'open', 'untrusted', 'broken', 'unreadable'] as const;

export type VerdictResult = (typeof verdictResults)[number];

const hostMessage = anyOf(
  fields({ type: oneOf(['settings']), settings: walkerSettings }),
  fields({ type: oneOf(['command']), command: oneOf(walkerCommands) }),
  /** Opens a step, brings it into view and gives it the focus. */
  fields({ type: oneOf(['reveal']), step: id }),
  /** A file that was chosen for a step; the page asks the runner for it, and shows what stands in the way. */
  fields({ type: oneOf(['attach']), step: id, path: text() }),
  /** Whether the runner can be reached; while it cannot, nothing can be asked of it. */
  fields({
    type: oneOf(['link']),
    state: oneOf(['connecting', 'open', 'lost']),
    reason: optional(text()),
  }),
  /** What is usual in the text that is walked. */
  fields({ type: oneOf(['pace']), pace: thing<Pace>() }),
  fields({ type: oneOf(['verdict']), result: oneOf(verdictResults), message: text() }),
);

// The runner's events are checked at compile time only (see event.ts); here just that they are events at all.
const eventTypes: readonly unknown[] = [
  'page',
  'run',
  'output',
  'live',
  'seat',
  'reply',
] satisfies PageEvent['type'][];
const event: Shape<PageEvent> = (value): value is PageEvent =>
  typeof value === 'object' && value !== null && 'type' in value && eventTypes.includes(value.type);

/** Everything that may arrive in the page. */
export const toWalker = anyOf(event, hostMessage);

export type HostMessage = Of<typeof hostMessage>;
export type ToWalker = PageEvent | HostMessage;

/** Whether a message comes from the runner, the host only passing it on. */
export function isRunnerEvent(message: ToWalker): message is PageEvent {
  return eventTypes.includes(message.type);
}
