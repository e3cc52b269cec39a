import { verifyRun } from '../adapters/audit/verify.ts';
import { tiers, type Tier } from '../core/audit/finding.ts';
import type { Verdict } from '../core/audit/verdict.ts';
import { formatVerdict } from '../core/audit/wording.ts';
import { flag, option, readArguments, wrongUsage, type Arguments } from './arguments.ts';
import { exitCodes } from './exit.ts';

const usage = `Usage: handrail verify LOG… [--signers FILE] [--revoked FILE] [--require TIER,…] [--json]

Checks the logs of runs offline; LOG is a run's folder.

  --signers FILE     an allowed_signers file from outside the tree: whose keys are trusted
  --revoked FILE     keys that were withdrawn: public keys, or a KRL of ssh-keygen
  --require TIER,…   tiers wanted besides STRUCTURE, SIGNED, SEALED, POLICY and OUTPUTS:
                     COUNTERSIGNED, ANCHORED, RECEIPTS
  --json             prints the verdicts as JSON

Exit codes: 0 all required tiers hold, 1 tampered, 2 incomplete, 3 trust, 4 unsupported, 5 nothing readable as a run.
Of several logs the weightiest counts: 5, 1, 4, 3, 2, 0.
`;

/** From the weightiest (AUDIT: precedence). */
const precedence: readonly Verdict['exit'][] = [5, 1, 4, 3, 2, 0];

/** `handrail verify`: the exit code of the weightiest verdict; 2 for wrong usage. */
export async function verify(args: readonly string[]): Promise<number> {
  const read = readArguments(
    args,
    {
      signers: { type: 'string' },
      revoked: { type: 'string' },
      require: { type: 'string' },
      json: { type: 'boolean' },
    },
    usage,
  );
  if (typeof read === 'number') return read;
  const required = requiredTiers(read);
  if (typeof required === 'string') return wrongUsage(required, usage);
  if (read.positionals.length === 0) return wrongUsage('verify needs the folder of a run.', usage);
  const [signers, revoked] = [option(read, 'signers'), option(read, 'revoked')];
  const options = {
    require: required,
    ...(signers === undefined ? {} : { signers }),
    ...(revoked === undefined ? {} : { revoked }),
  };
  const verdicts: Verdict[] = [];
  for (const folder of read.positionals) verdicts.push(await verifyRun(folder, options));
  print(verdicts, flag(read, 'json'));
  return precedence.find(code => verdicts.some(({ exit }) => exit === code)) ?? exitCodes.done;
}

/** One verdict is an object, several are an array. */
function print(verdicts: readonly Verdict[], asJson: boolean): void {
  if (asJson)
    process.stdout.write(`${JSON.stringify(verdicts.length === 1 ? verdicts[0] : verdicts, null, 2)}\n`);
  else process.stdout.write(`${verdicts.map(formatVerdict).join('\n\n').trimEnd()}\n`);
}

function requiredTiers(read: Arguments): readonly Tier[] | string {
  const names = (option(read, 'require') ?? '').split(',').filter(name => name !== '');
  const unknown = names.find(name => !isTier(name));
  return unknown === undefined
    ? names.filter(isTier)
    : `There is no tier ${unknown}. The tiers are ${tiers.join(', ')}.`;
}

function isTier(name: string): name is Tier {
  return (tiers as readonly string[]).includes(name);
}
