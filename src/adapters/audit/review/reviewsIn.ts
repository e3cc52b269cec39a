import type { Countersigned, ReviewFinding } from '../../../core/audit/countersign.ts';
import type { JsonObject } from '../../../core/audit/line/canonical.ts';
import type { Open, Recorded } from '../../../core/audit/entry.ts';
import { glance } from '../runs/glance.ts';
import { segmentFiles } from '../layout.ts';
import { bringFields } from '../journal/moved.ts';
import { loadObject } from '../objectStore.ts';
import { readRunNow, type ReadSegment } from '../runFolder.ts';

/** A reviewer's part of a run as it stands there, believed without a signature: enough to list findings. */
export interface ReviewPart {
  readonly who: string;
  readonly said: Recorded<Countersigned>;
  readonly findings: readonly (Recorded<ReviewFinding> & {
    /** Number of the entry it is about, from 1 over all files of the run. */
    readonly entry?: number;
  })[];
}

/** What reviewers wrote behind a run, in their order. */
export function reviewsIn(folder: string): readonly ReviewPart[] {
  try {
    // A run of one file has no reviewer's.
    if (segmentFiles(folder).length < 2 || glance(folder) === undefined) return [];
    const { segments } = readRunNow(folder);
    return segments.flatMap(segment => partOf(folder, segment, segments) ?? []);
  } catch {
    return [];
  }
}

function partOf(
  folder: string,
  segment: ReadSegment,
  segments: readonly ReadSegment[],
): ReviewPart | undefined {
  const entries = segment.content.flatMap(({ value, entry }) =>
    entry === undefined ? [] : [whole(folder, value)],
  );
  const open = entries.find((entry): entry is Recorded<Open> => entry.type === 'open');
  const said = entries.find((entry): entry is Recorded<Countersigned> => entry.type === 'countersigned');
  if (open === undefined || said === undefined) return undefined;
  const findings = entries.filter((entry): entry is Recorded<ReviewFinding> => entry.type === 'finding');
  return { who: open.who, said, findings: findings.map(one => ({ ...one, ...entryOf(one, segments) })) };
}

function whole(folder: string, value: JsonObject): Recorded {
  const load = (digest: string): { media: string; content: Uint8Array } | undefined => {
    const content = loadObject(folder, digest)?.content;
    return content === undefined ? undefined : { media: 'text/plain', content };
  };
  return bringFields(value, load) as unknown as Recorded;
}

function entryOf(
  { ref }: Recorded<ReviewFinding>,
  segments: readonly ReadSegment[],
): { readonly entry?: number } {
  if (ref === null) return {};
  const before = segments.filter(({ seg }) => seg < ref.seg).reduce((sum, { lines }) => sum + lines, 0);
  return { entry: before + ref.lines };
}
