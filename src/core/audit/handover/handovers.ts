import type { Finding, FindingCode, Weight } from '../finding.ts';
import type { HandoverMark } from './handoverMarks.ts';
import { finding, type SegmentInput } from '../history.ts';
import { isSamePerson, personOf, type Person } from '../person.ts';
import type { SegmentReport } from '../segment.ts';
import type { Trust } from '../trusted.ts';

// Whether a run passed from one operator to another as it has to: offered by the one, accepted by the other, once, and with nothing
// written by the first that the second did not see.

export interface HandoverCheck {
  readonly findings: readonly Finding[];
  /** Files of which it is said here why the log was written twice. */
  readonly explained: ReadonlySet<string>;
}

/** What is wrong with who wrote which operator's segment. */
export function checkHandovers(segments: readonly SegmentInput[], trust: Trust): HandoverCheck {
  const check = new Passing();
  const operating = segments.flatMap(({ report }) => operatingIn(report, trust) ?? []);
  let from = 0;
  operating.forEach(({ seg }, index) => {
    if (operating[index + 1]?.seg === seg) return;
    check.take(operating.slice(from, index + 1));
    from = index + 1;
  });
  return check;
}

/** An operator's segment and who wrote it. */
interface Operating {
  readonly report: SegmentReport;
  readonly seg: number;
  readonly marks: readonly HandoverMark[];
  readonly person: Person;
  /** Whether it says that others need an offer to go on. */
  readonly asks: boolean;
}

function operatingIn(report: SegmentReport, trust: Trust): Operating | undefined {
  const { open, handover } = report.facts;
  if (open?.role !== 'operator' || report.seg === undefined) return undefined;
  const person = personOf(report, trust, { ns: 'log.v1@handrail', at: open.t ?? 0 });
  const asks = open.handover === true;
  return { report, seg: report.seg, marks: handover.all, person, asks };
}

type Mark<K extends HandoverMark['kind']> = Extract<HandoverMark, { readonly kind: K }>;

interface Offer {
  readonly by: Operating;
  readonly mark: Mark<'offered'>;
  standing: boolean;
}

const nameOf = ({ principal, who }: Person): string => principal ?? who;

class Passing implements HandoverCheck {
  readonly findings: Finding[] = [];
  readonly explained = new Set<string>();
  #now: Operating | undefined;
  #asks = false;
  /** Of who has the run now. */
  #offers: Offer[] = [];
  readonly #taken: { readonly offer: Offer; readonly by: Person }[] = [];

  /** The segments that claim one place in the run; of an honest run one. */
  take(group: readonly Operating[]): void {
    const main = group.find(one => this.#accepts(one) !== undefined) ?? group[0];
    if (main === undefined) return;
    for (const other of group) if (other !== main) this.#explain(main, other);
    this.#pass(main);
  }

  /** The offer that a segment begins by accepting. */
  #accepts({ marks: [first] }: Operating): Offer | undefined {
    if (first?.kind !== 'accepted') return undefined;
    const { ref } = first.entry;
    return this.#offers.find(({ by, mark }) => by.seg === ref.seg && mark.line === ref.lines);
  }

  /** Two segments in one place: two people who took over, or one who came back. */
  #explain(main: Operating, other: Operating): void {
    const offer = this.#accepts(main);
    if (offer === undefined || this.#now === undefined || isSamePerson(main.person, other.person)) return;
    const [from, to, also] = [this.#now.person, main.person, other.person].map(nameOf);
    if (this.#accepts(other) === offer) {
      const sentence = `${to} and ${also} both took this run over from ${from}: it went on twice from one offer`;
      this.#find(other, 1, { code: 'HANDED_OVER_TWICE', sentence });
    } else if (isSamePerson(this.#now.person, other.person)) {
      const sentence = `${from} had offered this run, and went on with it here while ${to} had taken it over`;
      this.#find(other, 1, { code: 'LATE_RETURN', sentence });
    } else return;
    this.explained.add(main.report.file).add(other.report.file);
  }

  #pass(segment: Operating): void {
    const before = this.#now;
    const other = before !== undefined && !isSamePerson(before.person, segment.person);
    const offer = this.#accepts(segment);
    let marks = segment.marks;
    // Whoever's machine died before they could say that they accept has done nothing, and has not got the run.
    if (other && marks.length === 0) return;
    if (other && offer === undefined) this.#findMissing(before, segment);
    if (other && offer !== undefined) {
      this.#takeOver(offer, segment);
      marks = marks.slice(1);
    }
    if (other) this.#offers = [];
    this.#now = segment;
    this.#asks ||= segment.asks;
    for (const mark of marks) this.#walk(segment, mark);
  }

  #takeOver(offer: Offer, segment: Operating): void {
    const { by, mark } = offer;
    const [from, to] = [by.person, segment.person].map(nameOf);
    this.#taken.push({ offer, by: segment.person });
    const seen = Math.max(
      0,
      ...segment.report.facts.names.flatMap(({ seg, lines }) => (seg === by.seg ? [lines] : [])),
    );
    if (seen < by.report.lines)
      this.#findUnseen(by, seen, `${from} wrote it after the offer that ${to} took up`);
    else if (!offer.standing)
      this.#refuse(segment, `${from} had taken the offer back when ${to} accepted it`);
    if (!by.report.userSignatures.some(({ lines }) => lines >= mark.line))
      this.#refuse(segment, `no signature of ${from}'s key covers the offer that ${to} accepted`);
    const wanted = mark.entry.to;
    const { principal } = segment.person;
    if (wanted === undefined || principal === wanted) return;
    const sentence = `it was offered to ${wanted}, and ${to} took it over`;
    this.#refuse(segment, sentence, principal === undefined ? { weight: 'trust' } : {});
  }

