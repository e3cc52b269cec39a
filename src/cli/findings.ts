import { join, resolve } from 'node:path';
import { glance, runFolders } from '../adapters/audit/runs/glance.ts';
import { OpenRuns } from '../adapters/openRuns.ts';
import { reviewsIn } from '../adapters/audit/review/reviewsIn.ts';
import { stateFolder } from '../adapters/place.ts';
import type { ReviewDecision } from '../core/audit/countersign.ts';
import { overdueAt } from '../core/run/overdue.ts';
import { timeWords } from '../core/report/times.ts';
import { readArguments, refuseDirectory, wrongUsage } from './arguments.ts';
import { exitCodes } from './exit.ts';
import { listOptions, listText, refuseFormat, type Listing } from './listFormat.ts';
import { visibleLines } from './visibleText.ts';

const usage = `Usage: handrail findings [DIR] [--json|--csv]

Lists what reviewers found in the runs below DIR (this directory by default), newest first, with the entry each is about; and
the runs that are open for longer than the team's policy allows.
Nothing is verified; handrail verify does that, and says whose word it is.

Exit codes: 0 listed, 2 usage.
`;

interface FindingRow {
  readonly run: string;
  readonly folder: string;
  readonly runbook: string;
  /** Null where it is the team's policy that says so. */
  readonly reviewer: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Null where nobody reviewed it. */
  readonly decision: ReviewDecision | null;
  readonly severity: 'minor' | 'major';
  /** Number of the entry it is about, from 1; null where it is about the run. */
  readonly entry: number | null;
  readonly text: string;
}

const columns: Listing<FindingRow>['columns'] = {
  at: row => row.at,
  severity: row => row.severity,
  decision: row => row.decision,
  reviewer: row => row.reviewer,
  runbook: row => row.runbook,
  run: row => row.run,
  entry: row => row.entry,
  text: row => row.text,
  folder: row => row.folder,
};

/** `handrail findings`: 0 listed, 2 usage. */
export function findings(args: readonly string[]): number {
  const read = readArguments(args, listOptions, usage);
  if (typeof read === 'number') return read;
  const [directory = '.', ...more] = read.positionals;
  const refused =
    refuseFormat(read) ?? (more.length > 0 ? 'findings takes one directory.' : refuseDirectory(directory));
  if (refused !== undefined) return wrongUsage(refused, usage);
  const state = resolve(stateFolder(directory));
  const policies = new OpenRuns(state);
  const rows = runFolders(join(state, 'runs'))
    .flatMap(folder => [...overdueRow(folder, policies), ...rowsOf(folder)])
    .reverse();
  process.stdout.write(listText(read, { rows, columns, forPeople: () => listed(rows) }));
  return exitCodes.done;
}

/** A run that should be closed by now. */
function overdueRow(folder: string, policies: OpenRuns): readonly FindingRow[] {
  const { open, end = [] } = glance(folder) ?? {};
  if (open === undefined || end.some(({ type }) => type === 'seal')) return [];
  const { t: startedAt = 0 } = open;
  const found = policies.overdue({ runbook: open.runbook.path, startedAt });
  if (found === undefined) return [];
  return [
    {
      run: open.run,
      folder,
      runbook: open.runbook.path,
      reviewer: null,
      at: new Date(overdueAt(startedAt, found)).toISOString(),
      decision: null,
      severity: 'minor',
      entry: null,
      text: `It is open for ${found.days} days, and the policy allows ${found.most}.`,
    },
  ];
}

function rowsOf(folder: string): readonly FindingRow[] {
  const reviews = reviewsIn(folder);
  const open = reviews.length === 0 ? undefined : glance(folder)?.open;
  if (open === undefined) return [];
  return reviews.flatMap(({ who, said, findings: found }) =>
    found.map(({ text, severity, entry }) => ({
      run: open.run,
      folder,
      runbook: open.runbook.path,
      reviewer: who,
      at: new Date(said.t ?? 0).toISOString(),
      decision: said.decision,
      severity,
      entry: entry ?? null,
      text,
    })),
  );
}

function listed(rows: readonly FindingRow[]): string {
  if (rows.length === 0) return 'No findings. handrail countersign LOG --findings TEXT adds one.\n';
  const blocks = rows.map(({ at, severity, runbook, reviewer, entry, text, folder }) => {
    const place = entry === null ? '' : `, entry ${entry}`;
    const head = [timeWords(Date.parse(at)), severity, runbook, reviewer ?? 'policy'].join('  ');
    return `${head}\n  ${visibleLines(text).replaceAll('\n', '\n  ')}\n  ${folder}${place}`;
  });
  return `${blocks.join('\n')}\n`;
}
