import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseSigner } from '../adapters/audit/keys/chooseSigner.ts';
import { privateState } from '../adapters/audit/stateFolders.ts';
import {
  changeRoster,
  noRoster,
  readRosterFile,
  signRoster,
  treeRoster,
} from '../adapters/audit/roster/rosterFile.ts';
import { findRoster, keepRosterReceipt } from '../adapters/audit/roster/rosterTrust.ts';
import { treeSignersFiles } from '../adapters/audit/keys/signingKey.ts';
import type { Signer } from '../adapters/audit/keys/signer.ts';
import { operatorName } from '../adapters/operator.ts';
import { stateFolder } from '../adapters/place.ts';
import type { Roster } from '../core/audit/roster/roster.ts';
import { principalOf } from '../core/audit/ssh/signersLine.ts';
import { keyLine, parseKeyLine } from '../core/audit/ssh/sshkey.ts';
import { flag, option, readArguments, wrongUsage, type Arguments } from './arguments.ts';
import { exitCodes } from './exit.ts';
import { readMoment } from './moment.ts';
import { changed, foundTeam, type RosterAction, type Wish } from './rosterChange.ts';
import { rosterText } from './rosterText.ts';
import { complain, refuse } from './complaint.ts';
import { refuseFailure } from './refuseFailure.ts';

const usage = `Usage: handrail roster [show] [--json]
       handrail roster add NAME KEY --role ROLE,… [--reason TEXT]
       handrail roster remove NAME [KEY] [--reason TEXT]
       handrail roster role NAME ROLE,… [--reason TEXT]
       handrail roster stolen KEY --since TIME [--reason TEXT]
       handrail roster quorum COUNT [--reason TEXT]
       handrail roster sign

Says who belongs to the team and what each may do, in .handrail/trust/roster.jsonl: a list that only its admins change, each
change signed and chained to the one before it. Commit it: others verify by the copy that your base branch has. The list of
signers beside it, allowed_signers, is made from it.

  show     who is in it now, and whether it can be believed
  add      takes somebody in, or gives them one more key; KEY is a public key or its file. The first add makes the roster,
           with you as its admin
  remove   lets somebody go, or takes one key away; what they signed before still verifies
  role     says what somebody may do: admin (changes the roster), operator (runs runbooks), approver, reviewer, or a role
           of your own such as dba, whose holders are asked where a runbook wants a dba's approval
  stolen   says since when a key may be in other hands: it is nobody's from now on, and what it ever signed counts only where
           another person had signed over it before that
  quorum   how many admins must sign the next change
  sign     adds your signature to a change that waits for more admins

  --since TIME    YYYY-MM-DD, or YYYYMMDD[HHMM[SS]][Z] as ssh-keygen writes it
  --reason TEXT   why, for everybody who reads the roster later
  --state DIR     the folder that holds .handrail
  --json          prints the roster as JSON

Exit codes: 0 shown or done, 1 refused, 2 usage, 3 the roster cannot be believed, 5 IO.
`;

