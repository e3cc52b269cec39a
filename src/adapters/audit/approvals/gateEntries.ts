import { join } from 'node:path';
import { maxLineBytes, parseLine } from '../../../core/audit/line/canonical.ts';
import { coverage } from '../../../core/audit/coverage.ts';
import { textOf } from '../../../core/audit/line/frame.ts';
import type { GatedSegment, PlacedEntry } from '../../../core/audit/gates/gates.ts';
import type { SegmentInput } from '../../../core/audit/history.ts';
import { readEntry } from '../../../core/audit/line/schema.ts';
import { readLines } from '../lines.ts';
import { lineHash } from '../journal/moved.ts';

/** How to look at gates. */
interface GateLook {
  /** Files whose keys are not believed. */
  readonly untrusted?: ReadonlySet<string>;
  /** Also where the log says nothing of gates, since something else does. */
  readonly always?: boolean;
}

/** What gates rest on in each segment; nothing is read of a log that says nothing of gates. */
export function gatedSegments(
  folder: string,
  segments: readonly SegmentInput[],
  { untrusted = new Set(), always = false }: GateLook = {},
): readonly GatedSegment[] {
  if (!always && !segments.some(({ report }) => report.facts.gated)) return [];
  const covered = coverage(segments);
  return segments.flatMap(({ report }): readonly GatedSegment[] => {
    const { open } = report.facts;
    if (open === undefined) return [];
    const entries = entriesOf(join(folder, report.file), report);
    const upTo = open.role === 'approver' ? approved(report) : (covered.get(report.file) ?? 0);
    const doubted = untrusted.has(report.file);
    return [{ open, entries, believed: doubted ? 0 : upTo, doubted }];
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

/** Types whose members decide at gates. */
const gateTypes: ReadonlySet<string> = new Set([
  'approval.needed',
  'approval.requested',
  'approval.answered',
  'approval.used',
  'approval.overridden',
  'approval.withdrawn',
  'approval.granted',
  'approval.denied',
  'attempt.started',
  'context',
  'runbook.adopted',
  'step.treated',
]);
