import { resolve } from 'node:path';
import { wasmFolder } from '../adapters/assets.ts';
import { loadGrammar } from '../adapters/grammar.ts';
import { pageOf } from '../adapters/review/trendReader.ts';
import { RunIndex } from '../adapters/audit/runs/runIndex.ts';
import { stateFolder } from '../adapters/place.ts';
import { durationWords, timeWords } from '../core/report/times.ts';
import type { Spread } from '../core/trends/spread.ts';
import { namedSteps, type NamedStep } from '../core/trends/told.ts';
import { trendsOf, type Most, type Trend } from '../core/trends/trend.ts';
import { option, readArguments, refuseDirectory, wrongUsage } from './arguments.ts';
import { exitCodes } from './exit.ts';
import { listOptions, listText, refuseFormat, type Listing } from './listFormat.ts';
import { visibleText } from './visibleText.ts';
import { complain } from './complaint.ts';

const usage = `Usage: handrail trends [RUNBOOK] [--dir DIR] [--json|--csv]

Tells what the runs of each runbook show together: how many succeed, how long they take and how that spreads, the steps
that fail, are skipped or edited in most runs, the last run without any of that, and how many runs the text has had.
RUNBOOK is a path as the logs name it. Nothing is verified; handrail verify does that.

  --dir DIR   the folder whose runs are told, this one by default
  --json      prints the trends as JSON, with every step's usual time
  --csv       prints a line for each runbook as CSV; times are in ms

Exit codes: 0 told, 1 no run of RUNBOOK, 2 usage.
`;

/** `handrail trends`: 0 told, 1 none of that runbook, 2 usage. */
export async function trends(args: readonly string[]): Promise<number> {
  const read = readArguments(args, { dir: { type: 'string' }, ...listOptions }, usage);
  if (typeof read === 'number') return read;
  const [runbook, ...more] = read.positionals;
  const directory = option(read, 'dir') ?? '.';
  const refused =
    refuseFormat(read) ?? (more.length > 0 ? 'trends takes one runbook.' : refuseDirectory(directory));
  if (refused !== undefined) return wrongUsage(refused, usage);
  const index = new RunIndex(resolve(stateFolder(directory)));
  const told = await named(index, trendsOf(index.facts(runbook)));
  if (runbook !== undefined && told.length === 0) {
    complain(`There is no run of ${runbook} here.`);
    return exitCodes.failed;
  }
  const forPeople = (): string => (told.length === 0 ? 'No runs yet.\n' : told.map(trendText).join('\n'));
  process.stdout.write(listText(read, { rows: told, columns, forPeople }));
  return exitCodes.done;
}

/** A trend with the names that people call the runbook and its steps by. */
interface NamedTrend extends Trend {
  readonly title: string;
  readonly names: readonly NamedStep[];
}

const columns: Listing<NamedTrend>['columns'] = {
  runbook: row => row.runbook,
  title: row => row.title,
  runs: row => row.runs,
  done: row => row.done,
  aborted: row => row.aborted,
  open: row => row.open,
  successPercent: row => row.successPercent,
  leastMs: row => row.duration?.least,
  lowMs: row => row.duration?.low,
  middleMs: row => row.duration?.middle,
  highMs: row => row.duration?.high,
  mostMs: row => row.duration?.most,
  mostFailed: row => mostWords(row, row.mostFailed),
  mostFailedRuns: row => row.mostFailed?.runs,
  mostSkipped: row => mostWords(row, row.mostSkipped),
  mostSkippedRuns: row => row.mostSkipped?.runs,
  mostEdited: row => mostWords(row, row.mostEdited),
  mostEditedRuns: row => row.mostEdited?.runs,
  lastCleanRun: row => row.lastClean?.run,
  lastCleanAt: row => row.lastClean && new Date(row.lastClean.at).toISOString(),
  runsSinceTextChanged: row => row.runsSinceTextChanged,
};

/** By the newest text of each runbook; one that cannot be read leaves the ids. */
async function named(index: RunIndex, found: readonly Trend[]): Promise<readonly NamedTrend[]> {
  if (found.length === 0) return [];
  const grammar = await loadGrammar({ wasmFolder: wasmFolder() });
  const rows = index.rows();
  return found.map(trend => {
    const newest = rows.find(({ runbook }) => runbook === trend.runbook);
    const page = newest === undefined ? undefined : pageOf(newest, grammar);
    return { ...trend, title: page?.title ?? trend.runbook, names: namedSteps(trend, page) };
  });
}

