import * as z from 'zod/mini';

import type { Pace } from '../core/trends/pace.ts';
import { walkerCommands } from './commands.ts';
import type { PageEvent } from './event.ts';

// What the extension host says to the walker's page (the other direction is webview.ts). This file is part of the page's own
// bundle, so it keeps to zod/mini and imports no other schema.

const id = z.string().check(z.minLength(1), z.maxLength(200));

/** In `<script type="application/json" id="handrail-settings">` at load, and as a message whenever one changes. */
export const walkerSettings = z.object({
  /** URI of the runbook; kept in the page's saved state, so that a window reload finds it again. */
  runbook: z.string(),
  /** BCP 47, VS Code's display language. */
  locale: z.string().check(z.maxLength(40)),
  /** Setting `handrail.keyboard.singleKeys`. */
  singleKeys: z.boolean(),
  density: z.enum(['comfortable', 'compact']),
  /** `host`: VS Code's keybindings arrive as `command`; `page`: nobody else turns chords into commands. */
  chords: z.enum(['host', 'page']),
  mac: z.boolean(),
});

export type WalkerSettings = z.infer<typeof walkerSettings>;

/** What verification said of this run's log, for the closed page. */
export const verdictResults = ['verified', 'open', 'untrusted', 'broken', 'unreadable'] as const;

export type VerdictResult = (typeof verdictResults)[number];

const hostMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('settings'), settings: walkerSettings }),
  z.object({ type: z.literal('command'), command: z.enum(walkerCommands) }),
  /** Opens a step, brings it into view and gives it the focus. */
  z.object({ type: z.literal('reveal'), step: id }),
  /** A file that was chosen for a step; the page asks the runner for it, and shows what stands in the way. */
  z.object({ type: z.literal('attach'), step: id, path: z.string() }),
  /** Whether the runner can be reached; while it cannot, nothing can be asked of it. */
  z.object({
    type: z.literal('link'),
    state: z.enum(['connecting', 'open', 'lost']),
    reason: z.optional(z.string()),
  }),
  /** What is usual in the text that is walked. */
  z.object({ type: z.literal('pace'), pace: z.custom<Pace>(value => typeof value === 'object') }),
  z.object({ type: z.literal('verdict'), result: z.enum(verdictResults), message: z.string() }),
]);

// The runner's events are checked at compile time only (see event.ts); here just that they are events at all.
const eventTypes: readonly unknown[] = [
  'page',
  'run',
  'output',
  'live',
  'seat',
  'reply',
] satisfies PageEvent['type'][];
const event = z.custom<PageEvent>(
  (value: unknown) =>
    typeof value === 'object' && value !== null && 'type' in value && eventTypes.includes(value.type),
);

/** Everything that may arrive in the page. */
export const toWalker = z.union([event, hostMessage]);

export type HostMessage = z.infer<typeof hostMessage>;
export type ToWalker = PageEvent | HostMessage;

/** Whether a message comes from the runner, the host only passing it on. */
export function isRunnerEvent(message: ToWalker): message is PageEvent {
  return eventTypes.includes(message.type);
}
