import * as fs from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { principalOf } from '../../core/audit/ssh/signersLine.ts';
import type { AnswerState, AskedView, AskedViews, NotYours } from '../../protocol/asked.ts';
import { answerText, keepAnswer, makeAnswer, unpackRequest } from '../audit/approvals/answer.ts';
import { readAnswers, type Answer } from '../audit/approvals/answers.ts';
import { chooseSigner } from '../audit/keys/chooseSigner.ts';
import { AuditFailure } from '../audit/failure.ts';
import { glance } from '../audit/runs/glance.ts';
import type { KeyAsker } from '../audit/keys/keyAsker.ts';
import { segmentFiles } from '../audit/layout.ts';
import { privateState } from '../audit/stateFolders.ts';
import { maskRules } from '../audit/journal/maskRules.ts';
import { readRequests, type OpenRequest } from '../audit/approvals/requests.ts';
import { signingKey, treeSignersFiles } from '../audit/keys/signingKey.ts';
import { notPlain } from '../plainFile.ts';
import { operatorName } from '../operator.ts';
import { makePrivateFolder } from '../privateFolder.ts';

/** Where a request stands, and whose word counts there. */
export interface RequestPlace {
  readonly folder: string;
  /** The state folder whose lists of signers and roster count: never one that came with the request. */
  readonly state: string;
}

// A key that asks for a passphrase counts as one that can sign; nobody is asked by looking.
const silent: KeyAsker = { ask: () => Promise.resolve(undefined) };

/** Verifies a run up to what it asks, and tells it as whoever sits here may answer it. Makes no key and writes nothing. */
export async function askedIn(
  { folder, state }: RequestPlace,
  environment: NodeJS.ProcessEnv,
): Promise<Omit<AskedViews, 'pasted'>> {
  const lists = { state, privateFolder: privateState(environment) };
  const { open, late, problem, why } = await readRequests(folder, lists);
  if (problem !== undefined && why !== undefined)
    return { open: [], late, problem: { kind: why, sentence: problem } };
  if (open.length === 0) return { open: [], late };
  const [{ publicKey }, name, { answers }] = await Promise.all([
    signingKey({ environment, folder: whereGitIs(state, folder), stateFolder: state, asker: silent }),
    operatorName(whereGitIs(state, folder), environment),
    readAnswers(folder, lists),
  ]);
  const person = { key: publicKey, name: principalOf(name) };
  return { open: open.map(one => viewOf(one, person, answers)), late };
}

/** A folder that git can be asked in: that of a request that was pasted belongs to no repository. */
const whereGitIs = (state: string, folder: string): string => (fs.existsSync(state) ? state : folder);

interface Person {
  /** Absent if one would be made. */
  readonly key: string | undefined;
  readonly name: string;
}

function viewOf(request: OpenRequest, { key, name }: Person, all: readonly Answer[]): AskedView {
  const { seen, plan, operator } = request;
  const { entry } = seen;
  const answers = all.filter(({ nonce }) => nonce === entry.nonce);
  const refusal = answers.find(({ decision }) => decision === 'denied');
  const { principal, problem } = request.answerer(key ?? '');
  const mine = answers.find(one => one.key === key)?.decision;
  const notYours = mine === undefined ? notYoursOf(problem?.code) : 'answered';
  return {
    nonce: entry.nonce,
    plan: entry.plan,
    role: entry.role,
    quorum: entry.quorum,
    agreed: answers.flatMap(one => (one.decision === 'granted' ? [one.principal] : [])),
    ...(refusal === undefined ? {} : { refused: { who: refusal.principal, reason: refusal.reason ?? '' } }),
    expires: entry.expires,
    askedAt: entry.t ?? 0,
    line: entry.seq + 1,
    operator,
    says: plan.says,
    ...(plan.why === undefined ? {} : { why: plan.why }),
    ...shownOf(plan),
    who: principal ?? name,
    ...(notYours === undefined ? {} : { notYours }),
    ...(mine === undefined ? {} : { mine }),
  };
}

