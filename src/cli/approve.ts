import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  answerText,
  keepAnswer,
  makeAnswer,
  requestText,
  unpackRequest,
  type Decision,
} from '../adapters/audit/approvals/answer.ts';
import { chooseSigner } from '../adapters/audit/keys/chooseSigner.ts';
import { segmentFiles } from '../adapters/audit/layout.ts';
import { privateState, stateFolderOf } from '../adapters/audit/stateFolders.ts';
import { readRequests, type OpenRequest, type ReadRequests } from '../adapters/audit/approvals/requests.ts';
import { treeSignersFiles } from '../adapters/audit/keys/signingKey.ts';
import type { WriterOptions } from '../adapters/audit/journal/run.ts';
import type { Signer } from '../adapters/audit/keys/signer.ts';
import { operatorName } from '../adapters/operator.ts';
import { stateFolder } from '../adapters/place.ts';
import { maskRules } from '../adapters/audit/journal/maskRules.ts';
import { flag, option, readArguments, wrongUsage, type Arguments } from './arguments.ts';
import { planText } from './planText.ts';
import { exitCodes } from './exit.ts';
import { fromHere } from './fromHere.ts';
import { personAtTerminal } from './run/person.ts';
import { version } from './version.ts';
import { refuse } from './complaint.ts';
import { refuseFailure } from './refuseFailure.ts';

const usage = `Usage: handrail approve LOG [--deny --reason TEXT] [OPTION…]
       handrail approve 'handrail-request:…' [--deny --reason TEXT] [OPTION…]
       handrail approve LOG --copy

Shows what a run asks you to approve, exactly as it would run, and signs your answer with your own key. The log is verified
first, up to the request. LOG is the run's folder, the text of a request that somebody sent you, or a file with it. The answer is put
beside the log, to be committed; of a request that came as a text it is printed, to be sent back.

  --deny             refuses; needs a --reason
  --reason TEXT      why, for the operator and everybody who reads the log later
  --yes              answers without asking: only where somebody has read what --show prints
  --show             shows the request and answers nothing
  --token            prints the answer as a text to paste, and puts nothing beside the log
  --copy             prints the request as a text, for an approver who has not the repository
  --request NONCE    which of several requests
  --signers FILE     an allowed_signers file from outside the tree: whose keys are trusted
  --roster FILE      a roster from outside the tree: who may do what
  --state DIR        the folder whose .handrail says whom to trust, for a request that came as a text
  --json             prints the request or the answer as JSON

Exit codes: 0 answered or shown, 1 refused to sign, 2 usage, 3 needs a person, or the log is not to be trusted, 5 IO.
`;

