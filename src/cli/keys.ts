import { resolve } from 'node:path';
import { AuditFailure, systemCode } from '../adapters/audit/failure.ts';
import { hasLog } from '../adapters/audit/layout.ts';
import { privateState } from '../adapters/audit/stateFolders.ts';
import { ownKey } from '../adapters/audit/keys/ownKey.ts';
import { retiredLines, rotateOwnKey } from '../adapters/audit/keys/rotateKey.ts';
import { signClosed } from '../adapters/audit/review/signClosed.ts';
import { signingKey, type SigningKey } from '../adapters/audit/keys/signingKey.ts';
import { stateFolder } from '../adapters/place.ts';
import { operatorNamespaces, principalOf, writeSignersLine } from '../core/audit/ssh/signersLine.ts';
import { operatorName } from '../adapters/operator.ts';
import { flag, option, readArguments, wrongUsage, type Arguments } from './arguments.ts';
import { exitCodes } from './exit.ts';
import { keyText } from './keyText.ts';
import { readMoment } from './moment.ts';
import { refuse } from './complaint.ts';

const usage = `Usage: handrail keys [--json]
       handrail keys export [--principal NAME] [--namespaces NS,…] [--valid-after TIME] [--valid-before TIME] [--retired] [--json]
       handrail keys rotate [--principal NAME] [--json]
       handrail keys sign LOG [--json]

Says which key would sign a run that began here, and why; prints its line for an allowed_signers file; replaces the key
that Handrail made; signs the end of a run that was closed while its key was away. LOG is the run's folder.

  --principal NAME     whose key it is; git's user.email by default
  --namespaces NS,…    what it may sign; ${operatorNamespaces.join(',')} by default
  --valid-after TIME   from when on it counts: YYYY-MM-DD, or YYYYMMDD[HHMM[SS]][Z] as ssh-keygen writes it
  --valid-before TIME  until when it counts
  --retired            also the lines of keys that rotate replaced: logs they signed need them
  --json               prints the answer as JSON

Exit codes: 0 shown or done, 1 refused, 2 usage, 5 IO.
`;

const options = {
  principal: { type: 'string' },
  namespaces: { type: 'string' },
  'valid-after': { type: 'string' },
  'valid-before': { type: 'string' },
  retired: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** Options that belong to one action only. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  show: ['json'],
  export: Object.keys(options),
  rotate: ['principal', 'json'],
  sign: ['json'],
};

/** `handrail keys`: 0 shown or done, 1 refused, 2 usage, 5 IO. */
export async function keys(args: readonly string[]): Promise<number> {
  const read = readArguments(args, options, usage);
  if (typeof read === 'number') return read;
  const [action = 'show', ...more] = read.positionals;
  const known = Object.hasOwn(allowed, action) ? allowed[action] : undefined;
  if (known === undefined || more.length !== (action === 'sign' ? 1 : 0) || action === '')
    return wrongUsage('keys takes nothing, export, rotate, or sign and the folder of a run.', usage);
  const strange = Object.keys(read.values).find(name => !known.includes(name));
  if (strange !== undefined) return wrongUsage(`keys ${action} takes no --${strange}.`, usage);
  try {
    if (action === 'rotate') return await rotate(read);
    if (action === 'sign') return await sign(read, resolve(more[0] ?? ''));
    return action === 'export' ? await exportLine(read) : await show(read);
  } catch (error) {
    if (systemCode(error) === undefined || !(error instanceof Error)) throw error;
    return refuse(`${error.message}.`, exitCodes.io);
  }
}

const here = (): Promise<SigningKey> =>
  signingKey({
    environment: process.env,
    folder: process.cwd(),
    stateFolder: stateFolder('.'),
    interactive: atTerminal(),
  });

/** As a run would be: only there can a key ask. */
const atTerminal = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

async function show(read: Arguments): Promise<number> {
  const key = await here();
  return print(flag(read, 'json'), key, keyText(key));
}

async function exportLine(read: Arguments): Promise<number> {
  const times = timesOf(read);
  if (typeof times === 'string') return wrongUsage(times, usage);
  const key = await here();
  const publicKey = key.publicKey ?? ownKey(process.env).signer.publicKey;
  const principal = await principalFor(read);
  const namespaces = option(read, 'namespaces')?.split(',') ?? operatorNamespaces;
  const { line, problem } = writeSignersLine({ principal, publicKey, namespaces, ...times });
  if (problem !== undefined) return refuse(`${problem}.`, exitCodes.failed);
  const retired = flag(read, 'retired') ? retiredLines(process.env) : [];
  const { place, source } = key;
  return print(
    flag(read, 'json'),
    { line, principal, namespaces, publicKey, source, place, retired },
    [...retired, line, ''].join('\n'),
  );
}

async function rotate(read: Arguments): Promise<number> {
  const done = rotateOwnKey(process.env, { principal: await principalFor(read), now: Date.now() });
  if ('code' in done) return refuse(`${done.sentence}.`, exitCodes.failed);
  const { source, place } = await here();
  const other = source === 'own' ? [] : [`Runs here are signed with another key: ${place}.`, ''];
  const text = [
    `A new key of Handrail's own signs from now on: ${done.place}. The old one is deleted and can sign nothing more.`,
    '',
    ...other,
    'In every list of signers that names the old key, put these two lines in the place of its line:',
    '',
    done.oldLine,
    done.newLine,
    '',
    'With the first, logs that the old key signed until now still verify; with the second, those to come.',
    'Until the second is there, new runs are signed by a key that nobody knows: verify ends with 3.',
    '',
  ];
  return print(flag(read, 'json'), done, text.join('\n'));
}

/** Where it is closed already and signed, there is nothing to do, and that is no failure. */
async function sign(read: Arguments, folder: string): Promise<number> {
  if (!hasLog(folder)) return refuse(`Nothing in ${folder} can be read as a run.`, exitCodes.io);
  try {
    const signed = await signClosed(folder, {
      environment: process.env,
      folder: process.cwd(),
      privateFolder: privateState(process.env),
      interactive: atTerminal(),
    });
    const said = signed ? 'The end of this run is signed.' : 'The end of this run was signed already.';
    return print(flag(read, 'json'), { folder, signed }, `${said}\n`);
  } catch (error) {
    if (!(error instanceof AuditFailure)) throw error;
    return refuse(error.message, exitCodes.failed);
  }
}

async function principalFor(read: Arguments): Promise<string> {
  return option(read, 'principal') ?? principalOf(await operatorName(process.cwd(), process.env));
}

/** The times that were asked for, or what is wrong with them. */
function timesOf(read: Arguments): { validAfter?: number; validBefore?: number } | string {
  const times: { validAfter?: number; validBefore?: number } = {};
  for (const [name, member] of [
    ['valid-after', 'validAfter'],
    ['valid-before', 'validBefore'],
  ] as const) {
    const text = option(read, name);
    if (text === undefined) continue;
    const time = readMoment(text);
    if (time === undefined) return `--${name} is no time: ${text}.`;
    times[member] = time;
  }
  return times;
}

function print(asJson: boolean, value: object, text: string): number {
  process.stdout.write(asJson ? `${JSON.stringify(value, null, 2)}\n` : text);
  return exitCodes.done;
}
