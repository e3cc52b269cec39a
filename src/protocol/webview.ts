import * as z from 'zod';

import { explainedCommands, offeredCommands } from './commands.ts';
import { request } from './request.ts';

// What the walker's page says to the extension host (the other direction is host.ts). Requests pass through to the runner;
// the rest never leaves the host.

const id = z.string().min(1).max(200);

/** What only VS Code can do for the page. */
export const hostAction = z.discriminatedUnion('action', [
  /** `line` is 1-based. Beside the page, unless it is to come `instead` of it. */
  z.object({
    action: z.literal('openMarkdown'),
    line: z.int().min(1).optional(),
    place: z.literal('instead').optional(),
  }),
  /** What a command was for is not there. */
  z.object({ action: z.literal('explain'), command: z.enum(explainedCommands) }),
  /** Asks for a step by its words, and goes there. */
  z.object({ action: z.literal('chooseStep') }),
  z.object({ action: z.literal('copy'), text: z.string().max(10_000_000) }),
  /** Asks for a file and attaches it to the step. */
  z.object({ action: z.literal('attachFile'), step: id }),
  /** The text of a `script` or `file` step, to a file that the person chooses. */
  z.object({ action: z.literal('saveText'), step: id }),
  /** The whole output of one attempt, in a read-only editor. */
  z.object({ action: z.literal('openOutput'), step: id, attemptId: id }),
  /** As it stands in the runbook: relative, `#fragment` or a URL; the host decides what may be opened. */
  z.object({ action: z.literal('openLink'), href: z.string().min(1).max(4000) }),
  /** Another runbook, as a checklist; relative to this one. */
  z.object({ action: z.literal('openRunbook'), href: z.string().min(1).max(4000) }),
  z.object({ action: z.literal('openTerminal'), step: id }),
  /** The text that the run goes on with and the file as it is now, side by side. */
  z.object({ action: z.literal('showChange') }),
  /** The run's review. */
  z.object({ action: z.literal('openReview') }),
  /** The run told in a file; the person chooses its form and its place. */
  z.object({ action: z.literal('saveReport') }),
  /** A new run, where this one is closed. */
  z.object({ action: z.literal('again') }),
  z.object({ action: z.literal('verify') }),
  /** What is asked of others at a step, as a text, to the clipboard. */
  z.object({ action: z.literal('copyRequest'), step: id }),
  z.object({ action: z.literal('manageTrust') }),
  /** The variables of the run's shell, PATH among them, in a read-only editor. */
  z.object({ action: z.literal('showEnvironment') }),
  /** Walks through the text beside its run, with nothing behind it that could run. */
  z.object({ action: z.literal('rehearse') }),
  /** Walks through the text from its first step again, or leaves the rehearsal for a run. */
  z.object({ action: z.literal('rehearseAgain') }),
  z.object({ action: z.literal('leaveRehearsal') }),
]);

/** `ready` comes first and once; the host answers it with `page` and `run`. */
export const fromWalker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('request'), id: z.int().min(1), request }),
  z.object({ type: z.literal('host'), action: hostAction }),
  /** What the page offers from now on; VS Code's palette shows no other. `narrow`: half of the page is too little for an editor beside it. */
  z.object({
    type: z.literal('offers'),
    commands: z.array(z.enum(offeredCommands)),
    narrow: z.literal(true).optional(),
  }),
]);

export type HostAction = z.infer<typeof hostAction>;
export type FromWalker = z.infer<typeof fromWalker>;
/** What a page offered last, and whether it is narrow. */
export type Offers = Omit<Extract<FromWalker, { readonly type: 'offers' }>, 'type'>;
