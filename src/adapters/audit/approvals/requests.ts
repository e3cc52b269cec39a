import { createHash } from 'node:crypto';
import * as z from 'zod';
import { planFormat } from '../../../core/audit/line/format.ts';
import type { AnswerProblem, Believed, RequestSeen } from '../../../core/audit/gates/grant.ts';
import { mayAnswer, whoIs } from '../../../core/audit/gates/grant.ts';
import { inspectRun, type Inspection } from '../verify.ts';
import { believedHere, operatorsIn, requestsIn, scanned } from './answers.ts';
import { gatedSegments } from './gateEntries.ts';
import { planContent } from './plans.ts';

/** What an approver is shown: what `plan` of the request names, and nothing else. */
const plan = z.looseObject({
  fmt: z.enum([planFormat, 'handrail-plan/0']),
  run: z.string(),
  runbook: z.looseObject({ path: z.string(), sha256: z.string(), title: z.string() }),
  context: z.looseObject({
    host: z.string(),
    user: z.string(),
    cwd: z.string(),
    git: z.looseObject({ branch: z.string(), dirty: z.boolean() }).optional(),
    kube: z.looseObject({ context: z.string(), namespace: z.string() }).optional(),
    cloud: z.record(z.string(), z.string()).optional(),
  }),
  statements: z.array(
    z.looseObject({
      step: z.string(),
      stmt: z.int(),
      digest: z.string(),
      heading: z.string(),
      line: z.int().optional(),
      text: z.string(),
      edited: z.boolean(),
    }),
  ),
  /** The values in those texts, secrets by name only; absent from a program that did not say them. */
  values: z
    .array(z.looseObject({ name: z.string(), value: z.string().optional(), secret: z.boolean().optional() }))
    .optional(),
  /** The operator's own words. */
  why: z.string().optional(),
  says: z.string(),
  role: z.string(),
  quorum: z.int(),
  nonce: z.string(),
  expires: z.int(),
});

export type Plan = z.infer<typeof plan>;

/** A request that waits for an answer, and what it asks. */
export interface OpenRequest {
  readonly seen: RequestSeen;
  readonly plan: Plan;
  /** As the list of signers calls whoever asks. */
  readonly operator: string;
  /** Why whoever has a key should not answer it: a sentence. */
  readonly refuse: (key: string) => string | undefined;
  /** As the list of signers calls whoever has a key, and why they may not answer. */
  readonly answerer: (key: string) => { readonly principal?: string; readonly problem?: AnswerProblem };
}

/** Why nothing that a run asks should be answered. */
export type RequestProblem =
  'changed' | 'lists' | 'unknown-operator' | 'not-signed' | 'plan-missing' | 'plan-differs';

export interface ReadRequests {
  readonly open: readonly OpenRequest[];
  /** How many have expired. */
  readonly late: number;
  /** Why nothing here should be answered: one sentence, and what kind of reason it is. */
  readonly problem?: string;
  readonly why?: RequestProblem;
}

export interface RequestOptions {
  /** The state folder whose lists count. */
  readonly state: string;
  readonly signers?: string | undefined;
  readonly roster?: string | undefined;
  readonly privateFolder: string;
}

/** Verifies a run up to what it asks, and reads that. Outputs need not be there: an approver answers for what is to be run. */
export async function readRequests(folder: string, options: RequestOptions): Promise<ReadRequests> {
  const none = { open: [], late: 0 };
  const { verdict, parts } = await inspectRun(folder, withLists(options));
  const wrong = verdict.findings.find(
    ({ tier, weight }) => weight === 'tampered' && (tier === 'STRUCTURE' || tier === 'SIGNED'),
  );
  if (wrong !== undefined)
    return {
      ...none,
      why: 'changed',
      problem: `This log was changed, so nothing of it should be approved: ${wrong.sentence}.`,
    };
  const gated = gatedSegments(folder, scanned(folder));
  const keys = gated.map(({ open }) => open.signer);
  const { believed, problem } = await believedHere(folder, keys, options);
  if (problem !== undefined) return { ...none, why: 'lists', problem };
  // What is closed needs nobody's agreement any more.
  if (verdict.result !== undefined) return none;
  const standing = standingIn(gated);
  const asked = newest(requestsIn(gated)).filter(({ entry }) => standing.has(entry.nonce));
  const about = { folder, believed, parts, operators: operatorsIn(gated) };
  const read = asked.map(seen => readOne(seen, about));
  const why = read.find(isProblem);
  if (why !== undefined) return { ...none, why, problem: problems[why] };
  const open = read.filter(one => typeof one !== 'string');
  return { open, late: read.length - open.length };
}

