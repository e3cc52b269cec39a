import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { tellRun } from '../../adapters/review/tellRun.ts';
import { toJunit } from '../../core/report/junit.ts';
import { exitCodes } from '../exit.ts';
import { complain } from '../complaint.ts';

/** Lines of each output that a CI system is shown. */
const lines = 50;

/** Why the report cannot be written, found before anything is run; undefined if it can. */
export async function faultOfJunit(file: string): Promise<string | undefined> {
  try {
    const known = await stat(file).catch(() => undefined);
    if (known?.isDirectory() === true) return `${file} is a folder. --junit needs a file.`;
    await access(known === undefined ? dirname(file) : file, constants.W_OK);
    return undefined;
  } catch (error) {
    return `${file} could not be written: ${error instanceof Error ? error.message : String(error)}. Nothing was run.`;
  }
}

/** Writes the JUnit report of a run that has ended or been left; returns the exit code of the command. */
export async function writeJunit(
  file: string,
  { folder, exit }: { readonly folder: string; readonly exit: number },
): Promise<number> {
  const report = await tellRun({ folder, lines });
  const fault = typeof report === 'string' ? report : await faultOf(writeFile(file, toJunit(report)), file);
  if (fault === undefined) return exit;
  complain(fault);
  return exit === exitCodes.done ? exitCodes.io : exit;
}

async function faultOf(work: Promise<void>, file: string): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return `${file} could not be written: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