const options = {
  role: { type: 'string' },
  reason: { type: 'string' },
  since: { type: 'string' },
  state: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** What follows each action, and how many words that may be. */
const words: Readonly<
  Record<RosterAction | 'show' | 'sign', readonly [takes: string, ...counts: readonly number[]]>
> = {
  show: ['nothing else', 0],
  sign: ['nothing else', 0],
  add: ['NAME and KEY', 2],
  remove: ['NAME, and a KEY where they keep others', 1, 2],
  role: ['NAME and ROLE,…', 2],
  stolen: ['KEY', 1],
  quorum: ['COUNT', 1],
};

/** `handrail roster`: 0 shown or done, 1 refused, 2 usage, 3 not to be believed, 5 IO. */
export async function roster(args: readonly string[]): Promise<number> {
  const read = readArguments(args, options, usage);
  if (typeof read === 'number') return read;
  const [action = 'show', ...given] = read.positionals;
  if (!isAction(action))
    return wrongUsage('roster takes show, add, remove, role, stolen, quorum or sign.', usage);
  const [takes, ...counts] = words[action];
  if (!counts.includes(given.length)) return wrongUsage(`roster ${action} takes ${takes}.`, usage);
  if (action === 'add' && option(read, 'role') === undefined)
    return wrongUsage('roster add needs --role: what may they do?', usage);
  if ((action === 'stolen') !== (option(read, 'since') !== undefined))
    return wrongUsage('--since belongs to roster stolen: since when may somebody else have the key?', usage);
  const state = stateFolder(process.cwd(), option(read, 'state'));
  try {
    if (action === 'show') return await show(state, flag(read, 'json'));
    const after = action === 'sign' ? await sign(state) : await change(state, { action, words: given, read });
    if (typeof after === 'string') return refuse(after, exitCodes.failed);
    keepRosterReceipt(privateState(process.env), state, after);
    const told = `${rosterText(after, join(state, treeRoster))}${next(after)}`;
    process.stdout.write(flag(read, 'json') ? json(after) : told);
    return exitCodes.done;
  } catch (error) {
    return refuseFailure(error);
  }
}

/** What is left to do, so that others believe it. */
function next({ pending }: Roster): string {
  return pending === undefined
    ? 'Commit it and let it reach your base branch: everybody else believes that copy.\n'
    : 'Commit it, so that they can.\n';
}

function isAction(action: string): action is keyof typeof words {
  return Object.hasOwn(words, action);
}

/** The roster of this tree, and what speaks against it. */
async function show(state: string, asJson: boolean): Promise<number> {
  const trusted = await findRoster(state, { privateFolder: privateState(process.env) });
  const own = readRosterFile(join(state, treeRoster));
  const found = own ?? trusted.roster;
  const place = own === undefined ? trusted.place : join(state, treeRoster);
  if (asJson) process.stdout.write(json(found ?? noRoster));
  else process.stdout.write(found === undefined ? nobody : rosterText(found, place));
  for (const { sentence } of trusted.findings) complain(`${sentence}.`);
  return trusted.findings.length > 0 ? exitCodes.needsPerson : exitCodes.done;
}

const nobody = `There is no roster here: whoever has a key may operate, and nobody can be asked to approve.
Begin one with: handrail roster add NAME KEY --role ROLE,…
`;

interface Asked {
  readonly action: RosterAction;
  readonly words: readonly string[];
  readonly read: Arguments;
}

async function change(state: string, { action, words, read }: Asked): Promise<Roster | string> {
  const before = readRosterFile(join(state, treeRoster)) ?? noRoster;
  const signer = await signerHere(state);
  const wish = wishOf(action, words, { roles: option(read, 'role'), since: option(read, 'since') });
  if (typeof wish === 'string') return wish;
  const you = principalOf(await operatorName(process.cwd(), process.env));
  const team = foundTeam(before, { principal: you, key: signer.publicKey });
  if (typeof team === 'string') return team;
  const next = changed(team, wish);
  if (typeof next === 'string') return next;
  const reason = option(read, 'reason')?.trim() ?? '';
  return await changeRoster(state, { ...next, reason }, { signer, now: Date.now() });
}

interface Told {
  readonly roles: string | undefined;
  readonly since: string | undefined;
}

function wishOf(action: RosterAction, words: readonly string[], { roles, since }: Told): Wish | string {
  const [name = '', second] = words;
  switch (action) {
    case 'add': {
      const key = keyIn(second ?? '');
      return key === undefined
        ? `${second ?? ''} is neither a public key nor the file of one.`
        : { action, name, key, roles: listOf(roles) };
    }
    case 'remove': {
      const key = second === undefined ? undefined : keyIn(second);
      if (second !== undefined && key === undefined) return `${second} is no public key.`;
      return { action, name, ...(key === undefined ? {} : { key }) };
    }
    case 'role':
      return { action, name, roles: listOf(second) };
    case 'stolen': {
      const key = keyIn(name);
      if (key === undefined) return `${name} is neither a public key nor the file of one.`;
      const at = readMoment(since ?? '');
      return at === undefined ? `--since is no time: ${since ?? ''}.` : { action, key, since: at };
    }
    case 'quorum':
      return /^[1-9]\d{0,2}$/.test(name)
        ? { action, count: Number(name) }
        : `${name} is no number of admins.`;
  }
}

const listOf = (text = ''): readonly string[] => [...new Set(text.split(',').filter(one => one !== ''))];

/** A public key that was pasted, or the one in a file. */
function keyIn(text: string): string | undefined {
  const key = parseKeyLine(existsSync(text) ? readFileSync(text, 'utf8') : text);
  return key === undefined ? undefined : keyLine(key);
}

async function sign(state: string): Promise<Roster> {
  return await signRoster(state, { signer: await signerHere(state), now: Date.now() });
}

async function signerHere(state: string): Promise<Signer> {
  const { signer } = await chooseSigner({
    environment: process.env,
    folder: process.cwd(),
    signersFiles: treeSignersFiles(state),
    interactive: process.stdin.isTTY,
  });
  return signer;
}

function json({ versions, pending, problem }: Roster): string {
  const now = versions.at(-1) ?? null;
  const rest = {
    ...(pending === undefined ? {} : { pending }),
    ...(problem === undefined ? {} : { problem }),
  };
  return `${JSON.stringify({ inForce: now, ...rest }, null, 2)}\n`;
}