const problems = {
  'unknown-operator':
    'Whoever asks is not known here: their key is not in the list of signers. An admin of the team adds it with: handrail roster add NAME KEY --role ROLE',
  'not-signed':
    'The request is not signed, so it cannot be approved. The operator asks again with: handrail run --resume LOG',
  'plan-missing':
    'What is to be approved is not here. Ask the operator for the text of the request: handrail approve LOG --copy',
  'plan-differs': 'What is shown is not what the request would open. It should not be approved.',
} as const;

const isProblem = (one: ReturnType<typeof readOne>): one is keyof typeof problems =>
  typeof one === 'string' && one !== 'late';

interface About {
  readonly folder: string;
  readonly believed: Believed;
  readonly parts: Inspection['parts'];
  readonly operators: ReturnType<typeof operatorsIn>;
}

/** One request, or why it should not be answered. */
function readOne(
  seen: RequestSeen,
  { folder, believed, parts, operators }: About,
): OpenRequest | keyof typeof problems | 'late' {
  const { entry, signer, pinned } = seen;
  const use = { namespace: 'log.v1@handrail', at: entry.t ?? 0, pinned };
  const { principal } = whoIs(signer, use, believed);
  if (principal === undefined) return 'unknown-operator';
  const part = parts.find(({ seg }) => seg === entry.seg);
  if ((part?.covered ?? 0) <= entry.seq) return 'not-signed';
  if (entry.expires < Date.now()) return 'late';
  const plan = planOf(folder, seen);
  if (typeof plan === 'string') return plan;
  const answerer: OpenRequest['answerer'] = key => {
    const at = Date.now();
    const who = whoIs(key, { namespace: 'approve.v1@handrail', at, pinned }, believed).principal;
    const problem = mayAnswer(key, { request: seen, at, operators }, believed);
    return { ...(who === undefined ? {} : { principal: who }), ...(problem && { problem }) };
  };
  return { seen, plan, operator: principal, refuse: key => answerer(key).problem?.sentence, answerer };
}

function withLists({
  state,
  signers,
  roster,
  privateFolder,
}: RequestOptions): Parameters<typeof inspectRun>[1] {
  return {
    state,
    privateFolder,
    ...(signers === undefined ? {} : { signers }),
    ...(roster === undefined ? {} : { roster }),
  };
}

/** Of each gate the newest request. */
function newest(requests: ReadonlyMap<string, RequestSeen>): readonly RequestSeen[] {
  const found = new Map<string, RequestSeen>();
  for (const seen of requests.values()) found.set(seen.entry.gate, seen);
  return [...found.values()];
}

/** What is shown is read from the bytes that the request names; and it is what the request opens. */
function planOf(folder: string, { entry }: RequestSeen): Plan | 'plan-missing' | 'plan-differs' {
  const content = planContent(folder, entry.plan);
  if (content === undefined) return 'plan-missing';
  const read = parsed(content);
  const same =
    read !== undefined &&
    read.run === entry.run &&
    read.nonce === entry.nonce &&
    read.role === entry.role &&
    read.quorum === entry.quorum &&
    read.expires === entry.expires &&
    read.statements.length === entry.covers.length &&
    read.statements.every((one, index) => {
      const covered = entry.covers[index];
      const digest = createHash('sha256').update(one.text).digest('hex');
      return covered?.step === one.step && covered.stmt === one.stmt && covered.digest === digest;
    });
  return same ? read : 'plan-differs';
}

/** The requests that still open something: of the text in force, and neither used, gone round nor taken back. */
function standingIn(gated: ReturnType<typeof gatedSegments>): ReadonlySet<string> {
  const standing = new Set<string>();
  for (const { open, entries } of gated) {
    if (open.role !== 'operator') continue;
    for (const { entry } of entries) {
      if (entry.type === 'approval.requested') standing.add(entry.nonce);
      if (entry.type === 'runbook.adopted') standing.clear();
      if (
        entry.type === 'approval.used' ||
        entry.type === 'approval.overridden' ||
        entry.type === 'approval.withdrawn'
      )
        standing.delete(entry.nonce);
    }
  }
  return standing;
}

function parsed(content: Uint8Array): Plan | undefined {
  try {
    return plan.parse(JSON.parse(Buffer.from(content).toString('utf8')));
  } catch {
    return undefined;
  }
}
