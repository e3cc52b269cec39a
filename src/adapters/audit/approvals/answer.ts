import { hash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { looseSegments, type ApproverAnswer } from '../../../core/audit/gates/approval.ts';
import { encodeLine, isInline, type JsonObject } from '../../../core/audit/line/canonical.ts';
import type { Open } from '../../../core/audit/entry.ts';
import type { RequestSeen } from '../../../core/audit/gates/grant.ts';
import { pinOf } from '../../../core/audit/roster/roster.ts';
import { SegmentScan } from '../../../core/audit/segment.ts';
import { nodeChecks } from '../crypto.ts';
import { AuditFailure } from '../failure.ts';
import { looseName, looseSegment } from '../layout.ts';
import { lineHash } from '../journal/moved.ts';
import { planFile, planName } from './plans.ts';
import { noRoster, readRosterFile, treeRoster } from '../roster/rosterFile.ts';
import { readRunNow, type RunRecord } from '../runFolder.ts';
import { bodyOf, sound, type WriterOptions } from '../journal/run.ts';
import { signInTime } from '../keys/signer.ts';
import { syncFolder } from '../journal/segmentFile.ts';

/** What an approver decided. */
export interface Decision {
  readonly request: RequestSeen;
  readonly decision: 'granted' | 'denied';
  readonly reason: string;
}

/** An approver's segment: where it belongs in the run's folder, and its bytes. */
export interface MadeAnswer {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * Makes the segment with one answer, signed by the approver's own key; it names all that is there, and so countersigns it. Fails with
 * `not-signed`, or `not-a-run` where the log was changed.
 */
export async function makeAnswer(
  folder: string,
  { request, decision, reason }: Decision,
  options: WriterOptions & { readonly stateFolder: string },
): Promise<MadeAnswer> {
  const record = readRunNow(folder);
  const seg = looseSegment();
  const t = options.clock?.now() ?? Date.now();
  const frame = { run: sound(record).run, seg };
  const first = { ...(openOf(record, options) as unknown as JsonObject), ...frame };
  const opening = encodeLine({ ...first, seq: 0, prev: '0'.repeat(64), t, m: 0 });
  const said = { ...(answerOf(request, decision, reason) as unknown as JsonObject), ...frame };
  const answer = encodeLine({ ...said, seq: 1, prev: lineHash(opening), t, m: 0 });
  const ns = 'approve.v1@handrail';
  const sig = await signInTime(options.signer.sign(answer, ns));
  if (sig === undefined) {
    const sentence = `The key ${options.signer.place} did not sign, so nothing was answered.`;
    throw new AuditFailure('not-signed', sentence);
  }
  const signature = encodeLine({
    ...frame,
    seq: 2,
    prev: lineHash(answer),
    type: 'sig',
    by: 'user',
    ns,
    sig,
  });
  return { file: nameOf(seg, options), bytes: Buffer.concat([opening, answer, signature]) };
}

function openOf(record: RunRecord, options: WriterOptions & { readonly stateFolder: string }): Open {
  const roster = readRosterFile(join(options.stateFolder, treeRoster)) ?? noRoster;
  return {
    type: 'open',
    ...bodyOf(options),
    role: 'approver',
    roster: pinOf(roster),
    runbook: sound(record).runbook,
    runParents: [],
    session: null,
    parents: record.segments.map(one => ({ seg: one.seg, lines: one.lines, head: one.head })).slice(-100),
    boot: randomBytes(16).toString('hex'),
  };
}

function nameOf(seg: number, { operator, signer }: WriterOptions): string {
  return looseName('answer', seg, { who: operator, keyDigest: hash('sha256', signer.publicKey, 'hex') });
}

function answerOf(
  { entry, hash: request }: RequestSeen,
  decision: Decision['decision'],
  reason: string,
): ApproverAnswer {
  const { gate, step, stepDigest, plan, nonce, expires } = entry;
  if (!isInline(reason, 'reason'))
    throw new AuditFailure('not-signed', 'The reason is too long, or holds characters that cannot be seen.');
  const base = { request, gate, step, stepDigest, plan, nonce, ...(reason === '' ? {} : { reason }) };
  return decision === 'granted'
    ? { type: 'approval.granted', ...base, scope: 'once', expires }
    : { type: 'approval.denied', ...base };
}

/** Whether the bytes are one answer in this run and nothing else; whose it is, is asked later. */
export function isAnswerOf(run: string, { bytes }: MadeAnswer): boolean {
  const scan = new SegmentScan('answer', nodeChecks(), () => undefined);
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/(?<=\n)/);
  for (const line of lines) if (!scan.take(Buffer.from(line, 'latin1'))) break;
  const report = scan.end();
  const { open } = report.facts;
  const whole = !report.broken && report.findings.length === 0 && report.lines === 3 && lines.length === 3;
  return whole && open?.role === 'approver' && open.run === run && open.seg >= looseSegments;
}

/** Puts an answer into a run's folder, whole or not at all; undefined if another one of that name is there, which stays. */
export function keepAnswer(folder: string, { file, bytes }: MadeAnswer): string | undefined {
  const path = join(folder, file);
  if (fs.existsSync(path)) return fs.readFileSync(path).equals(bytes) ? path : undefined;
  const partial = `${path}.partial`;
  try {
    fs.writeFileSync(partial, bytes, { flush: true });
    fs.linkSync(partial, path);
  } finally {
    fs.rmSync(partial, { force: true });
  }
  syncFolder(folder);
  return path;
}

// Between people who share no repository: the same bytes as a text to paste.

const answerMark = 'handrail-answer:';
const requestMark = 'handrail-request:';
/** More than any of them needs; what unpacks to more is none. */
const mostBytes = 32 * 1024 * 1024;

export function answerText({ file, bytes }: MadeAnswer): string {
  return pack(answerMark, { [file]: bytes });
}

/** The answer in a pasted text; `undefined` if it holds none. */
export function answerIn(text: string): MadeAnswer | undefined {
  const files = unpack(answerMark, text);
  const [entry, ...more] = files ?? [];
  const sane = entry !== undefined && more.length === 0 && /^answer-[a-z0-9-]{1,120}\.jsonl$/.test(entry[0]);
  return sane ? { file: entry[0], bytes: entry[1] } : undefined;
}

/** All that an approver needs to check a request: the log as it stands, and what is to be shown. */
export function requestText(folder: string, plans: readonly string[]): string {
  const logs = fs.readdirSync(folder).filter(name => name.endsWith('.jsonl'));
  const files = logs.map(name => [name, fs.readFileSync(join(folder, name))] as const);
  const shown = plans.flatMap(digest => {
    const bytes = planFile(folder, digest);
    return bytes === undefined ? [] : [[planName(digest), bytes] as const];
  });
  return pack(requestMark, Object.fromEntries([...files, ...shown]));
}

/** Unpacks a request into a folder; false if the text holds none. */
export function unpackRequest(text: string, folder: string): boolean {
  const files = unpack(requestMark, text);
  const known = /^(?:[A-Za-z0-9-]{1,150}\.jsonl|plans\/[0-9a-f]{64})$/;
  if (files === undefined || files.some(([name]) => !known.test(name))) return false;
  for (const [name, bytes] of files) {
    fs.mkdirSync(join(folder, name, '..'), { recursive: true });
    fs.writeFileSync(join(folder, name), bytes);
  }
  return true;
}

function pack(mark: string, files: Readonly<Record<string, Uint8Array>>): string {
  const texts = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
  return mark + gzipSync(JSON.stringify(Object.fromEntries(texts))).toString('base64url');
}

/** Blanks and line ends that a chat has put in are passed over. */
function unpack(mark: string, text: string): readonly (readonly [string, Uint8Array])[] | undefined {
  const whole = text.replace(/\s+/g, '');
  if (!whole.startsWith(mark)) return undefined;
  try {
    const packed = Buffer.from(whole.slice(mark.length), 'base64url');
    const files: unknown = JSON.parse(gunzipSync(packed, { maxOutputLength: mostBytes }).toString('utf8'));
    if (typeof files !== 'object' || files === null) return undefined;
    return Object.entries(files).map(([name, bytes]) => [name, Buffer.from(String(bytes), 'base64')]);
  } catch {
    return undefined;
  }
}
