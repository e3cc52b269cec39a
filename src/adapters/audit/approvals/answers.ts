import { join, basename } from 'node:path';
import type { ApprovalAnswered, ApproverAnswer } from '../../../core/audit/gates/approval.ts';
import { maxLineBytes } from '../../../core/audit/line/canonical.ts';
import type { Open, Recorded } from '../../../core/audit/entry.ts';
import type { PlacedEntry } from '../../../core/audit/gates/gates.ts';
import {
  answerProblem,
  whoIs,
  type AnswerProblem,
  type Believed,
  type RequestSeen,
  type Unaccepted,
} from '../../../core/audit/gates/grant.ts';
import { SegmentScan } from '../../../core/audit/segment.ts';
import { stolenKeys } from '../../../core/audit/stolenKeys.ts';
import { nodeChecks } from '../crypto.ts';
import { gatedSegments } from './gateEntries.ts';
import { segmentFiles } from '../layout.ts';
import { stateFolderOf } from '../stateFolders.ts';
import { readLines, readTail } from '../lines.ts';
import { findRoster } from '../roster/rosterTrust.ts';
import { findTrust, treeTrust } from '../keys/trust.ts';

/** An answer that holds, as the log will say it. */
export type Answer = Omit<ApprovalAnswered, 'type'>;

export interface ReadAnswers {
  readonly answers: readonly Answer[];
  /** Others, and why they are not believed. */
  readonly problems: readonly Unaccepted[];
}

export interface AnswerOptions {
  readonly signers?: string | undefined;
  readonly roster?: string | undefined;
  readonly privateFolder: string;
  /** The state folder whose lists count, where it is not the one around the run. */
  readonly state?: string;
}

/** Reads what approvers said in a run's folder, as far as verification would believe it. */
export async function readAnswers(folder: string, options: AnswerOptions): Promise<ReadAnswers> {
  const segments = scanned(folder);
  const gated = gatedSegments(folder, segments);
  const requests = requestsIn(gated);
  const approvers = gated.filter(({ open }) => open.role === 'approver');
  if (approvers.length === 0) return { answers: [], problems: [] };
  const { believed, problem } = await believedHere(
    folder,
    gated.map(({ open }) => open.signer),
    options,
  );
  if (problem !== undefined)
    return { answers: [], problems: [{ message: problem, doubt: { kind: 'lists' } }] };
  const operators = operatorsIn(gated);
  const answers: Answer[] = [];
  const problems: Unaccepted[] = [];
  for (const { open, entries, believed: upTo } of approvers) {
    const { file } = entries[0] ?? { file: '' };
    const sound = segments.find(({ report }) => report.file === file)?.report;
    for (const placed of entries) {
      const { entry } = placed;
      if (entry.type !== 'approval.granted' && entry.type !== 'approval.denied') continue;
      const whole =
        sound !== undefined && sound.findings.length === 0 && !sound.broken && placed.line <= upTo;
      const request = requests.get(entry.nonce);
      const read = whole ? judged({ placed, entry, open, operators }, request, believed) : notSigned;
      if ('nonce' in read) answers.push(read);
      else problems.push(unaccepted(placed.file, read));
    }
  }
  return { answers, problems };
}

type Doubt = Pick<AnswerProblem, 'sentence' | 'doubt'>;

const notSigned: Doubt = {
  sentence: 'it is not signed, or was changed',
  doubt: { kind: 'not-signed' },
};

function unaccepted(file: string, { sentence, doubt }: Doubt): Unaccepted {
  return { message: `The answer in ${file} is not accepted: ${sentence}.`, doubt, file };
}

/** The requests of a run, by nonce. */
export function requestsIn(gated: ReturnType<typeof gatedSegments>): ReadonlyMap<string, RequestSeen> {
  const found = new Map<string, RequestSeen>();
  for (const { open, entries } of gated) {
    if (open.role !== 'operator') continue;
    const pinned = open.roster?.version ?? 0;
    for (const { entry, hash } of entries)
      if (entry.type === 'approval.requested')
        found.set(entry.nonce, { entry, hash, signer: open.signer, pinned });
  }
  return found;
}

/** Who has walked a run: how each of their segments begins. */
export function operatorsIn(gated: ReturnType<typeof gatedSegments>): readonly Recorded<Open>[] {
  return gated.flatMap(({ open }) => (open.role === 'operator' ? [open] : []));
}

/** Every segment of a run's folder with its own findings. */
export function scanned(folder: string): Parameters<typeof gatedSegments>[1] {
  return segmentFiles(folder).map(file => {
    const path = join(folder, file);
    const scan = new SegmentScan(basename(path), nodeChecks(), () => undefined);
    for (const line of readLines(path, maxLineBytes)) if (!scan.take(line)) break;
    const report = scan.end();
    return { report, tail: readTail(path, report.bytes) };
  });
}

/** Whom this place believes, or why it believes nobody: what was taken back must not open anything. */
export async function believedHere(
  folder: string,
  keys: readonly string[],
  options: AnswerOptions,
): Promise<{ readonly believed: Believed; readonly problem?: string }> {
  const state = options.state ?? stateFolderOf(folder);
  const { signers } = options;
  const roster = await findRoster(state, options);
  const trust =
    signers === undefined ? await treeTrust(state, { keys }) : await findTrust(folder, { signers, keys });
  const believed = { trust, roster: roster.roster };
  const [finding] = roster.findings;
  const unreadable =
    trust.unreadable === undefined
      ? undefined
      : `the list of withdrawn keys could not be read: ${trust.unreadable}`;
  const problem = finding?.sentence ?? unreadable;
  return problem === undefined ? { believed } : { believed, problem: `No answer is accepted: ${problem}.` };
}

/** When an answer ends before its request does. */
function shorter(entry: ApproverAnswer, request: RequestSeen | undefined): Pick<Answer, 'expires'> {
  const isShorter = entry.type === 'approval.granted' && entry.expires < (request?.entry.expires ?? 0);
  return isShorter ? { expires: entry.expires } : {};
}

interface Read {
  readonly placed: PlacedEntry;
  readonly entry: Recorded<ApproverAnswer>;
  readonly open: Recorded<Open>;
  readonly operators: readonly Recorded<Open>[];
}

function judged(
  { placed, entry, open, operators }: Read,
  request: RequestSeen | undefined,
  believed: Believed,
): Answer | Doubt {
  const { signer, seg } = open;
  const pinned = open.roster?.version ?? 0;
  const problem = answerProblem(entry, { request, signer, pinned, operators }, believed);
  if (problem !== undefined) return problem;
  // Whoever stole a key can claim any time, and nobody else has signed over an answer that has just come.
  if (stolenKeys(believed.roster).has(signer))
    return { sentence: 'it is signed by a key that was stolen', doubt: { kind: 'stolen' } };
  const use = { namespace: 'approve.v1@handrail', at: entry.t ?? 0, pinned };
  const { principal } = whoIs(signer, use, believed);
  if (principal === undefined) return { sentence: 'nobody here knows the key', doubt: { kind: 'unknown' } };
  return {
    nonce: entry.nonce,
    decision: entry.type === 'approval.granted' ? 'granted' : 'denied',
    ref: { seg, lines: placed.line, head: placed.hash },
    principal,
    key: signer,
    ...(entry.reason === undefined ? {} : { reason: entry.reason }),
    ...shorter(entry, request),
  };
}
