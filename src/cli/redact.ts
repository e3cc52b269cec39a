import { resolve } from 'node:path';
import { hasLog } from '../adapters/audit/layout.ts';
import { redact as redactObjects } from '../adapters/audit/review/redact.ts';
import { flag, option, readArguments, wrongUsage } from './arguments.ts';
import { exitCodes } from './exit.ts';
import { writerHere } from './writerHere.ts';
import { refuse } from './complaint.ts';
import { refuseFailure } from './refuseFailure.ts';

const usage = `Usage: handrail redact LOG OBJECT --reason TEXT [--json]

Deletes a content of a run, such as an output that holds what nobody should read, and signs what was deleted, why and by
whom. The log still verifies, also a sealed one. OBJECT is an attempt, for its whole output, or the digest of an object
(sha256 in the log, 8 digits at least). This cannot be taken back. Copies elsewhere stay: git's history, clones, backups.

  --reason TEXT   why, for everybody who reads the log later
  --json          prints what was deleted as JSON

Exit codes: 0 deleted, 1 refused, 2 usage, 5 nothing readable as a run.
`;

/** `handrail redact`: 0 deleted, 1 refused, 2 usage, 5 IO. */
export async function redact(args: readonly string[]): Promise<number> {
  const read = readArguments(args, { reason: { type: 'string' }, json: { type: 'boolean' } }, usage);
  if (typeof read === 'number') return read;
  const [log, object, ...more] = read.positionals;
  if (log === undefined || object === undefined || more.length > 0)
    return wrongUsage('redact takes the folder of a run and an object of it.', usage);
  const reason = option(read, 'reason')?.trim() ?? '';
  if (reason === '')
    return wrongUsage('redact needs a --reason: the log tells why something is gone.', usage);
  const folder = resolve(log);
  if (!hasLog(folder)) return refuse(`Nothing in ${log} can be read as a run.`, exitCodes.io);
  try {
    const gone = await redactObjects(folder, { object, reason }, await writerHere(folder));
    const digests = gone.map(({ sha256 }) => sha256);
    process.stdout.write(
      flag(read, 'json') ? `${JSON.stringify({ deleted: digests, reason }, null, 2)}\n` : told(digests),
    );
    return exitCodes.done;
  } catch (error) {
    return refuseFailure(error);
  }
}

function told(digests: readonly string[]): string {
  return [
    ...digests.map(digest => `Deleted ${digest}`),
    'Signed: the log says that this was deleted, why and by whom. It still verifies.',
    "Copies elsewhere are not touched: git's history, clones, backups.",
    '',
  ].join('\n');
}
