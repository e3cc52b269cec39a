import * as z from 'zod';
import { approvalBodies, approvalTypes } from '../gates/approval.ts';
import type { JsonObject } from './canonical.ts';
import { reviewDecisions } from '../countersign.ts';
import { handoverBodies, handoverTypes } from '../handover/handover.ts';
import type { Entry, Recorded } from '../entry.ts';

// The entries of entry.ts as they are checked when a log is read. Fields that are not known are kept; types that are not known
// are the caller's to decide.

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const text = z.string();
const author = z.enum(['person', 'rule', 'unattended']);
const reference = z.looseObject({ seg: count, lines: count, head: digest });

/** What every line carries. */
export const envelope = z.looseObject({ run: text, seg: count, seq: count, prev: digest, type: text });

const open = z.looseObject({
  fmt: text,
  crit: z.array(text),
  role: text,
  signer: text,
  session: text.nullable(),
  who: text,
  keyStore: text,
  parents: z.array(reference),
  runParents: z.array(z.looseObject({ run: text, head: digest })),
  runbook: z.looseObject({ path: text, gitBlob: text, sha256: digest, object: digest }),
  roster: z.looseObject({ version: count, sha256: digest }).nullable(),
  repo: z.looseObject({ head: text, dirty: z.boolean(), objectFormat: text }).nullable(),
  env: z.looseObject({ os: text, arch: text, vscode: text, ext: text, login: z.literal(true).optional() }),
  capture: text,
  maskRules: z.looseObject({ version: count, sha256: digest }),
  unattended: z.boolean(),
  handover: z.literal(true).optional(),
  boot: text,
});

const step = z.looseObject({ step: text, stepDigest: text, attempt: count });

const outputSummary = z.looseObject({
  role: text,
  parts: count,
  bytes: count,
  kept: count,
  truncated: z.boolean(),
  masked: count,
  streamSha256: digest,
});

const seal = z.looseObject({
  result: text,
  counts: z.record(z.string(), count),
  parents: z.array(reference),
  objects: count,
});

const bodies: Readonly<Record<Entry['type'], z.ZodType>> = {
  open,
  'input.set': z.looseObject({ name: text, kind: text, value: text.optional(), source: text }),
  'check.set': z.looseObject({ step: text, checked: z.boolean(), by: author, text: text.optional() }),
  note: z.looseObject({
    step: text,
    text,
    attachment: z.looseObject({ sha256: digest, size: count, masked: count }).optional(),
  }),
  'record.filled': z.looseObject({
    step: text,
    values: z.array(z.looseObject({ name: text, value: text })),
    by: author,
  }),
  judged: z.looseObject({ step: text, attemptId: text, decision: text, by: author }),
  'wait.started': z.looseObject({ step: text, plannedMs: count }),
  wait: z.looseObject({ step: text, plannedMs: count, waitedMs: count, by: author.optional() }),
  context: z.looseObject({ host: text, user: text, cwd: text }),
  'branch.entered': z.looseObject({ section: text, reason: text }),
  'step.started': step,
  'step.finished': step,
  'step.failed': step,
  'step.skipped': step,
  'step.treated': z.looseObject({ step: text, stepDigest: text, as: text, by: author }),
  'step.reopened': z.looseObject({ step: text, reason: text }),
  'runbook.adopted': z.looseObject({
    from: digest,
    to: digest,
    object: digest,
    diff: digest,
    reason: text,
    reopened: z.array(z.looseObject({ step: text, was: text })),
    by: author,
  }),
  'command.edited': z.looseObject({
    step: text,
    stepDigest: text,
    stmt: count,
    originalDigest: digest,
    editDigest: digest,
    cmd: text,
    diff: digest,
    endless: z.boolean(),
    reason: text,
    by: author,
  }),
  ...approvalBodies,
  ...handoverBodies,
  'attempt.started': z.looseObject({
    step: text,
    stmt: count,
    stmtDigest: text,
    attempt: count,
    attemptId: text,
    cmd: text,
    cwd: text,
    shell: text,
    inputs: z.array(text),
    confirmed: text.optional(),
    edit: digest.optional(),
    approvals: z.array(text).optional(),
  }),
  'attempt.extended': z.looseObject({ step: text, attemptId: text, byMs: count, limitMs: count, by: author }),
  'attempt.finished': z.looseObject({
    attemptId: text,
    outcome: text,
    exit: z.int().optional(),
    durMs: count,
    outputs: z.array(outputSummary),
  }),
  job: z.looseObject({ job: text, event: text, pid: count, exit: z.int().optional(), by: author.optional() }),
  jobs: z.looseObject({
    decision: text,
    by: author,
    alive: z.array(z.looseObject({ job: text, pid: count })),
  }),
  background: z.looseObject({ of: text, attempts: z.array(text), outputs: z.array(outputSummary) }),
  object: z.looseObject({
    role: text,
    sha256: digest,
    size: count,
    media: text,
    part: count,
    of: text.optional(),
  }),
  checkpoint: z.looseObject({ why: text }),
  recovered: z.looseObject({
    ref: reference,
    tornBytes: count,
    tornSha256: digest,
    danglingAttempts: z.array(text),
  }),
  redaction: z.looseObject({ sha256: digest, reason: text, by: text }),
  finding: z.looseObject({ ref: reference.nullable(), text, severity: z.enum(['minor', 'major']) }),
  countersigned: z.looseObject({
    ref: reference,
    decision: z.enum(reviewDecisions),
    findings: count,
    reason: text.optional(),
    by: text,
  }),
  'session.ended': z.looseObject({ reason: text }),
  seal,
  // The last signature of a segment is covered by no other, so nothing may stand in it that it does not sign or that is not checked.
  sig: z.strictObject({
    run: text,
    seg: count,
    seq: count,
    prev: digest,
    type: text,
    by: z.enum(['user', 'session', 'cosigner']),
    ns: text,
    sig: text,
  }),
};

