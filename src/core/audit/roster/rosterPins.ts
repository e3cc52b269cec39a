import type { Finding } from '../finding.ts';
import { finding, type SegmentInput } from '../history.ts';
import type { Roster } from './roster.ts';

/** Whether the rosters that a log's parts rely on are versions of the trusted one; where there is none, nothing can be said. */
export function pinFindings(
  segments: readonly SegmentInput[],
  roster: Roster | undefined,
): readonly Finding[] {
  if (roster === undefined) return [];
  return segments.flatMap(({ report }): readonly Finding[] => {
    const pin = report.facts.open?.roster;
    if (pin === null || pin === undefined) return [];
    const same = roster.versions.find(({ version }) => version === pin.version);
    if (same?.sha256 === pin.sha256) return [];
    const newest = roster.versions.at(-1)?.version ?? 0;
    const sentence =
      same === undefined
        ? `it relies on version ${pin.version} of the roster, and the trusted one ends with ${newest}: it was rolled back, or this one was never agreed to`
        : `it relies on another version ${pin.version} of the roster than the trusted one has`;
    const base = finding('ROSTER_ROLLED_BACK', report, { line: 1, sentence });
    return [{ ...base, tier: 'SIGNED', weight: 'trust' }];
  });
}
