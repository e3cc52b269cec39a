import { holdsBack } from '../../run/gates/gate.ts';
import type { ApprovalNeeded, ApprovalUsed, ApproverAnswer } from './approval.ts';
import { distinct, type Granted } from './granted.ts';
import { AskedGates, type ReadGates } from './askedGates.ts';
import type { Entry, Open, Recorded, Reference } from '../entry.ts';
import type { Finding, FindingCode } from '../finding.ts';
import { answerProblem, whoIs, type AnswerProblem, type Believed, type RequestSeen } from './grant.ts';

// Whether every command behind a gate ran with an approval that holds: the tier POLICY.

/** An entry where it stands. */
export interface PlacedEntry {
  readonly entry: Recorded;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly hash: string;
}

/** The entries of one segment that gates rest on, and what is known of the segment. */
export interface GatedSegment {
  readonly open: Recorded<Open>;
  readonly entries: readonly PlacedEntry[];
  /** Up to which line signatures reach that hold and are believed. */
  readonly believed: number;
  /** Whether its key is not believed, whatever its signatures. */
  readonly doubted?: boolean;
}

interface Opened {
  readonly request: RequestSeen;
  readonly spent: Set<string>;
  /** ms since the epoch, of the request and of every answer it rests on. */
  readonly until: number;
}

/** Whom to believe, and how to read what a runbook and a policy ask for, where they ask. */
export interface GateRules extends Believed {
  readonly asked?: ReadGates | undefined;
}

/** What is wrong at the gates of a run, in the order of its log. */
export function checkGates(segments: readonly GatedSegment[], rules: GateRules): readonly Finding[] {
  const check = new GateCheck(segments, rules);
  for (const segment of segments) if (segment.open.role === 'operator') check.take(segment);
  return [...check.findings, ...strayAnswers(segments, check)];
}

class GateCheck {
  readonly findings: Finding[] = [];
  readonly requests = new Map<string, RequestSeen>();
  readonly #segments: readonly GatedSegment[];
  readonly #believed: Believed;
  readonly #asked: AskedGates | undefined;
  #gates = new Map<string, Recorded<ApprovalNeeded>>();
  readonly #opened = new Map<string, Opened>();
  readonly #heads = new Set<string>();
  readonly #refused = new Set<string>();
  /** Who has walked the run so far. */
  readonly #walked: Recorded<Open>[] = [];
  /** Requests that were made of the text in force, and not taken back. */
  readonly #standing = new Set<string>();
  #place = '';
  #places = new Map<string, string>();

  constructor(segments: readonly GatedSegment[], { asked, ...believed }: GateRules) {
    this.#segments = segments;
    this.#believed = believed;
    this.#asked = asked === undefined ? undefined : new AskedGates(asked);
  }

  take({ open, entries }: GatedSegment): void {
    this.#walked.push(open);
    this.#asked?.take(open);
    for (const placed of entries) {
      this.#asked?.take(placed.entry);
      this.#takeEntry(placed, open);
    }
  }

