import { resolve } from 'node:path';
import { RunIndex } from '../adapters/audit/runs/runIndex.ts';
import { asking } from '../adapters/review/otherRuns.ts';
import type { RunRow } from '../adapters/audit/runs/runRow.ts';
import { OpenRuns } from '../adapters/openRuns.ts';
import { stateFolder } from '../adapters/place.ts';
import { timeWords } from '../core/report/times.ts';
import { readArguments, refuseDirectory, wrongUsage } from './arguments.ts';
import { exitCodes } from './exit.ts';
import { listOptions, listText, refuseFormat, type Listing } from './listFormat.ts';

const usage = `Usage: handrail runs [DIR] [--json|--csv]

Lists the runs below DIR (this directory by default), newest first: when each began, where it stands, its runbook, who
began it, and its folder; and which are handed over, ask for an approval, or are open for longer than the policy allows. Nothing is verified; handrail verify does that.

Exit codes: 0 listed, 2 usage.
`;

/** `handrail runs`: 0 listed, 2 usage. */
export function runs(args: readonly string[]): number {
  const read = readArguments(args, listOptions, usage);
  if (typeof read === 'number') return read;
  const [directory = '.', ...more] = read.positionals;
  const refused =
    refuseFormat(read) ?? (more.length > 0 ? 'runs takes one directory.' : refuseDirectory(directory));
  if (refused !== undefined) return wrongUsage(refused, usage);
  const state = resolve(stateFolder(directory));
  const policies = new OpenRuns(state);
  const rows = new RunIndex(state)
    .rows()
    .filter(({ result }) => result !== 'unknown')
    .map(row => asking(policies.marked(row), Date.now()));
  process.stdout.write(listText(read, { rows: rows.map(listed), columns, forPeople: () => table(rows) }));
  return exitCodes.done;
}

/** A row as it is printed as JSON. */
interface Listed extends Pick<
  RunRow,
  'run' | 'folder' | 'runbook' | 'title' | 'operator' | 'result' | 'asks'
> {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly lastAt: string;
  /** Who alone may take it over; empty where any operator may. */
  readonly offered?: { readonly to?: string };
  readonly openTooLong?: RunRow['overdue'];
}

const columns: Listing<Listed>['columns'] = {
  run: row => row.run,
  startedAt: row => row.startedAt,
  lastAt: row => row.lastAt,
  result: row => row.result,
  runbook: row => row.runbook,
  title: row => row.title,
  operator: row => row.operator,
  offeredTo: row => row.offered && (row.offered.to ?? 'any operator'),
  asks: row => row.asks,
  openForDays: row => row.openTooLong?.days,
  policyAllowsDays: row => row.openTooLong?.most,
  folder: row => row.folder,
};

function listed({ startedAt, lastAt, overdue, ...row }: RunRow): Listed {
  const { run, folder, runbook, title, operator, result, offeredTo, asks } = row;
  const iso = (at: number): string => new Date(at).toISOString();
  const late = overdue === undefined ? {} : { openTooLong: overdue };
  return {
    run,
    folder,
    runbook,
    ...(title === undefined ? {} : { title }),
    operator,
    startedAt: iso(startedAt),
    lastAt: iso(lastAt),
    result,
    ...(offeredTo === undefined ? {} : { offered: offeredTo === '' ? {} : { to: offeredTo } }),
    ...(asks === undefined ? {} : { asks }),
    ...late,
  };
}

/** What an open run waits for, in words. */
function waits({ offeredTo, asks, overdue }: RunRow): readonly string[] {
  const to = offeredTo === '' ? 'any operator' : offeredTo;
  return [
    ...(to === undefined ? [] : [`offered to ${to}`]),
    ...(asks === undefined ? [] : [`asks for ${asks}`]),
    ...(overdue === undefined ? [] : [`open for ${overdue.days} days, the policy allows ${overdue.most}`]),
  ];
}

function table(rows: readonly RunRow[]): string {
  if (rows.length === 0)
    return 'No runs yet. A run is logged as soon as you start one, and signed with your key.\n';
  const lines = rows.map(row => {
    const { startedAt, result, runbook, operator, folder } = row;
    return [timeWords(startedAt), result.padEnd(7), runbook, operator, folder, ...waits(row)].join('  ');
  });
  return `${lines.join('\n')}\n`;
}
