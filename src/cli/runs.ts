import { resolve } from 'node:path';
import { RunIndex } from '../adapters/audit/runIndex.ts';
import type { RunRow } from '../adapters/audit/runRow.ts';
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
  const rows = new RunIndex(resolve(stateFolder(directory)))
    .rows()
    .filter(({ result }) => result !== 'unknown');
  process.stdout.write(flag(read, 'json') ? `${JSON.stringify(rows.map(listed), null, 2)}\n` : table(rows));
  return exitCodes.done;
}

/** A row as it is printed as JSON. */
function listed({ run, folder, runbook, title, operator, startedAt, lastAt, result }: RunRow): unknown {
  const iso = (at: number): string => new Date(at).toISOString();
  return { run, folder, runbook, title, operator, startedAt: iso(startedAt), lastAt: iso(lastAt), result };
}

function table(rows: readonly RunRow[]): string {
  if (rows.length === 0)
    return 'No runs yet. A run is logged as soon as you start one, and signed with your key.\n';
  const lines = rows.map(({ startedAt, result, runbook, operator, folder }) =>
    [timeWords(startedAt), result.padEnd(7), runbook, operator, folder].join('  '),
  );
  return `${lines.join('\n')}\n`;
}
