import { join } from 'node:path';
import { maxLineBytes, parseLine } from '../../core/audit/canonical.ts';
import { coverage } from '../../core/audit/coverage.ts';
import { textOf } from '../../core/audit/frame.ts';
import { gateTypes, type GatedSegment, type PlacedEntry } from '../../core/audit/gates.ts';
import type { SegmentInput } from '../../core/audit/history.ts';
import { readEntry } from '../../core/audit/schema.ts';
import { readLines } from './lines.ts';
import { lineHash } from './moved.ts';

/** What gates rest on in each segment; nothing is read of a log that says nothing of gates. */
export function gatedSegments(
  folder: string,
  segments: readonly SegmentInput[],
  untrusted: ReadonlySet<string>,
): readonly GatedSegment[] {
  if (!segments.some(({ report }) => report.facts.gated)) return [];
  const covered = coverage(segments);
  return segments.flatMap(({ report }): readonly GatedSegment[] => {
    const { open } = report.facts;
    if (open === undefined) return [];
    const entries = entriesOf(join(folder, report.file), report);
    const upTo = open.role === 'approver' ? approved(report) : (covered.get(report.file) ?? 0);
    return [{ open, entries, believed: untrusted.has(report.file) ? 0 : upTo }];
  });
}

/** An approver's own signature covers an answer, and nobody else's naming of it. */
function approved({ userSignatures }: SegmentInput['report']): number {
  return Math.max(
    0,
    ...userSignatures.flatMap(({ ns, lines }) => (ns === 'approve.v1@handrail' ? [lines] : [])),
  );
}

function entriesOf(
  path: string,
  { file, lines }: Pick<SegmentInput['report'], 'file' | 'lines'>,
): readonly PlacedEntry[] {
  const found: PlacedEntry[] = [];
  let line = 0;
  for (const bytes of readLines(path, maxLineBytes)) {
    if (++line > lines) break;
    const { value } = parseLine(bytes);
    if (value === undefined || !gateTypes.has(textOf(value, 'type'))) continue;
    const read = readEntry(value);
    if ('entry' in read) found.push({ entry: read.entry, file, line, hash: lineHash(bytes) });
  }
  return found;
}
