import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { systemCode } from '../audit/failure.ts';
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

/** Why there is no report: of a run that cannot be told, an output that is not stored, or a file that cannot be written. */
export interface NotReported {
  readonly code: 'not-told' | 'not-recorded' | 'not-written';
  /** Whole English sentences. */
  readonly message: string;
  /** The run's folder, or the file. */
  readonly path: string;
  /** The code of the system's own error, such as EACCES. */
  readonly system?: string;
}

/** Writes a report or a recording; returns why it could not, if so. */
export async function writeReport({ folder, out, as }: ReportWish): Promise<NotReported | undefined> {
  if ('attempt' in as) {
    const problem = await writeCast({ folder, out, attempt: as.attempt });
    if (problem === undefined) return undefined;
    if ('usage' in problem) return { code: 'not-recorded', message: problem.usage, path: folder };
    const { io: message, system } = problem;
    return system === undefined
      ? { code: 'not-told', message, path: folder }
      : { code: 'not-written', message, path: out, system };
  }
  const report = await tellRun({ folder, lines: usualLines });
  if (typeof report === 'string') return { code: 'not-told', message: report, path: folder };
  try {
    await writeFile(out, reportForms[as.form](report));
    return undefined;
  } catch (error) {
    const system = systemCode(error);
    const detail = error instanceof Error ? error.message : String(error);
    return {
      code: 'not-written',
      message: `${out} could not be written: ${detail}.`,
      path: out,
      ...(system === undefined ? {} : { system }),
    };
  }
}
