import type { WriterOptions } from '../adapters/audit/journal/run.ts';
import { writerBehind } from '../adapters/audit/review/writerBehind.ts';
import { version } from './version.ts';

/** Who writes behind a run from here, and with which key. */
export function writerHere(runFolder: string): Promise<WriterOptions> {
  return writerBehind(runFolder, {
    environment: process.env,
    folder: process.cwd(),
    interactive: process.stdin.isTTY,
    vscode: '',
    version,
  });
}
