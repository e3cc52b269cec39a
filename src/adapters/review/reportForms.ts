import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { toCsv } from '../../core/report/csv.ts';
import { reportStyle, toHtml } from '../../core/report/html.ts';
import { toJunit } from '../../core/report/junit.ts';
import { toMarkdown } from '../../core/report/markdown.ts';
import type { Report } from '../../core/report/report.ts';
import { writeCast } from './cast.ts';
import { tellRun } from './tellRun.ts';

/** A report as text, by the name of its form; a recording is of one attempt, and is streamed. */
export const reportForms = {
  md: toMarkdown,
  html: (report: Report) => toHtml(report, createHash('sha256').update(reportStyle).digest('base64')),
  json: (report: Report) => `${JSON.stringify(report, null, 2)}\n`,
  csv: toCsv,
  junit: toJunit,
} as const;

export type ReportForm = keyof typeof reportForms;

/** Lines of each output's end that a report shows where nobody says how many. */
export const usualLines = 20;

/** What is wanted of a run, and the file it is written to. */
export interface ReportWish {
  readonly folder: string;
  readonly out: string;
  /** An attempt is told as a recording, anything else as a report. */
  readonly as: { readonly form: ReportForm } | { readonly attempt: string };
}

/** Writes a report or a recording; answers why there is none, in a sentence. */
export async function writeReport({ folder, out, as }: ReportWish): Promise<string | undefined> {
  if ('attempt' in as) {
    const problem = await writeCast({ folder, out, attempt: as.attempt });
    return problem === undefined ? undefined : Object.values(problem).join(' ');
  }
  const report = await tellRun({ folder, lines: usualLines });
  if (typeof report === 'string') return report;
  try {
    await writeFile(out, reportForms[as.form](report));
    return undefined;
  } catch (error) {
    return `${out} could not be written: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