  #takeEntry(placed: PlacedEntry, open: Recorded<Open>): void {
    const { entry, hash } = placed;
    switch (entry.type) {
      case 'approval.needed':
        this.#gates.set(entry.gate, entry);
        return;
      case 'runbook.adopted':
        // The new text's gates are said again behind it, and nobody has agreed to it yet.
        this.#gates = new Map();
        this.#standing.clear();
        this.#opened.clear();
        return;
      case 'context':
        this.#place = placeOf(entry);
        return;
      case 'approval.requested': {
        const pinned = open.roster?.version ?? 0;
        this.requests.set(entry.nonce, { entry, hash, signer: open.signer, pinned });
        this.#places.set(entry.nonce, this.#place);
        this.#standing.add(entry.nonce);
        return;
      }
      case 'approval.withdrawn':
        this.#standing.delete(entry.nonce);
        this.#opened.delete(entry.nonce);
        return;
      case 'approval.answered':
        if (entry.decision === 'denied') this.#refused.add(entry.nonce);
        return;
      case 'approval.used':
        this.#use(entry, placed);
        return;
      case 'approval.overridden':
        this.#override(entry, placed);
        return;
      case 'attempt.started':
        this.#start(entry, placed);
        return;
      default:
    }
  }

  #use(entry: Recorded<ApprovalUsed>, placed: PlacedEntry): void {
    const request = this.requests.get(entry.nonce);
    if (request?.entry.gate !== entry.gate) {
      this.#find(placed, 'APPROVAL_NOT_BOUND', 'it uses an approval that was not asked for');
      return;
    }
    if (this.#opened.has(entry.nonce)) {
      this.#find(placed, 'APPROVAL_USED_TWICE', 'this approval was used before');
      return;
    }
    if (!this.#standing.has(entry.nonce)) {
      this.#find(placed, 'APPROVAL_NOT_BOUND', 'what was asked was taken back, or asked of another text');
      return;
    }
    if (this.#refused.has(entry.nonce)) {
      this.#find(placed, 'GATE_PASSED', 'it uses an approval that was refused');
      return;
    }
    const before = this.findings.length;
    const answers = entry.refs.flatMap(ref => this.#answer(ref, { request, placed }) ?? []);
    // Who nobody here knows is a question of trust, and no proof that nobody agreed.
    const doubtful = this.findings.slice(before).filter(({ weight }) => weight === 'trust').length;
    const until = Math.min(request.entry.expires, ...answers.map(({ expires }) => expires));
    if ((entry.t ?? 0) > until) {
      this.#find(placed, 'APPROVAL_EXPIRED', 'this approval had expired when it was used');
      return;
    }
    const people = distinct(answers) + doubtful;
    const gate = this.#gates.get(entry.gate);
    const wanted = Math.max(gate?.quorum ?? 1, request.entry.quorum);
    if (people < wanted || (gate !== undefined && gate.role !== request.entry.role)) {
      const sentence = `${wanted} ${wanted === 1 ? 'person' : 'people'} had to approve, and ${people} did`;
      this.#find(placed, 'GATE_PASSED', sentence);
      return;
    }
    this.#opened.set(entry.nonce, { request, spent: new Set(), until });
  }

  /** The answer at a place, where it holds; why not is a finding. */
  #answer(
    ref: Reference,
    about: { readonly request: RequestSeen; readonly placed: PlacedEntry },
  ): Granted | undefined {
    const { request, placed } = about;
    if (this.#heads.has(ref.head)) {
      this.#find(placed, 'APPROVAL_USED_TWICE', 'the answer that it rests on was used before');
      return undefined;
    }
    this.#heads.add(ref.head);
    const segment = this.#segments.find(({ open }) => open.seg === ref.seg && open.role === 'approver');
    const answer = segment?.entries.find(({ line, hash }) => line === ref.lines && hash === ref.head);
    if (segment === undefined || answer?.entry.type !== 'approval.granted') {
      this.#find(placed, 'APPROVAL_NOT_BOUND', 'the answer that it rests on is not there');
      return undefined;
    }
    const { signer, roster } = segment.open;
    const pinned = roster?.version ?? 0;
    const problem = answerProblem(
      answer.entry,
      { request, signer, pinned, operators: this.#walked },
      this.#believed,
    );
    if (problem !== undefined) {
      const { code, weight, sentence } = problem;
      this.findings.push({ code, weight, sentence, tier: 'POLICY', ...placeIn(answer) });
      return undefined;
    }
    const doubt = doubtOf(segment, answer.line);
    if (doubt !== undefined) {
      this.findings.push({ ...doubt, tier: 'POLICY', ...placeIn(answer) });
      return undefined;
    }
    const use = { namespace: 'approve.v1@handrail', at: answer.entry.t ?? 0, pinned };
    const { principal = '' } = whoIs(signer, use, this.#believed);
    return { principal, key: signer, expires: answer.entry.expires };
  }

  #override(entry: Extract<Recorded, { readonly type: 'approval.overridden' }>, placed: PlacedEntry): void {
    const request = this.requests.get(entry.nonce);
    const allowed = this.#gates.get(entry.gate)?.breakGlass === true && this.#standing.has(entry.nonce);
    if (request?.entry.gate !== entry.gate || !allowed) {
      this.#find(placed, 'GATE_PASSED', 'the policy of this run lets nobody go on without an approval');
      return;
    }
    const note = `the operator went on without an approval: ${entry.reason}`;
    const { file, line } = placed;
    this.findings.push({ code: 'BREAK_GLASS', tier: 'POLICY', weight: 'note', file, line, sentence: note });
    this.#opened.set(entry.nonce, { request, spent: new Set(), until: request.entry.expires });
  }

  #start(entry: Extract<Recorded, { readonly type: 'attempt.started' }>, placed: PlacedEntry): void {
    for (const { gate, certain } of this.#asked?.notPutUp(entry.step, this.#gates) ?? []) {
      const sentence = `it ran although its runbook or policy asks for an approval (${gate.gate}), for which the log has no such gate`;
      const weight = certain ? 'tampered' : 'incomplete';
      this.findings.push({ code: 'GATE_PASSED', tier: 'POLICY', weight, ...placeIn(placed), sentence });
    }
    for (const gate of this.#gates.values()) {
      if (!holdsBack(gate, entry.step)) continue;
      const nonce = (entry.approvals ?? []).find(one => this.requests.get(one)?.entry.gate === gate.gate);
      const opened = nonce === undefined ? undefined : this.#opened.get(nonce);
      if (opened === undefined) {
        this.#find(placed, 'GATE_PASSED', `it ran without the approval that it needs (${gate.gate})`);
        continue;
      }
      this.#spend(entry, placed, opened);
    }
  }

  #spend(
    { step, stmt, stmtDigest, t = 0 }: Extract<Recorded, { readonly type: 'attempt.started' }>,
    placed: PlacedEntry,
    { request, spent, until }: Opened,
  ): void {
    const covered = request.entry.covers.some(
      one => one.step === step && one.stmt === stmt && one.digest === stmtDigest,
    );
    if (!covered) this.#find(placed, 'APPROVAL_NOT_BOUND', 'it is not the command that was approved');
    if (spent.has(`${step} ${stmt}`))
      this.#find(placed, 'APPROVAL_USED_TWICE', 'it ran a second time under one approval');
    if (t > until) this.#find(placed, 'APPROVAL_EXPIRED', 'its approval had expired when it ran');
    if (this.#places.get(request.entry.nonce) !== this.#place)
      this.#find(placed, 'APPROVAL_NOT_BOUND', 'it was approved for another place than it ran in');
    spent.add(`${step} ${stmt}`);
  }

  #find({ file, line }: PlacedEntry, code: FindingCode, sentence: string): void {
    this.findings.push({ code, tier: 'POLICY', weight: 'tampered', file, line, sentence });
  }
}