function trendText(trend: NamedTrend): string {
  const { runbook, runs, done, aborted, open, successPercent, duration, latest, lastClean } = trend;
  const counts = [`${done} done`, `${aborted} aborted`, `${open} open`].join(', ');
  const lines = [
    `${runbook}  ${runs} run${runs === 1 ? '' : 's'}: ${counts}`,
    ...(successPercent === undefined ? [] : [`  succeeds       ${successPercent} %`]),
    ...(duration === undefined
      ? []
      : [
          `  usually takes  ${durationWords(duration.middle)}; half of them ${durationWords(duration.low)} to ${durationWords(duration.high)}; all ${durationWords(duration.least)} to ${durationWords(duration.most)}`,
          `  over time      ${sparkline(latest)}`,
          ...periodsText(trend),
        ]),
    ...mostText('fails most', trend, trend.mostFailed),
    ...mostText('skipped most', trend, trend.mostSkipped),
    ...mostText('edited most', trend, trend.mostEdited),
    `  last clean     ${lastClean === undefined ? 'none' : `${timeWords(lastClean.at)}  ${lastClean.run}`}`,
    `  this text      ${trend.runsSinceTextChanged} of ${runs} runs, the newest in a row`,
  ];
  return `${lines.join('\n')}\n`;
}

function mostText(name: string, trend: NamedTrend, most: Most | undefined): readonly string[] {
  const called = mostWords(trend, most);
  if (most === undefined || called === undefined) return [];
  return [`  ${name.padEnd(13)}  ${called}, in ${most.runs} of ${trend.runs} runs`];
}

/** A step as people call it. */
function mostWords({ names }: NamedTrend, most: Most | undefined): string | undefined {
  if (most === undefined) return undefined;
  const step = names.find(({ id }) => id === most.step);
  return visibleText(step === undefined || step.number === '' ? most.step : `${step.number} ${step.title}`);
}

/** Of each stretch of time: how many runs, how many in a hundred were done, and how their durations spread. */
function periodsText({ overTime: { unit, periods } }: Trend): readonly string[] {
  const limit = Math.max(...periods.map(({ duration }) => duration?.most ?? 0));
  return [
    `  by ${unit.padEnd(10)}  runs  done  shortest [ half of them, | the middle ] longest`,
    ...periods.map(({ from, runs, done, aborted, duration }) => {
      const success = done + aborted === 0 ? '-' : `${Math.round((100 * done) / (done + aborted))} %`;
      const head = `  ${timeWords(from).slice(0, 10)}     ${String(runs).padStart(4)} ${success.padStart(5)}`;
      if (duration === undefined) return head;
      const { least, middle, most } = duration;
      const numbers = [least, middle, most].map(durationWords).join(' · ');
      return `${head}  ${spreadLine(duration, limit)}  ${numbers}`;
    }),
  ];
}

const lineWidth = 32;

/** `--[==|===]------`: where the ends, the middle half and the middle are, up to the longest of all. */
function spreadLine({ least, low, middle, high, most }: Spread, limit: number): string {
  const at = (ms: number): number => Math.round(((lineWidth - 1) * ms) / Math.max(1, limit));
  const letter = (place: number): string => {
    if (place === at(middle)) return '|';
    if (place === at(low)) return '[';
    if (place === at(high)) return ']';
    if (place < at(least) || place > at(most)) return ' ';
    return place > at(low) && place < at(high) ? '=' : '-';
  };
  return Array.from({ length: lineWidth }, (_, place) => letter(place)).join('');
}

const bars = '▁▂▃▄▅▆▇█';

/** One bar a run, from the shortest to the longest of them. */
function sparkline(times: readonly number[]): string {
  const [least, most] = [Math.min(...times), Math.max(...times)];
  const bar = (ms: number): string =>
    bars.charAt(most === least ? 0 : Math.round(((ms - least) / (most - least)) * (bars.length - 1)));
  return times.map(bar).join('');
}
