import * as z from 'zod';
import { request } from './request.ts';
import { terminalWish } from './terminalWish.ts';

// The first hop, over the runner's socket: a client shows the token, then sends numbered requests.

/**
 * What a window wants to see of the cluster: nothing, nothing while its page is hidden, what a runbook that asks the cluster acts on,
 * or whatever the run's context holds.
 */
export const liveWishes = ['off', 'hidden', 'auto', 'always'] as const;

export type LiveWish = (typeof liveWishes)[number];

export const fromClient = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), token: z.string().min(1).max(200) }),
  /** From the host only, never relayed from a page: the workspace is trusted now. */
  z.object({ type: z.literal('trust') }),
  /** From the host only, never relayed from a page: the run is closed, and another is to begin. */
  z.object({ type: z.literal('again') }),
  /** From the host only, never relayed from a page: what was typed for the key that signs; nothing, where it was declined. */
  z.object({ type: z.literal('key'), id: z.int().min(1), answer: z.string().max(4096).optional() }),
  /** From the host only, never relayed from a page. */
  z.object({ type: z.literal('live'), wish: z.enum(liveWishes) }),
  /** From the host only, never relayed from a page: what its own terminal wants of the session. */
  z.object({ type: z.literal('terminal'), wish: terminalWish }),
  z.object({ type: z.literal('request'), id: z.int().min(1), request }),
]);

export type FromClient = z.infer<typeof fromClient>;

/** Why a runner could not begin, for whoever says it in another language. */
export const notBegunCodes = [
  /** Of the Markdown file. */
  'no-file',
  'folder',
  'too-large',
  'unreadable',
  /** Of the run that was to be gone on with. */
  'no-run',
  'run-unreadable',
  'not-a-run',
  'sealed',
  'no-text',
  /** Of the login profile that was asked for an environment. */
  'profile-slow',
  'profile-ended',
] as const;

export const notBegun = z.object({
  code: z.enum(notBegunCodes),
  /** The file or folder that it is about; absent for a login profile. */
  path: z.string().optional(),
});

export type NotBegun = z.infer<typeof notBegun>;

/** `runner.json` in the private state folder: where a live runner is reached. */
export const runnerFile = z.object({
  pid: z.int().min(1),
  /** What `/proc` or `ps` says of the process's start: a recycled pid differs. */
  started: z.string(),
  socket: z.string(),
  token: z.string(),
  /** The run's folder; absent until its log is opened. */
  runFolder: z.string().optional(),
  /** Absolute path of the Markdown file. */
  runbook: z.string(),
  version: z.string(),
  /** Why the runner could not begin; it has then left. */
  failed: z.string().optional(),
  why: notBegun.optional(),
});

export type RunnerFile = z.infer<typeof runnerFile>;
