import type { Finding, FindingCode, Weight } from './finding.ts';
import { looseSegments } from './gates/approval.ts';
import type { SegmentReport } from './segment.ts';

// How the segments of a run fit together: numbering, the heads they name, tails that a crash tore off.

/** A segment and what stands in its file behind the last good line. */
export interface SegmentInput {
  readonly report: SegmentReport;
  readonly tail: { readonly bytes: number; readonly sha256: string };
}

/** Hash of the `lines`-th line of a segment, where that is not its last. */
export type HeadAt = (file: string, lines: number) => string | undefined;

/** The findings of all segments, each and together; those that a `recovered` entry accounts for are gone. */
export function checkHistory(segments: readonly SegmentInput[], headAt: HeadAt): readonly Finding[] {
  const findings = segments.flatMap(segment => ownFindings(segment, segments));
  const run = segments[0]?.report.run;
  const strange = segments.filter(({ report }) => report.run !== undefined && report.run !== run);
  const own = segments.filter(segment => !strange.includes(segment));
  const together = [checkNumbers(own), checkNames(own, headAt), checkForks(own), checkTorn(own)];
  return [...findings, ...strange.map(foreign), ...together.flat()];
}

function foreign({ report }: SegmentInput): Finding {
  const sentence = `it belongs to another run, ${report.run ?? ''}`;
  return finding('RUN_MISMATCH', report, { line: 1, sentence });
}

/** What a crash tore off stays where it is: a `recovered` entry describes it to the byte. */
function checkTorn(segments: readonly SegmentInput[]): readonly Finding[] {
  return segments.flatMap(({ report }) =>
    report.facts.recovered.flatMap((recovered): readonly Finding[] => {
      const { seg, lines } = recovered.ref;
      const target = segments.find(other => numberOf(other.report) === seg);
      if (target === undefined || target.report.lines !== lines) return [];
      if (target.tail.bytes === recovered.tornBytes && target.tail.sha256 === recovered.tornSha256) return [];
      const sentence = `${report.file} saw other torn bytes here: they were changed or removed`;
      return [finding('TRAILING_BYTES', target.report, { line: lines + 1, sentence })];
    }),
  );
}

/** Its number; of a segment without one good line, the one its file is named by. */
function numberOf(report: SegmentReport): number | undefined {
  return report.seg ?? (/^\d+/.test(report.file) ? parseInt(report.file, 10) : undefined);
}

/** Whether a later segment says that exactly this tail was torn off by a crash. */
export function isAccounted({ report, tail }: SegmentInput, segments: readonly SegmentInput[]): boolean {
  return segments.some(other =>
    other.report.facts.recovered.some(
      ({ ref, tornBytes, tornSha256 }) =>
        other.report !== report &&
        ref.seg === numberOf(report) &&
        ref.lines === report.lines &&
        ref.head === report.head &&
        tornBytes === tail.bytes &&
        tornSha256 === tail.sha256,
    ),
  );
}

function ownFindings(segment: SegmentInput, segments: readonly SegmentInput[]): readonly Finding[] {
  const { report, tail } = segment;
  if (tail.bytes === 0 && !report.broken) return report.findings;
  if (isAccounted(segment, segments)) return report.findings.filter(({ line = 0 }) => line < report.lines);
  if (report.broken) return report.findings;
  const torn: Finding = isGoneOnFrom(report, segments)
    ? finding('TRAILING_BYTES', report, {
        line: report.lines + 1,
        sentence: 'bytes stand here that no later part of the run knows of',
      })
    : {
        ...finding('TORN_TAIL', report, { line: report.lines + 1, sentence: 'the last line is cut off' }),
        weight: 'incomplete',
      };
  return [...report.findings, torn];
}

/** Parts are numbered from 0 without gaps, each number once; those that several people may write at once have numbers of their own. */
function checkNumbers(segments: readonly SegmentInput[]): readonly Finding[] {
  const numbered = segments.flatMap(({ report }) => {
    const seg = numberOf(report);
    return seg === undefined ? [] : [{ report, seg }];
  });
  numbered.sort((a, b) => a.seg - b.seg);
  return numbered.flatMap(({ report, seg }, index): readonly Finding[] => {
    const before = numbered[index - 1];
    if (before?.seg === seg) {
      const sentence = `${before.report.file} claims the same place in the run`;
      return [finding('FORK', report, { line: 1, sentence })];
    }
    const missing = before === undefined ? 0 : before.seg + 1;
    if (missing === seg || (before !== undefined && isLoose(report))) return [];
    const sentence = `part ${missing} of the run, which comes before it, is missing`;
    return [finding('MISSING_SEGMENT', report, { line: 1, sentence })];
  });
}

const isLoose = ({ seg = 0, facts }: SegmentReport): boolean =>
  seg >= looseSegments && facts.open?.role !== 'operator';

/**
 * Whether somebody went on from here who would have described what a crash had torn off. Approvers and reviewers name what is there while
 * its operator still writes; only a seal has an end that nothing comes behind.
 */
function isGoneOnFrom({ seg, facts, file }: SegmentReport, segments: readonly SegmentInput[]): boolean {
  return segments.some(
    ({ report: other }) =>
      other.file !== file &&
      (other.facts.open?.role === 'operator' || facts.seal !== undefined) &&
      other.facts.names.some(name => name.seg === seg),
  );
}

function checkNames(segments: readonly SegmentInput[], headAt: HeadAt): readonly Finding[] {
  return segments.flatMap(({ report }) =>
    report.facts.names.flatMap((name): readonly Finding[] => {
      const target = segments.find(other => numberOf(other.report) === name.seg)?.report;
      if (target === undefined) {
        const sentence = `part ${name.seg} of the run, which it names, is missing`;
        return [finding('MISSING_SEGMENT', report, { line: name.line, sentence })];
      }
      if (name.lines > target.lines) {
        // Where the target is broken before that line, its own finding says more.
        if (target.broken) return [];
        const sentence = `it ends after line ${target.lines}, but ${report.file} saw ${name.lines} lines of it: lines were cut off`;
        return [finding('TRUNCATED', target, { line: target.lines + 1, sentence })];
      }
      const head = name.lines === target.lines ? target.head : headAt(target.file, name.lines);
      if (head === name.head) return [];
      const sentence = `up to this line it is not what ${report.file} saw: it was rewritten`;
      return [finding('REWRITTEN', target, { line: Math.max(1, name.lines), sentence })];
    }),
  );
}

/** An operator's segment must continue all of the one before it; two continuations of one place are two writers. */
function checkForks(segments: readonly SegmentInput[]): readonly Finding[] {
  const operators = segments
    .map(({ report }) => report)
    .filter(({ facts }) => facts.open?.role === 'operator');
  return operators.slice(1).flatMap((report, index): readonly Finding[] => {
    const before = operators[index];
    if (before?.seg === undefined) return [];
    const names = report.facts.names.filter(({ seg }) => seg === before.seg);
    const seen = Math.max(-1, ...names.map(({ lines }) => lines));
    if (seen >= before.lines) return [];
    const line = Math.max(1, seen + 1);
    return [
      finding('FORK', before, {
        line,
        sentence: `${report.file} does not continue it from here on: the log was written twice`,
      }),
    ];
  });
}

export function finding(
  code: FindingCode,
  report: Pick<SegmentReport, 'file'>,
  about: { readonly line: number; readonly sentence: string },
): Finding & { readonly weight: Weight } {
  return { code, tier: 'STRUCTURE', weight: 'tampered', file: report.file, ...about };
}
