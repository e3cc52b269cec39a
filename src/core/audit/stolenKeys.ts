import { coverage } from './coverage.ts';
import type { SegmentInput } from './history.ts';
import type { Roster } from './roster/roster.ts';
import type { SegmentReport } from './segment.ts';
import { findSigner, type Signers } from './ssh/signers.ts';
import { parseKeyLine } from './ssh/sshkey.ts';

// Keys that somebody else may have. Whoever stole one can claim any time, so what it signed counts only as far as another person had
// signed over it before the theft (docs/audit-log.md, "Stolen keys").

/** The lists that say whom to believe. */
interface Lists {
  readonly signers: Signers | undefined;
  readonly revoked: readonly string[];
  readonly stolen?: ReadonlyMap<string, number>;
  readonly unreadable?: string;
}

/** Since when each stolen key may be in other hands, in ms; nothing that a later version leaves out takes one back. */
export function stolenKeys(roster: Roster | undefined): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { compromised } of roster?.versions ?? [])
    for (const { key, since } of compromised) found.set(key, Math.min(since, found.get(key) ?? since));
  return found;
}

/** Whether another person had signed over a line by a stolen key before it was stolen; true for every key that was not. */
export type Witnessed = (report: SegmentReport, line: number) => boolean;

/** Looks for witnesses among a run's parts: only a person whose own key is believed is one. */
export function witnesses(segments: readonly SegmentInput[], lists: Lists): Witnessed {
  const { stolen } = lists;
  if (stolen === undefined || stolen.size === 0) return () => true;
  const covered = coverage(segments);
  const seen = segments.flatMap(({ report }) => {
    const person = believed(report, lists);
    const reach = covered.get(report.file) ?? 0;
    return person === undefined || stolen.has(report.facts.open?.signer ?? '')
      ? []
      : report.facts.names.flatMap(name => (name.line <= reach ? [{ ...name, person }] : []));
  });
  return (report, line) => {
    const since = stolen.get(report.facts.open?.signer ?? '');
    if (since === undefined) return true;
    const own = personOf(report, lists);
    return seen.some(
      ({ seg, lines, at, person }) => seg === report.seg && lines >= line && at < since && person !== own,
    );
  };
}

/** The person whose key signed a part; undefined if the list does not allow any of its signatures. */
function believed(report: SegmentReport, lists: Lists): string | undefined {
  const { userSignatures, facts } = report;
  const revoked = lists.revoked.includes(facts.open?.signer ?? '') || lists.unreadable !== undefined;
  const people = new Set(userSignatures.map(({ ns, at }) => signerOf(report, lists, { namespace: ns, at })));
  return revoked || people.size !== 1 ? undefined : [...people][0];
}

function personOf(report: SegmentReport, lists: Lists): string | undefined {
  const [first] = report.userSignatures;
  return first === undefined ? undefined : signerOf(report, lists, { namespace: first.ns, at: first.at });
}

function signerOf(
  { facts }: SegmentReport,
  { signers }: Lists,
  use: { readonly namespace: string; readonly at: number },
): string | undefined {
  const key = parseKeyLine(facts.open?.signer ?? '');
  return key === undefined || signers === undefined ? undefined : findSigner(signers, key, use).principal;
}
