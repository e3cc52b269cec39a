import { join } from 'node:path';
import { maxLineBytes } from '../../core/audit/line/canonical.ts';
import type { Part } from '../../core/audit/coverage.ts';
import type { Reference } from '../../core/audit/entry.ts';
import { AuditFailure } from './failure.ts';
import { readLines } from './lines.ts';
import { lineHash } from './journal/moved.ts';

/** Names an entry by its number, which counts from 1 over all files of a run. Fails with `not-a-run` where it has none such. */
export function referenceTo(folder: string, parts: readonly Part[], entry: number): Reference {
  let before = 0;
  for (const { file, seg, lines } of parts) {
    const line = entry - before;
    if (seg !== undefined && line >= 1 && line <= lines)
      return { seg, lines: line, head: headAt(join(folder, file), line) };
    before += lines;
  }
  throw new AuditFailure('not-a-run', `This run has no entry ${entry}; it has ${before}.`);
}

function headAt(path: string, line: number): string {
  let count = 0;
  for (const bytes of readLines(path, maxLineBytes)) if (++count === line) return lineHash(bytes);
  throw new AuditFailure('not-a-run', `${path} has no line ${line}.`);
}