/** Why an answer is not believed although it is one to the request. */
function doubtOf(
  { doubted, believed }: GatedSegment,
  line: number,
): Omit<AnswerProblem, 'doubt'> | undefined {
  if (doubted === true) {
    const sentence = 'the key that signed this answer is not believed';
    return { code: 'UNTRUSTED_KEY', weight: 'trust', sentence };
  }
  const sentence = 'no signature that is believed covers this answer';
  return believed < line ? { code: 'APPROVAL_NOT_BOUND', weight: 'tampered', sentence } : undefined;
}

const placeIn = ({ file, line }: PlacedEntry): Pick<Finding, 'file' | 'line'> => ({ file, line });

/** Answers to requests that this run never made: they were brought from elsewhere. */
function strayAnswers(segments: readonly GatedSegment[], check: GateCheck): readonly Finding[] {
  const hashes = new Set([...check.requests.values()].map(({ hash }) => hash));
  return segments.flatMap(({ entries }) =>
    entries.flatMap(({ entry, file, line }): readonly Finding[] => {
      if (!isAnswer(entry) || hashes.has(entry.request)) return [];
      const sentence = 'it answers a request that is not in this run';
      return [{ code: 'APPROVAL_NOT_BOUND', tier: 'POLICY', weight: 'tampered', file, line, sentence }];
    }),
  );
}

const isAnswer = (entry: Recorded): entry is Recorded<ApproverAnswer> =>
  entry.type === 'approval.granted' || entry.type === 'approval.denied';

/** What commands act on, as an approval is bound to it; which of a team's machines they run on is told, and not bound. */
export function placeOf({ user, kube, cloud }: Extract<Entry, { readonly type: 'context' }>): string {
  return JSON.stringify([user, kube?.context, kube?.namespace, cloud?.aws, cloud?.gcp, cloud?.azure]);
}
