import { precedence, stateFolderAt, verifyHistory, type HistoryOptions } from '../adapters/audit/history.ts';
import { hasLog } from '../adapters/audit/layout.ts';
import { stateFolderOf } from '../adapters/audit/stateFolders.ts';
import { compareWithBase } from '../adapters/audit/base.ts';
import { verifyRun } from '../adapters/audit/verify.ts';
import { stateFolder } from '../adapters/place.ts';
import { exitCode, tiers, type Tier } from '../core/audit/finding.ts';
import { formatVerdict } from '../core/audit/wording.ts';
import { flag, option, readArguments, wrongUsage, type Arguments } from './arguments.ts';
import { exitCodes } from './exit.ts';
import { baseText, historyText, type BaseVerdict } from './historyText.ts';
import { toldAs, type Told } from './verifyFormats.ts';

const usage = `Usage: handrail verify LOG… [--signers FILE] [--roster FILE] [--revoked FILE] [--base REF] [--require TIER,…]
                       [--format text|json|junit|sarif]

Checks logs offline. LOG is a run's folder, or a folder with .handrail: then every run in it is checked, and that none
was deleted or cut that another run or this machine saw.

  --signers FILE     an allowed_signers file from outside the tree: whose keys are trusted
  --roster FILE      a roster from outside the tree: who may do what
  --revoked FILE     keys that were withdrawn: public keys, or a KRL of ssh-keygen
  --base REF         also that every log of a commit, branch or tag is the beginning of the one here, and none is gone;
                     without LOG, of this folder
  --require TIER,…   tiers wanted besides STRUCTURE, SIGNED, SEALED, POLICY and OUTPUTS:
                     COUNTERSIGNED, ANCHORED, RECEIPTS
  --format FORMAT    text, json, junit or sarif (2.1.0); --json is --format json

Exit codes: 0 all required tiers hold, 1 tampered, 2 incomplete, 3 trust, 4 unsupported, 5 nothing readable as a run.
Of several logs the weightiest counts: 5, 1, 4, 3, 2, 0.
`;

const formats = ['text', 'json', 'junit', 'sarif'] as const;
type Format = (typeof formats)[number];

const isFormat = (name: string): name is Format => (formats as readonly string[]).includes(name);

/** `handrail verify`: the exit code of the weightiest verdict; 2 for wrong usage. */
export async function verify(args: readonly string[]): Promise<number> {
  const read = readArguments(
    args,
    {
      signers: { type: 'string' },
      roster: { type: 'string' },
      revoked: { type: 'string' },
      base: { type: 'string' },
      require: { type: 'string' },
      json: { type: 'boolean' },
      format: { type: 'string' },
    },
    usage,
  );
  if (typeof read === 'number') return read;
  const required = requiredTiers(read);
  if (typeof required === 'string') return wrongUsage(required, usage);
  const format = flag(read, 'json') ? 'json' : (option(read, 'format') ?? 'text');
  if (!isFormat(format)) return wrongUsage(`There is no format ${format}.`, usage);
  const base = option(read, 'base');
  const logs = read.positionals.length > 0 || base === undefined ? read.positionals : [stateFolder('.')];
  if (logs.length === 0) return wrongUsage('verify needs the folder of a run.', usage);
  const told = await tell(logs, {
    ...filesOf(read),
    require: required,
    ...(base === undefined ? {} : { base }),
  });
  process.stdout.write(shown(told, format));
  return precedence.find(code => told.some(({ exit }) => exit === code)) ?? exitCodes.done;
}

function filesOf(read: Arguments): Pick<HistoryOptions, 'signers' | 'revoked' | 'roster'> {
  const [signers, revoked, roster] = ['signers', 'revoked', 'roster'].map(name => option(read, name));
  return {
    ...(signers === undefined ? {} : { signers }),
    ...(revoked === undefined ? {} : { revoked }),
    ...(roster === undefined ? {} : { roster }),
  };
}

async function tell(logs: readonly string[], options: HistoryOptions): Promise<readonly Told[]> {
  const { base } = options;
  const each = { ...options, witness: true };
  const told: Told[] = [];
  const single = new Set<string>();
  for (const log of logs) {
    const state = hasLog(log) ? undefined : stateFolderAt(log);
    if (state === undefined) {
      told.push(await verifyRun(log, each));
      single.add(stateFolderOf(log));
    } else told.push(await verifyHistory(state, each));
  }
  // A base is compared with all logs of a tree: what is missing there is no LOG that somebody could name.
  if (base !== undefined) for (const state of single) told.push(await compared(state, base));
  return told;
}

async function compared(state: string, ref: string): Promise<BaseVerdict> {
  const comparison = await compareWithBase(state, ref);
  return { folder: state, base: comparison, exit: exitCode(comparison.findings, new Set(tiers)) };
}

/** One verdict is an object, several are an array. */
function shown(told: readonly Told[], format: Format): string {
  if (format === 'json') return `${JSON.stringify(told.length === 1 ? told[0] : told, null, 2)}\n`;
  if (format === 'text') return `${told.map(textOf).join('\n\n').trimEnd()}\n`;
  return toldAs(format, told);
}

function textOf(told: Told): string {
  if ('runs' in told) return historyText(told);
  return 'base' in told ? baseText(told) : formatVerdict(told);
}

function requiredTiers(read: Arguments): readonly Tier[] | string {
  const names = (option(read, 'require') ?? '')
    .split(',')
    .filter(name => name !== '')
    .map(name => name.toUpperCase());
  const unknown = names.find(name => !isTier(name));
  return unknown === undefined
    ? names.filter(isTier)
    : `There is no tier ${unknown}. The tiers are ${tiers.join(', ')}.`;
}

function isTier(name: string): name is Tier {
  return (tiers as readonly string[]).includes(name);
}