const known: ReadonlyMap<string, z.ZodType> = new Map(Object.entries(bodies));

export function isKnownType(type: string): type is Entry['type'] {
  return known.has(type);
}

/** Every type that this version understands; a `crit` that names another cannot be verified. */
export const knownTypes: readonly string[] = [...known.keys()];

const moved = /^(.+)Object$/;

/**
 * The entry in a line's value, or why it is none. A field that was moved to an object is complete without its text, so that a
 * line can be checked before its objects are read.
 */
export function readEntry(value: JsonObject): { readonly entry: Recorded } | { readonly problem: string } {
  const body = known.get(typeof value['type'] === 'string' ? value['type'] : '');
  if (body === undefined) return { problem: 'is of a type this version does not know' };
  const result = body.safeParse(withPlaceholders(value));
  if (result.success) return { entry: value as unknown as Recorded };
  const [issue] = result.error.issues;
  return { problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as specified'}` };
}

function withPlaceholders(value: JsonObject): JsonObject {
  const complete: Record<string, JsonObject[string]> = {};
  for (const [key, member] of Object.entries(value)) {
    const name = moved.exec(key)?.[1];
    if (name !== undefined && !(name in value))
      complete[name] = name === 'values' || name === 'inputs' ? [] : '';
    complete[key] = placeholders(member);
  }
  return complete;
}

function placeholders(member: JsonObject[string]): JsonObject[string] {
  if (Array.isArray(member)) return (member as readonly JsonObject[string][]).map(placeholders);
  if (typeof member === 'object' && member !== null) return withPlaceholders(member as JsonObject);
  return member;
}

/** What is checked of each type, for whoever compares versions of it. */
export const entryBodies: Readonly<Record<string, z.ZodType>> = bodies;

const interpreted: ReadonlySet<string> = new Set([
  'open',
  ...approvalTypes,
  ...handoverTypes,
  'attempt.finished',
  'background',
  'object',
  'recovered',
  'redaction',
  'finding',
  'countersigned',
  'seal',
  'sig',
]);

/** Whether verification itself rests on the fields of this type; of the others it checks the frame. */
export function isInterpreted(type: string): boolean {
  return interpreted.has(type);
}
