import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { RequestSeen } from '../../core/audit/grant.ts';
import { mayAnswer, whoIs } from '../../core/audit/grant.ts';
import { inspectRun } from './verify.ts';
import { believedHere, operatorsIn, requestsIn, scanned } from './answers.ts';
import { gatedSegments } from './gateEntries.ts';
import { planContent } from './plans.ts';

/** What an approver is shown: what `plan` of the request names, and nothing else. */
const plan = z.looseObject({
  fmt: z.literal('handrail-plan/0'),
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
      text: z.string(),
      edited: z.boolean(),
    }),
  ),
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
}

export interface ReadRequests {
  readonly open: readonly OpenRequest[];
  /** How many have expired. */
  readonly late: number;
  /** Why nothing here should be answered: one sentence. */
  readonly problem?: string;
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
      problem: `This log was changed, so nothing of it should be approved: ${wrong.sentence}.`,
    };
  const gated = gatedSegments(folder, scanned(folder));
  const keys = gated.map(({ open }) => open.signer);
  const { believed, problem } = await believedHere(folder, keys, options);
  if (problem !== undefined) return { ...none, problem };
  const operators = operatorsIn(gated);
  const open: OpenRequest[] = [];
  let late = 0;
  for (const seen of newest(requestsIn(gated))) {
    const { entry, signer, pinned } = seen;
    const use = { namespace: 'log.v1@handrail', at: entry.t ?? 0, pinned };
    const { principal } = whoIs(signer, use, believed);
    if (principal === undefined)
      return { ...none, problem: 'Whoever asks is not known here: their key is not in the list of signers.' };
    const part = parts.find(({ seg }) => seg === entry.seg);
    if ((part?.covered ?? 0) <= entry.seq)
      return { ...none, problem: 'The request is not signed, so it cannot be approved.' };
    if (entry.expires < Date.now()) {
      late += 1;
      continue;
    }
    const shown = planOf(folder, seen);
    if (typeof shown === 'string') return { ...none, problem: shown };
    const refuse = (key: string): string | undefined =>
      mayAnswer(key, { request: seen, at: Date.now(), operators }, believed)?.sentence;
    open.push({ seen, plan: shown, operator: principal, refuse });
  }
  return { open, late };
}

function withLists({ signers, roster, privateFolder }: RequestOptions): Parameters<typeof inspectRun>[1] {
  return {
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
function planOf(folder: string, { entry }: RequestSeen): Plan | string {
  const content = planContent(folder, entry.plan);
  if (content === undefined)
    return 'What is to be approved is not here. Ask the operator for the text of the request: handrail approve LOG --copy';
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
  return same ? read : 'What is shown is not what the request would open. It should not be approved.';
}

function parsed(content: Uint8Array): Plan | undefined {
  try {
    return plan.parse(JSON.parse(Buffer.from(content).toString('utf8')));
  } catch {
    return undefined;
  }
}
