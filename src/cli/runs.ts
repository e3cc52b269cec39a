import { resolve } from 'node:path';
import { glance, runFolders } from '../adapters/audit/glance.ts';
import { stateFolder } from '../adapters/place.ts';
import { timeWords } from '../core/report/times.ts';
import { flag, readArguments, wrongUsage } from './arguments.ts';
import { exitCodes } from './exit.ts';

const usage = `Usage: handrail runs [DIR] [--json]

Lists the runs below DIR (this directory by default), newest first: when each began, where it stands, its runbook, who
began it, and its folder. Nothing is verified; handrail verify does that.

Exit codes: 0 listed, 2 usage.
`;

interface RunRow {
  readonly run: string;
  readonly folder: string;
  readonly runbook: string;
  readonly operator: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly lastAt: string;
  readonly result: 'done' | 'aborted' | 'open';
}

/** `handrail runs`: 0 listed, 2 usage. */
export function runs(args: readonly string[]): number {
  const read = readArguments(args, { json: { type: 'boolean' } }, usage);
  if (typeof read === 'number') return read;
  const [directory = '.', ...more] = read.positionals;
  if (more.length > 0) return wrongUsage('runs takes one directory.', usage);
  const rows = listRuns(directory);
  process.stdout.write(flag(read, 'json') ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));
  return exitCodes.done;
}

/** Newest first. */
function listRuns(directory: string): readonly RunRow[] {
  const folders = runFolders(resolve(stateFolder(directory), 'runs'));
  return folders.flatMap(folder => rowOf(folder) ?? []).reverse();
}

function rowOf(folder: string): RunRow | undefined {
  const seen = glance(folder);
  if (seen === undefined) return undefined;
  const { open, end } = seen;
  const seal = end.findLast(entry => entry.type === 'seal');
  const last = end.findLast(entry => entry.t !== undefined)?.t ?? open.t ?? 0;
  return {
    run: open.run,
    folder,
    runbook: open.runbook.path,
    operator: open.who,
    startedAt: new Date(open.t ?? 0).toISOString(),
    lastAt: new Date(last).toISOString(),
    result: seal?.result ?? 'open',
  };
}

function table(rows: readonly RunRow[]): string {
  if (rows.length === 0)
    return 'No runs yet. A run is logged as soon as you start one, and signed with your key.\n';
  const lines = rows.map(({ startedAt, result, runbook, operator, folder }) =>
    [timeWords(Date.parse(startedAt)), result.padEnd(7), runbook, operator, folder].join('  '),
  );
  return `${lines.join('\n')}\n`;
}