const options = {
  deny: { type: 'boolean' },
  reason: { type: 'string' },
  yes: { type: 'boolean' },
  show: { type: 'boolean' },
  token: { type: 'boolean' },
  copy: { type: 'boolean' },
  request: { type: 'string' },
  signers: { type: 'string' },
  roster: { type: 'string' },
  state: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Where the request is, and whose word counts there. */
interface Place {
  readonly folder: string;
  readonly state: string;
  /** It came as a text: there is no log to put an answer beside. */
  readonly pasted: boolean;
}

/** `handrail approve`: 0 answered or shown, 1 refused to sign, 2 usage, 3 needs a person or is not to be trusted, 5 IO. */
export async function approve(args: readonly string[]): Promise<number> {
  const read = readArguments(args, options, usage);
  if (typeof read === 'number') return read;
  const [what, ...more] = read.positionals;
  if (what === undefined || more.length > 0) return wrongUsage('approve takes one request.', usage);
  const reason = option(read, 'reason')?.trim() ?? '';
  if (flag(read, 'deny') && reason === '')
    return wrongUsage('approve --deny needs a --reason: what should be otherwise?', usage);
  const scratch = mkdtempSync(join(tmpdir(), 'handrail-request-'));
  try {
    const place = placeOf(what, scratch, read);
    if (place === undefined) return refuse(nothingIn(what), exitCodes.io);
    return await answer(place, read, reason);
  } catch (error) {
    return refuseFailure(error);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function nothingIn(what: string): string {
  if (requestIn(what) !== undefined)
    return 'This request cannot be read: some of its text is missing. Ask for it again, or for a file with it.';
  return existsSync(what)
    ? `${what} holds no run and no request.`
    : `${what.slice(0, 80)} is not here. Pull first, or ask the operator for what handrail approve LOG --copy prints.`;
}

function placeOf(what: string, scratch: string, read: Arguments): Place | undefined {
  const text = requestIn(what);
  if (text !== undefined) {
    const state = stateFolder(process.cwd(), option(read, 'state'));
    const folder = join(scratch, 'runs', 'request', 'run');
    mkdirSync(folder, { recursive: true });
    return unpackRequest(text, folder) ? { folder, state, pasted: true } : undefined;
  }
  const folder = resolve(what);
  return isRun(folder) ? { folder, state: stateFolderOf(folder), pasted: false } : undefined;
}

/** The text of a request, or of a file that holds one: a shell takes no argument of any length. */
function requestIn(what: string): string | undefined {
  const mark = 'handrail-request:';
  if (what.trimStart().startsWith(mark)) return what;
  if (!existsSync(what) || !statSync(what).isFile()) return undefined;
  const text = readFileSync(what, 'utf8');
  return text.trimStart().startsWith(mark) ? text : undefined;
}

function isRun(folder: string): boolean {
  try {
    return segmentFiles(folder).length > 0;
  } catch {
    return false;
  }
}

async function answer(place: Place, read: Arguments, reason: string): Promise<number> {
  const found = await readRequests(place.folder, {
    state: place.state,
    signers: option(read, 'signers'),
    roster: option(read, 'roster'),
    privateFolder: privateState(process.env),
  });
  if (found.problem !== undefined) return refuse(found.problem, exitCodes.needsPerson);
  const request = chosen(found, option(read, 'request'));
  if (typeof request === 'string') return refuse(request, exitCodes.needsPerson);
  if (flag(read, 'copy')) return print(`${requestText(place.folder, [request.seen.entry.plan])}\n`);
  const writer = await writerHere(place.state);
  const asJson = flag(read, 'json');
  if (!asJson || flag(read, 'show'))
    process.stdout.write(asJson ? `${JSON.stringify(request.plan, null, 2)}\n` : planText(request));
  if (flag(read, 'show')) return exitCodes.done;
  const own = notTheirs(request, writer.signer);
  if (own !== undefined) return refuse(`Nothing was answered. ${own}`, exitCodes.failed);
  const decision = flag(read, 'deny') ? 'denied' : 'granted';
  if (!(await isMeant(decision, read)))
    return refuse(
      'Nothing was answered. Answer with --yes once somebody has read this.',
      exitCodes.needsPerson,
    );
  return await sign(place, { request: request.seen, decision, reason }, { read, writer });
}

/** Why somebody may not answer, and who could: nobody signs what verification would not believe. */
function notTheirs({ answerer, seen }: OpenRequest, { publicKey, place }: Signer): string | undefined {
  const { principal, problem } = answerer(publicKey);
  const { role } = seen.entry;
  switch (problem?.code) {
    case undefined:
      return undefined;
    case 'SELF_APPROVED':
      return `${principal ?? 'Your key'} walks or has walked this run, and nobody approves their own: somebody else with the role ${role} has to.`;
    case 'NOT_IN_ROLE':
      return `${problem.sentence}. Somebody who is has to answer; roles are given by: handrail roster role NAME ROLE,….`;
    default:
      return `Your key ${place} may not approve: the list of signers does not name it for that. Ask an admin of the team to add it: handrail roster add NAME KEY --role ${role}.`;
  }
}

function chosen({ open, late }: ReadRequests, nonce: string | undefined): OpenRequest | string {
  const all = nonce === undefined ? open : open.filter(({ seen }) => seen.entry.nonce.startsWith(nonce));
  const [first, second] = all;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined) {
    const names = all.map(({ seen: { entry } }) => `${entry.nonce.slice(0, 8)} (${entry.role})`).join(', ');
    return `Several things are asked. Name one with --request: ${names}.`;
  }
  return late > 0
    ? 'What was asked here has expired. The operator asks again with: handrail run --resume LOG'
    : 'Nothing is asked here: it was answered and used, taken back, or never asked. Where you expect a request, pull first.';
}

/** Whoever sits at the terminal says it in a word; nobody signs by pressing Enter. */
async function isMeant(decision: Decision['decision'], read: Arguments): Promise<boolean> {
  if (flag(read, 'yes')) return true;
  const person = personAtTerminal(() => undefined);
  if (person === undefined) return false;
  const word = decision === 'granted' ? 'approve' : 'refuse';
  return (await person.value(`Type ${word} to sign it with your key`, false)) === word;
}

async function sign(
  place: Place,
  decision: Decision,
  { read, writer }: { readonly read: Arguments; readonly writer: WriterOptions },
): Promise<number> {
  const made = await makeAnswer(place.folder, decision, { ...writer, stateFolder: place.state });
  if (flag(read, 'token') || place.pasted) return print(`${answerText(made)}\n`);
  const path = keepAnswer(place.folder, made);
  if (path === undefined) return refuse(`The run holds another answer ${made.file}.`, exitCodes.io);
  if (flag(read, 'json')) return print(`${JSON.stringify({ decision: decision.decision, path }, null, 2)}\n`);
  const next =
    decision.decision === 'granted'
      ? `Commit and push it. Once they have pulled, the operator goes on with: handrail run --resume ${fromHere(place.folder)}`
      : 'Commit and push it. Nothing of this runs before the operator has asked again.';
  return print(`Signed: ${path}\n${next}\n`);
}

async function writerHere(state: string): Promise<WriterOptions> {
  const environment = process.env;
  const [{ signer }, operator] = await Promise.all([
    chooseSigner({
      environment,
      folder: process.cwd(),
      signersFiles: treeSignersFiles(state),
      interactive: process.stdin.isTTY,
    }),
    operatorName(process.cwd(), environment),
  ]);
  const env = { os: process.platform, arch: process.arch, vscode: '', ext: version };
  return { operator, signer, facts: { repo: null, env, maskRules, unattended: false } };
}

function print(text: string): number {
  process.stdout.write(text);
  return exitCodes.done;
}
