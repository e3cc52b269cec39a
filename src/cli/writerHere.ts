import type { WriterOptions } from '../adapters/audit/journal/run.ts';
import { writerBehind } from '../adapters/audit/review/writerBehind.ts';
import { version } from './version.ts';

/** The key and name with which this user adds to somebody else's run. */
export function writerHere(runFolder: string): Promise<WriterOptions> {
  return writerBehind(runFolder, {
    environment: process.env,
    folder: process.cwd(),
    interactive: process.stdin.isTTY,
    vscode: '',
    version,
  });
}