/** What would run, with which values, and where. */
function shownOf(plan: OpenRequest['plan']): Pick<AskedView, 'commands' | 'values' | 'place' | 'runbook'> {
  const { host, user, cwd, git, kube, cloud } = plan.context;
  return {
    commands: plan.statements.map(({ heading, line, text, edited }) => ({
      heading,
      ...(line === undefined ? {} : { line }),
      text,
      edited,
    })),
    values: (plan.values ?? []).map(({ name, value }) => ({
      name,
      ...(value === undefined ? {} : { value }),
    })),
    place: {
      host,
      user,
      cwd,
      ...(git === undefined ? {} : { branch: git.branch }),
      ...(kube === undefined ? {} : { kube: { context: kube.context, namespace: kube.namespace } }),
      ...(cloud === undefined ? {} : { cloud }),
    },
    runbook: plan.runbook.path,
  };
}

function notYoursOf(code: string | undefined): NotYours | undefined {
  switch (code) {
    case undefined:
      return undefined;
    case 'SELF_APPROVED':
      return 'own';
    case 'NOT_IN_ROLE':
      return 'role';
    default:
      return 'unknown';
  }
}

/** What somebody decided on the page. */
export interface AnswerWish {
  readonly nonce: string;
  /** Digest of what they were shown: another is not signed. */
  readonly plan: string;
  readonly decision: 'granted' | 'denied';
  readonly reason: string;
}

/** By whom it is signed, and who may be asked for a passphrase. */
export interface Answering {
  readonly environment: NodeJS.ProcessEnv;
  readonly asker: KeyAsker;
  readonly vscode: string;
  readonly version: string;
}

/** Verifies the run anew, signs the answer by the person's own key and puts it into the run's folder. */
export async function answerRequest(
  { folder, state }: RequestPlace,
  wish: AnswerWish,
  { environment, asker, vscode, version }: Answering,
): Promise<AnswerState> {
  const { open } = await readRequests(folder, { state, privateFolder: privateState(environment) });
  const request = open.find(({ seen: { entry } }) => entry.nonce === wish.nonce && entry.plan === wish.plan);
  if (request === undefined) return 'gone';
  const where = whereGitIs(state, folder);
  const [{ signer }, operator] = await Promise.all([
    chooseSigner({ environment, folder: where, signersFiles: treeSignersFiles(state), asker }),
    operatorName(where, environment),
  ]);
  if (request.refuse(signer.publicKey) !== undefined) return 'not-yours';
  const env = { os: process.platform, arch: process.arch, vscode, ext: version };
  const { decision, reason } = wish;
  try {
    const made = await makeAnswer(
      folder,
      { request: request.seen, decision, reason },
      { operator, signer, facts: { repo: null, env, maskRules, unattended: false }, stateFolder: state },
    );
    return keepAnswer(folder, made) === undefined ? 'failed' : 'signed';
  } catch (error) {
    if (!(error instanceof AuditFailure)) throw error;
    return error.code === 'not-signed' ? 'not-signed' : 'failed';
  }
}

/** The newest answer to a request as a text to paste; undefined if there is none. */
export function answerToken(folder: string, nonce: string): string | undefined {
  const found = segmentFiles(folder)
    .filter(file => file.startsWith('answer-') && notPlain(join(folder, file)) === undefined)
    .map(file => ({ file, bytes: fs.readFileSync(join(folder, file)) }))
    .filter(({ bytes }) => bytes.includes(`"nonce":"${nonce}"`))
    .sort((a, b) => fs.statSync(join(folder, b.file)).mtimeMs - fs.statSync(join(folder, a.file)).mtimeMs)
    .at(0);
  return found === undefined ? undefined : answerText(found);
}

/** Unpacks a request that came as a text, as a run below `into`; undefined if the text holds none. */
export function unpackInto(text: string, into: string): string | undefined {
  const place = join(into, randomBytes(8).toString('hex'));
  const waiting = join(place, 'request');
  makePrivateFolder(waiting);
  const run = unpackRequest(text, waiting) ? glance(waiting)?.open.run : undefined;
  if (run === undefined || !/^\d{4}[\w-]{1,150}$/.test(run)) {
    fs.rmSync(place, { recursive: true, force: true });
    return undefined;
  }
  const year = join(place, '.handrail', 'runs', run.slice(0, 4));
  fs.mkdirSync(year, { recursive: true });
  fs.renameSync(waiting, join(year, run));
  return join(year, run);
}
