import { resolve } from 'node:path';
import { RunIndex } from '../adapters/audit/runIndex.ts';
import { stateFolder } from '../adapters/place.ts';
import { durationWords, timeWords } from '../core/report/times.ts';
import { trendsOf, type Most, type Trend } from '../core/trends/trend.ts';
import { flag, option, readArguments, wrongUsage } from './arguments.ts';
import { exitCodes } from './exit.ts';

const usage = `Usage: handrail trends [RUNBOOK] [--dir DIR] [--json]

Tells what the runs of each runbook show together: how many succeed, how long they take and how that spreads, the steps
that fail, are skipped or edited in most runs, the last run without any of that, and how many runs the text has had.
RUNBOOK is a path as the logs name it. Nothing is verified; handrail verify does that.

  --dir DIR   the folder whose runs are told, this one by default
  --json      prints the trends as JSON, with every step's usual time

Exit codes: 0 told, 1 no run of RUNBOOK, 2 usage.
`;

/** `handrail trends`: 0 told, 1 none of that runbook, 2 usage. */
export function trends(args: readonly string[]): number {
  const read = readArguments(args, { dir: { type: 'string' }, json: { type: 'boolean' } }, usage);
  if (typeof read === 'number') return read;
  const [runbook, ...more] = read.positionals;
  if (more.length > 0) return wrongUsage('trends takes one runbook.', usage);
  const index = new RunIndex(resolve(stateFolder(option(read, 'dir') ?? '.')));
  const told = trendsOf(index.facts(runbook));
  if (runbook !== undefined && told.length === 0) {
    process.stderr.write(`handrail: there is no run of ${runbook} here.\n`);
    return exitCodes.failed;
  }
  const text = told.length === 0 ? 'No runs yet.\n' : told.map(trendText).join('\n');
  process.stdout.write(flag(read, 'json') ? `${JSON.stringify(told, null, 2)}\n` : text);
  return exitCodes.done;
}

function trendText(trend: Trend): string {
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
        ]),
    ...mostText('fails most', trend.mostFailed, runs),
    ...mostText('skipped most', trend.mostSkipped, runs),
    ...mostText('edited most', trend.mostEdited, runs),
    `  last clean     ${lastClean === undefined ? 'none' : `${timeWords(lastClean.at)}  ${lastClean.run}`}`,
    `  this text      ${trend.runsSinceTextChanged} of ${runs} runs, the newest in a row`,
  ];
  return `${lines.join('\n')}\n`;
}

function mostText(name: string, most: Most | undefined, runs: number): readonly string[] {
  return most === undefined ? [] : [`  ${name.padEnd(13)}  ${most.step}, in ${most.runs} of ${runs} runs`];
}

const bars = '▁▂▃▄▅▆▇█';

/** One bar a run, from the shortest to the longest of them. */
function sparkline(times: readonly number[]): string {
  const [least, most] = [Math.min(...times), Math.max(...times)];
  const bar = (ms: number): string =>
    bars.charAt(most === least ? 0 : Math.round(((ms - least) / (most - least)) * (bars.length - 1)));
  return times.map(bar).join('');
}
