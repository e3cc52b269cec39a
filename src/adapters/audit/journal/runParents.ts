import { dirname, join } from 'node:path';
import { maxLineBytes } from '../../../core/audit/line/canonical.ts';
import type { Finding } from '../../../core/audit/finding.ts';
import type { SegmentReport } from '../../../core/audit/segment.ts';
import { glance } from '../runs/glance.ts';
import { runPlaces, type RunPlaces } from '../runs/places.ts';
import { segmentFiles } from '../layout.ts';
import { realPath } from '../stateFolders.ts';
import { readLines } from '../lines.ts';
import { lineHash } from './moved.ts';

/**
 * Compares what a run saw of earlier runs with what stands beside it now. Notes only: the run itself is as it was signed,
 * whatever happened to others; `verifyHistory` weighs them.
 */
export function parentFindings(
  runFolder: string,
  report: SegmentReport,
  places: RunPlaces = runPlaces(dirname(dirname(realPath(runFolder)))),
): readonly Finding[] {
  const base = { tier: 'STRUCTURE', weight: 'note', file: report.file, line: 1 } as const;
  return (report.facts.open?.runParents ?? []).flatMap((parent): readonly Finding[] => {
    const folder = places(parent.run);
    if (folder === undefined) {
      const sentence = `run ${parent.run}, which came before it, is not here`;
      return [{ ...base, code: 'MISSING_RUN', sentence }];
    }
    if (glance(folder)?.head === parent.head || holds(folder, parent.head)) return [];
    const sentence = `run ${parent.run} is not what it saw of it: lines of it were cut off or changed since`;
    return [{ ...base, code: 'RUN_REWRITTEN', sentence }];
  });
}

/** Whether one of a run's lines has this hash. */
function holds(folder: string, head: string): boolean {
  try {
    return segmentFiles(folder).some(file => holdsLine(join(folder, file), head));
  } catch {
    // What cannot be read holds nothing; the run's own verification says why.
    return false;
  }
}

function holdsLine(path: string, hash: string): boolean {
  for (const line of readLines(path, maxLineBytes)) if (lineHash(line) === hash) return true;
  return false;
}
