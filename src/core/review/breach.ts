import type { Part } from '../audit/coverage.ts';
import type { Finding } from '../audit/finding.ts';
import type { Verdict } from '../audit/verdict.ts';
import type { Places } from './place.ts';

/** The place where a run stops being what was signed. */
export interface Breach {
  readonly finding: Finding;
  /** Number of the first entry that cannot be relied on; absent if every entry holds, and only an output does not. */
  readonly from?: number;
}

/** What of a run's beginning can be relied on: entries 1 to `signed` hold; those up to `fits` only fit each other. */
export interface Firm {
  readonly signed: number;
  readonly fits: number;
}

/** The first entry that shows a change; undefined if none does. */
export function breachOf(
  { findings, exit, worst }: Verdict,
  parts: readonly Part[],
  places: Places,
): Breach | undefined {
  if (exit !== 1 || worst === undefined) return undefined;
  const structural = findings.filter(
    ({ tier, weight }) => weight === 'tampered' && (tier === 'STRUCTURE' || tier === 'SIGNED'),
  );
  const starts = structural.map(finding => ({ finding, from: startOf(finding, parts, places) }));
  const [first, ...others] = starts;
  if (first === undefined) return { finding: worst };
  return others.reduce((early, one) => (one.from < early.from ? one : early), first);
}

/** The number of the first entry that a finding throws doubt on. */
function startOf(finding: Finding, parts: readonly Part[], places: Places): number {
  const { code, file = '', line = 1 } = finding;
  const part = parts.find(one => one.file === file);
  switch (code) {
    case 'SIG_BAD':
      // Something that this signature stands on was changed; which entry, nobody can say.
      return places.of(file, part === undefined ? 1 : signedBefore(part, line - 1) + 1);
    case 'REWRITTEN':
    case 'UNREADABLE':
      return places.of(file, 1);
    default:
      return places.of(file, line);
  }
}

/** How much of the run before entry `from` holds. */
export function firmBefore(from: number, parts: readonly Part[], places: Places): Firm {
  let signed = 0;
  for (const part of parts) {
    const start = places.of(part.file, 0);
    if (start >= from - 1) break;
    const here = Math.min(part.lines, from - 1 - start);
    const reached = Math.max(signedBefore(part, here), namedBefore(part, { from, here }, { parts, places }));
    signed = reached === 0 ? signed : start + reached;
    if (reached < here) break;
  }
  return { signed, fits: Math.max(signed, from - 1) };
}

/** Up to which line signatures hold that stand at or before a line, their own lines included. */
function signedBefore(part: Part, line: number): number {
  const last = part.signed.findLast(one => one <= line) ?? 0;
  return last > 0 && last < line ? last + 1 : last;
}

interface Bounds {
  readonly from: number;
  readonly here: number;
}

/** Up to which line a later part vouches for this one, from before the breach and under its own signature. */
function namedBefore(
  part: Part,
  { from, here }: Bounds,
  { parts, places }: { readonly parts: readonly Part[]; readonly places: Places },
): number {
  const vouched = parts.flatMap(other =>
    other.names.filter(
      ({ seg, line, lines }) =>
        seg === part.seg &&
        lines <= here &&
        line <= signedBefore(other, Math.max(0, from - 1 - places.of(other.file, 0))),
    ),
  );
  return Math.max(0, ...vouched.map(({ lines }) => lines));
}
