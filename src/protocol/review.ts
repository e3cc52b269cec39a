import * as z from 'zod';

import { reviewDecisions } from '../core/audit/countersign.ts';
import { listFilterNames } from './reviewPage.ts';

// What a review's page says to the extension host (the other direction is reviewPage.ts).

const attempt = z.string().min(1).max(200);
const folder = z.string().min(1).max(4096);
const place = z.int().min(0).max(10_000_000);
/** Of an output, which may have as many rows as bytes; the reader looks up what there is. */
const row = z.int().min(0);

/** What only VS Code can do for the page. */
export const reviewAction = z.discriminatedUnion('action', [
  /** The runbook as it was, at a line (1-based). */
  z.object({ action: z.literal('openRunbook'), line: z.int().min(1).optional() }),
  /** Its difference to the file of today. */
  z.object({ action: z.literal('diffRunbook') }),
  /** A whole output, at a row (from 0). */
  z.object({ action: z.literal('openOutput'), attempt, title: z.string().max(400), row: row.optional() }),
  z.object({ action: z.literal('copy'), text: z.string().max(1_000_000) }),
  /** The log itself, as text. */
  z.object({ action: z.literal('openText') }),
  z.object({ action: z.literal('chooseRun') }),
  z.object({ action: z.literal('openRun'), folder }),
  z.object({
    action: z.literal('compareOutputs'),
    title: z.string().max(400),
    attempt,
    other: z.object({ folder, attempt }),
  }),
  /** A person's word on the run, to be verified once more and signed. */
  z.object({
    action: z.literal('countersign'),
    decision: z.enum(reviewDecisions),
    findings: z.array(z.object({ text: z.string().min(1).max(20_000), entry: place.optional() })).max(100),
    reason: z.string().max(20_000).optional(),
  }),
  /** A person's answer to what the run asks, about what they were shown. */
  z.object({
    action: z.literal('answer'),
    nonce: z.string().regex(/^[0-9a-f]{32}$/),
    plan: z.string().regex(/^[0-9a-f]{64}$/),
    decision: z.enum(['granted', 'denied']),
    reason: z.string().max(4000),
  }),
  /** The review of the run that asks. */
  z.object({ action: z.literal('readRun') }),
  /** The signed answer, as a text to send. */
  z.object({ action: z.literal('copyAnswer'), nonce: z.string().regex(/^[0-9a-f]{32}$/) }),
  /** The copy of the log that git holds. */
  z.object({ action: z.literal('verifyGit') }),
]);

/** `ready` comes first and once. */
export const fromReview = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** Some of the events that a filter shows; answered by `rows` with the same id. */
  z.object({
    type: z.literal('rows'),
    id: z.int().min(1),
    filter: z.enum(listFilterNames),
    from: place,
    count: z.int().min(1).max(1000),
  }),
  z.object({ type: z.literal('detail'), event: place }),
  /** Looks through entries and outputs; empty text ends a search. */
  z.object({ type: z.literal('search'), text: z.string().max(400) }),
  /** Beside a run that was chosen before; the host answers `compared`. */
  z.object({ type: z.literal('compare'), folder }),
  z.object({ type: z.literal('act'), action: reviewAction }),
  /** Of an output's page: rows from one on, and a search in it. */
  z.object({ type: z.literal('lines'), id: z.int().min(1), from: row, count: z.int().min(1).max(2000) }),
  z.object({ type: z.literal('find'), text: z.string().max(400) }),
]);

export type ReviewAction = z.infer<typeof reviewAction>;
export type FromReview = z.infer<typeof fromReview>;