  /** What the first operator added and the second did not see: more than that the log was written twice. */
  #findUnseen(by: Operating, seen: number, sentence: string): void {
    const { file } = by.report;
    const known = this.findings.findIndex(one => one.file === file && (one.line ?? 0) > seen);
    if (known >= 0) this.findings.splice(known, 1);
    this.#find(by, seen + 1, { code: 'LATE_RETURN', sentence: `${sentence}, and who did not see it` });
    this.explained.add(file);
  }

  /** Somebody goes on who was not offered the run. */
  #findMissing(before: Operating, segment: Operating): void {
    const [from, to] = [before.person, segment.person].map(nameOf);
    const [first] = segment.marks;
    const taken =
      first?.kind === 'accepted'
        ? this.#taken.find(({ offer: { by, mark } }) => {
            const { seg, lines } = first.entry.ref;
            return by.seg === seg && mark.line === lines;
          })
        : undefined;
    if (taken !== undefined) {
      const sentence = `${to} accepted an offer that ${nameOf(taken.by)} had taken up before: it can be accepted once`;
      this.#find(segment, first?.line ?? 1, { code: 'HANDED_OVER_TWICE', sentence });
      return;
    }
    if (this.#taken.some(({ offer }) => isSamePerson(offer.by.person, segment.person))) {
      const sentence = `${to} had handed this run over and came back to it: ${from} did not offer it`;
      this.#find(segment, 1, { code: 'LATE_RETURN', sentence });
      return;
    }
    const known = before.person.principal !== undefined && segment.person.principal !== undefined;
    const weight = !this.#asks ? 'note' : known ? 'tampered' : 'trust';
    const sentence = this.#offers.some(({ standing }) => standing)
      ? `${to} went on with what ${from} had offered and did not accept the offer first`
      : `${to} went on with the run of ${from}, who did not offer it`;
    this.#find(segment, 1, { code: 'NO_HANDOVER', sentence, weight });
  }

  #walk(segment: Operating, mark: HandoverMark): void {
    const offer = this.#offers.find(({ standing }) => standing);
    if (mark.kind === 'accepted') {
      this.#refuse(segment, 'it accepts what nobody had offered to whoever writes here', { line: mark.line });
    } else if (mark.kind === 'withdrawn') {
      const { seg, lines } = mark.entry.ref;
      if (offer?.by.seg === seg && offer.mark.line === lines) offer.standing = false;
      else this.#refuse(segment, 'it takes back an offer that does not stand', { line: mark.line });
    } else {
      if (offer !== undefined) this.#findAfter(segment, mark.line);
      if (mark.kind === 'offered') this.#offers.push({ by: segment, mark, standing: true });
    }
  }

  /** Only a withdrawal may follow an offer: who took over must be able to rely on having seen the end. */
  #findAfter(segment: Operating, line: number): void {
    const name = nameOf(segment.person);
    const sentence = `${name} had offered this run, and went on with it without taking the offer back`;
    this.#find(segment, line, { code: 'LATE_RETURN', sentence });
  }

  #refuse(
    segment: Operating,
    sentence: string,
    { weight = 'tampered', line }: { readonly weight?: Weight; readonly line?: number } = {},
  ): void {
    const at = line ?? segment.marks[0]?.line ?? 1;
    this.#find(segment, at, { code: 'HANDOVER_NOT_BOUND', sentence, weight });
  }

  #find(
    { report }: Operating,
    line: number,
    { code, sentence, weight }: { code: FindingCode; sentence: string; weight?: Weight },
  ): void {
    this.findings.push({
      ...finding(code, report, { line, sentence }),
      ...(weight === undefined ? {} : { weight }),
    });
  }
}
