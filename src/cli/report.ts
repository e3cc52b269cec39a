import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { wasmFolder } from '../adapters/assets.ts';
import { readRun, type RunRecord } from '../adapters/audit/runFolder.ts';
import { verifyRun } from '../adapters/audit/verify.ts';
import { loadGrammar } from '../adapters/grammar.ts';
import { parseText } from '../adapters/runbookFile.ts';
import { OutputTail } from '../adapters/session/outputTail.ts';
import { toCsv } from '../core/report/csv.ts';
import { reportStyle, toHtml } from '../core/report/html.ts';
import { toMarkdown } from '../core/report/markdown.ts';
import { makeReport, type Report } from '../core/report/report.ts';
import { lastBytes } from '../runner/lastBytes.ts';
import { option, readArguments, wrongUsage, type Arguments } from './arguments.ts';
import { exitCodes } from './exit.ts';

const usage = `Usage: handrail report LOG [--format md|html|json|csv] [--lines N] [--signers FILE] [--out FILE]

Tells a run from its log, with the verdict of its verification; LOG is a run's folder.

  --format FORMAT   md (the default), html (one file that loads nothing), json, or csv (what happened, line by line)
  --lines N         how many of the last lines of each output are shown; 20 by default
  --signers FILE    an allowed_signers file from outside the tree: whose keys are trusted
  --out FILE        writes to FILE, not to standard output

Exit codes: 0 made (the verdict is in the report), 2 usage, 5 nothing readable as a run.
`;

const formats: Readonly<Record<string, (report: Report) => string>> = {
  md: toMarkdown,
  html: report => toHtml(report, createHash('sha256').update(reportStyle).digest('base64')),
  json: report => `${JSON.stringify(report, null, 2)}\n`,
  csv: toCsv,
};

/** Bytes of an output's end that are looked at for its last lines. */
const mostBytes = 256 * 1024;

/** `handrail report`: 0 made, 2 usage, 5 IO. */
export async function report(args: readonly string[]): Promise<number> {
  const read = readArguments(
    args,
    {
      format: { type: 'string' },
      lines: { type: 'string' },
      signers: { type: 'string' },
      out: { type: 'string' },
    },
    usage,
  );
  if (typeof read === 'number') return read;
  const wanted = wantedOf(read);
  if (typeof wanted === 'string') return wrongUsage(wanted, usage);
  const made = await tellRun(wanted, option(read, 'signers'));
  if (typeof made === 'string') return failed(made);
  const text = wanted.format(made);
  const out = option(read, 'out');
  if (out === undefined) process.stdout.write(text);
  else {
    const error = await writeFile(out, text).catch((cause: unknown) => cause as Error);
    if (error !== undefined) return failed(`${out} could not be written: ${error.message}.`);
  }
  return exitCodes.done;
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
    return `There is no format ${name}. The formats are ${Object.keys(formats).join(', ')}.`;
  const lines = Number(option(read, 'lines') ?? '20');
  if (!Number.isInteger(lines) || lines < 0 || lines > 200) return '--lines is a number from 0 to 200.';
  return { folder: resolve(folder), lines, format };
}

async function tellRun({ folder, lines }: Wanted, signers: string | undefined): Promise<Report | string> {
  const verdict = await verifyRun(folder, signers === undefined ? {} : { signers });
  if (verdict.exit === 5) return `Nothing in ${folder} can be read as a run.`;
  const record = await readRun(folder);
  const open = record.entries.find(entry => entry.type === 'open');
  if (open === undefined) return `The log in ${folder} has no readable beginning. handrail verify says more.`;
  // Without the runbook's text the steps have no titles; what happened can still be told.
  const bytes = record.content(open.runbook.object) ?? new Uint8Array();
  const { path, sha256 } = open.runbook;
  const runbook = parseText({ path, bytes, sha256 }, await loadGrammar({ wasmFolder: wasmFolder() }));
  const tails = await tailsOf(record, lines);
  return makeReport({
    runbook,
    entries: record.entries,
    verdict,
    outputOf: attemptId => tails.get(attemptId) ?? '',
  });
}

/** The last lines of each attempt's output, as a terminal would show them. */
async function tailsOf(record: RunRecord, lines: number): Promise<ReadonlyMap<string, string>> {
  const tails = new Map<string, string>();
  if (lines === 0) return tails;
  for (const entry of record.entries) {
    if (entry.type !== 'attempt.finished' || entry.outputs.every(({ kept }) => kept === 0)) continue;
    const terminal = new OutputTail();
    terminal.write(lastBytes(record.output(entry.attemptId), mostBytes));
    tails.set(entry.attemptId, (await terminal.view()).tail.slice(-lines).join('\n'));
    terminal.dispose();
  }
  return tails;
}

function failed(message: string): number {
  process.stderr.write(`handrail: ${message}\n`);
  return exitCodes.io;
}
