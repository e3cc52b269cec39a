import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeCast } from '../adapters/review/cast.ts';
import { reportForms, usualLines } from '../adapters/review/reportForms.ts';
import { tellRun } from '../adapters/review/tellRun.ts';
import type { Report } from '../core/report/report.ts';
import { option, readArguments, wrongUsage, type Arguments } from './arguments.ts';
import { exitCodes } from './exit.ts';
import { complain, refuse } from './complaint.ts';

const usage = `Usage: handrail report LOG [--format md|html|json|csv|junit|asciicast] [--attempt ID] [--lines N] [--signers FILE] [--out FILE]

Tells a run from its log, with the verdict of its verification; LOG is a run's folder.

  --format FORMAT   md (the default), html (one file that loads nothing), json, csv (what happened, line by line),
                    junit (XML for CI systems), or asciicast (version 3, what one command printed and when)
  --attempt ID      which command asciicast tells; needed where there are several
  --lines N         how many of the last lines of each output are shown; 20 by default
  --signers FILE    an allowed_signers file from outside the tree: whose keys are trusted
  --out FILE        writes to FILE, not to standard output

Exit codes: 0 made (the verdict is in the report), 2 usage, 5 nothing readable as a run.
`;

const formats: Readonly<Record<string, (report: Report) => string>> = reportForms;

/** `handrail report`: 0 made, 2 usage, 5 IO. */
export async function report(args: readonly string[]): Promise<number> {
  const read = readArguments(
    args,
    {
      format: { type: 'string' },
      lines: { type: 'string' },
      signers: { type: 'string' },
      out: { type: 'string' },
      attempt: { type: 'string' },
    },
    usage,
  );
  if (typeof read === 'number') return read;
  if (option(read, 'format') === 'asciicast') return castOf(read);
  if (option(read, 'attempt') !== undefined) return wrongUsage('--attempt is for --format asciicast.', usage);
  const wanted = wantedOf(read);
  if (typeof wanted === 'string') return wrongUsage(wanted, usage);
  const made = await tellRun(wanted, option(read, 'signers'));
  if (typeof made === 'string') return refuse(made, exitCodes.io);
  const text = wanted.format(made);
  const out = option(read, 'out');
  if (out === undefined) process.stdout.write(text);
  else {
    const error = await writeFile(out, text).catch((cause: unknown) => cause as Error);
    if (error !== undefined) return refuse(`${out} could not be written: ${error.message}.`, exitCodes.io);
  }
  return exitCodes.done;
}

async function castOf(read: Arguments): Promise<number> {
  const [folder, ...more] = read.positionals;
  if (folder === undefined || more.length > 0)
    return wrongUsage('report takes the folder of one run.', usage);
  const [attempt, signers, out] = [option(read, 'attempt'), option(read, 'signers'), option(read, 'out')];
  const problem = await writeCast({
    folder: resolve(folder),
    ...(attempt === undefined ? {} : { attempt }),
    ...(signers === undefined ? {} : { signers }),
    ...(out === undefined ? {} : { out }),
  });
  if (problem === undefined) return exitCodes.done;
  if ('io' in problem) return refuse(problem.io, exitCodes.io);
  complain(problem.usage);
  return exitCodes.usage;
}

interface Wanted {
  readonly folder: string;
  readonly lines: number;
  readonly format: (report: Report) => string;
}

function wantedOf(read: Arguments): Wanted | string {
  const [folder, ...more] = read.positionals;
  if (folder === undefined || more.length > 0) return 'report takes the folder of one run.';
  const name = option(read, 'format') ?? 'md';
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format === undefined)
    return `There is no format ${name}. The formats are ${Object.keys(formats).join(', ')}, asciicast.`;
  const lines = Number(option(read, 'lines') ?? usualLines);
  if (!Number.isInteger(lines) || lines < 0 || lines > 200) return '--lines is a number from 0 to 200.';
  return { folder: resolve(folder), lines, format };
}
