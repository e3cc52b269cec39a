import { resolve } from 'node:path';
import { RunIndex, type RunRow } from '../adapters/audit/runIndex.ts';
import { stateFolder } from '../adapters/place.ts';
import { timeWords } from '../core/report/times.ts';
import { flag, readArguments, wrongUsage } from './arguments.ts';
import { exitCodes } from './exit.ts';

const usage = `Usage: handrail runs [DIR] [--json]

Lists the runs below DIR (this directory by default), newest first: when each began, where it stands, its runbook, who
began it, and its folder. Nothing is verified; handrail verify does that.

Exit codes: 0 listed, 2 usage.
`;

/** `handrail runs`: 0 listed, 2 usage. */
export function runs(args: readonly string[]): number {
  const read = readArguments(args, { json: { type: 'boolean' } }, usage);
  if (typeof read === 'number') return read;
  const [directory = '.', ...more] = read.positionals;
  if (more.length > 0) return wrongUsage('runs takes one directory.', usage);
  const rows = new RunIndex(resolve(stateFolder(directory))).rows();
  process.stdout.write(flag(read, 'json') ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));
  return exitCodes.done;
}

function table(rows: readonly RunRow[]): string {
  if (rows.length === 0)
    return 'No runs yet. A run is logged as soon as you start one, and signed with your key.\n';
  const lines = rows.map(({ startedAt, result, runbook, operator, folder }) =>
    [timeWords(Date.parse(startedAt)), result.padEnd(7), runbook, operator, folder].join('  '),
  );
  return `${lines.join('\n')}\n`;
}
