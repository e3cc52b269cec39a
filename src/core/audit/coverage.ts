import type { SegmentInput } from './history.ts';
import type { Open, Reference } from './entry.ts';
import type { SegmentReport } from './segment.ts';

/** What verification saw of one file of a run: how far its lines are whole, and how far signatures reach. */
export interface Part {
  readonly file: string;
  /** Its number in the run; absent if its first line cannot be read. */
  readonly seg?: number;
  readonly role?: Open['role'];
  /** The key of whoever wrote it, as its first line says. */
  readonly signer?: string;
  /** Lines that are whole, in the right form and chained. */
  readonly lines: number;
  /** Hash of the last of them. */
  readonly head: string;
  /** Reading ended before the end of the file. */
  readonly broken: boolean;
  /** The lines that signatures stand on which hold, ascending; those of a session key only where the user's key names it. */
  readonly signed: readonly number[];
  /** Up to which line a signature reaches, its own or one of a later part. */
  readonly covered: number;
  /** What it says it saw of other parts, at its lines. */
  readonly names: readonly (Reference & { readonly line: number })[];
}

/** The parts of a run in their order. */
export function partsOf(segments: readonly SegmentInput[]): readonly Part[] {
  const covered = coverage(segments);
  return segments.map(({ report }) => ({
    file: report.file,
    ...(report.seg === undefined ? {} : { seg: report.seg }),
    ...(report.facts.open === undefined
      ? {}
      : { role: report.facts.open.role, signer: report.facts.open.signer }),
    lines: report.lines,
    head: report.head,
    broken: report.broken,
    signed: signedLines(report),
    covered: covered.get(report.file) ?? 0,
    names: report.facts.names,
  }));
}

/** How many lines of each segment are under a signature that reaches them by the chain, or by a later segment that names them. */
export function coverage(segments: readonly SegmentInput[]): ReadonlyMap<string, number> {
  const covered = new Map<string, number>();
  for (const { report } of [...segments].reverse()) {
    const named = covered.get(report.file) ?? 0;
    const own = Math.max(named, ...signedLines(report));
    covered.set(report.file, own);
    for (const name of report.facts.names.filter(({ line }) => line <= own)) {
      const target = segments.find(other => other.report.seg === name.seg)?.report;
      if (target !== undefined) covered.set(target.file, Math.max(covered.get(target.file) ?? 0, name.lines));
    }
  }
  return covered;
}

/** The session key counts only once the user's key has signed the line that names it. */
function signedLines({ userSignatures, lastSession }: SegmentReport): readonly number[] {
  const user = userSignatures.map(({ lines }) => lines);
  const session = user.length > 0 && lastSession !== undefined ? [lastSession.lines] : [];
  return [...user, ...session].sort((a, b) => a - b);
}
