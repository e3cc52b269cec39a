import { parseLine, type JsonObject } from './line/canonical.ts';
import { fitsLine } from './countersign.ts';
import type { Open, Recorded, Seal, Sig } from './entry.ts';
import { SegmentFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { isLogFormat } from './line/format.ts';
import { envelopeProblem, formSentence, orderProblem, textOf, type Problem } from './line/frame.ts';
import { Opening, type Checks } from './opening.ts';
import { LineScanner, spells, type Span } from './line/lineScanner.ts';
import { isInterpreted, isKnownType, knownTypes, readEntry } from './line/schema.ts';

/** A signature that holds, over the `lines`-th line and by the chain everything before it. */
export interface Signature {
  readonly by: Sig['by'];
  readonly ns: string;
  readonly lines: number;
  /** When the signed line was written, ms since the epoch. */
  readonly at: number;
}

/** What one segment's own lines show. */
export interface SegmentReport {
  readonly file: string;
  readonly run: string | undefined;
  readonly seg: number | undefined;
  readonly facts: Readonly<SegmentFacts>;
  /** Whole lines in the right form and chained, their bytes, and the hash of the last. */
  readonly lines: number;
  readonly bytes: number;
  readonly head: string;
  /** The last line that is no signature. */
  readonly lastEntry: number;
  /** Reading ended before the end of the file. */
  readonly broken: boolean;
  readonly findings: readonly Finding[];
  readonly userSignatures: readonly Signature[];
  readonly lastSession: Signature | undefined;
}

/** Called for each entry that stands in a good line, in order; `line` is 1-based. */
export type OnEntry = (entry: Recorded, line: number) => void;

/** Types that are looked at besides, for what a runbook or a team asks for. */
const noticed: ReadonlySet<string> = new Set(['context', 'runbook.adopted']);
const routineTypes = knownTypes.filter(type => !isInterpreted(type) && !noticed.has(type));

const is = (bytes: Uint8Array, span: Span, text: string): boolean =>
  span.end - span.start === text.length && spells(bytes, span.start, text);

const zeros = '0'.repeat(64);

/** Checks the lines of one segment as they come: form, chain, signatures. Memory does not grow with their number. */
export class SegmentScan {
  readonly #file: string;
  readonly #checks: Checks;
  readonly #onEntry: OnEntry;
  readonly #facts = new SegmentFacts();
  #opening: Opening | undefined;
  #lines = 0;
  #bytes = 0;
  #head = zeros;
  #last: Uint8Array | undefined;
  #lastAt = 0;
  #lastEntry = 0;
  readonly #scanner = new LineScanner();
  /** The run that lines of a format we know belong to. */
  #expected: string | undefined;
  /** A line whose `prev` does not fit: the next line tells which of the two was changed. */
  #doubt: { readonly hash: string; readonly signed: boolean } | undefined;
  #broken = false;
  readonly #findings: Finding[] = [];
  readonly #userSignatures: Signature[] = [];
  #lastSession: Signature | undefined;

  constructor(file: string, checks: Checks, onEntry: OnEntry) {
    this.#file = file;
    this.#checks = checks;
    this.#onEntry = onEntry;
  }

  /** Takes the next line, LF included. False if reading on would show nothing more. */
  take(bytes: Uint8Array): boolean {
    if (this.#doubt !== undefined) return this.#settle(bytes);
    if (this.#broken) return false;
    if (this.#takeQuickly(bytes)) return true;
    const parsed = parseLine(bytes);
    if (parsed.value !== undefined) return this.#takeValue(parsed.value, bytes);
    return this.#break({ code: parsed.problem, sentence: formSentence(parsed.problem, bytes) });
  }

  end(): SegmentReport {
    if (this.#doubt !== undefined) this.#blame(this.#doubt.signed ? 'this' : 'before');
    return {
      file: this.#file,
      run: this.#facts.open?.run,
      seg: this.#facts.open?.seg,
      facts: this.#facts,
      lines: this.#lines,
      bytes: this.#bytes,
      head: this.#head,
      lastEntry: this.#lastEntry,
      broken: this.#broken,
      findings: this.#findings,
      userSignatures: this.#userSignatures,
      lastSession: this.#lastSession,
    };
  }

  /** Takes a line that is as it should be and of a type that only has to be there; anything else is looked at closely. */
  #takeQuickly(bytes: Uint8Array): boolean {
    const scanner = this.#scanner;
    if (this.#expected === undefined || this.#facts.seal !== undefined || !scanner.scan(bytes)) return false;
    const { seq, seg, t, m, run, prev, type } = scanner;
    const placed = seq === this.#lines && seg === this.#facts.open?.seg && t >= 0 && m >= 0;
    if (!placed || !is(bytes, run, this.#expected) || !is(bytes, prev, this.#head)) return false;
    if (!this.#isRoutine(bytes, type)) return false;
    if (this.#facts.handover.watches && !is(bytes, type, 'checkpoint'))
      this.#facts.handover.pass(this.#lines + 1);
    this.#advance(bytes, t);
    this.#lastEntry = this.#lines;
    return true;
  }

  #isRoutine(bytes: Uint8Array, type: Span): boolean {
    for (const one of routineTypes) if (is(bytes, type, one)) return true;
    return this.#scanner.noOutputs && is(bytes, type, 'attempt.finished');
  }

  #advance(bytes: Uint8Array, at: number, hash = this.#checks.hash(bytes)): void {
    this.#last = bytes;
    this.#lastAt = at;
    this.#head = hash;
    this.#lines++;
    this.#bytes += bytes.length;
  }

  #takeValue(value: JsonObject, bytes: Uint8Array): boolean {
    const at = { lines: this.#lines, head: this.#head, open: this.#facts.open };
    const problem = envelopeProblem(value) ?? orderProblem(value, at);
    if (problem !== undefined) return this.#break(problem);
    const hash = this.#checks.hash(bytes);
    if (value['prev'] !== this.#head) return this.#startDoubt(value, hash);
    if (!this.#takeEntry(value)) return false;
    const time = value['t'];
    this.#advance(bytes, typeof time === 'number' ? time : this.#lastAt, hash);
    if (value['type'] !== 'sig') this.#lastEntry = this.#lines;
    return true;
  }

  #takeEntry(value: JsonObject): boolean {
    const type = textOf(value, 'type');
    const line = this.#lines + 1;
    if (type !== 'sig' && this.#facts.seal !== undefined) {
      this.#find({ code: 'AFTER_SEAL', sentence: 'it comes after the seal, which ends a log' }, line);
    }
    if (!isKnownType(type)) {
      if (!this.#facts.unknown.has(type)) this.#facts.unknown.set(type, line);
      this.#facts.handover.pass(line);
      return true;
    }
    if (noticed.has(type)) this.#facts.notice(value);
    if (!isInterpreted(type)) {
      if (type !== 'checkpoint') this.#facts.handover.pass(line);
      return true;
    }
    const read = readEntry(value);
    if ('problem' in read) return this.#takeForeign(value, read.problem);
    this.#facts.keep(read.entry, line);
    if (read.entry.type === 'open') this.#start(read.entry);
    if (read.entry.type === 'seal') this.#checkSeal(read.entry);
    if (read.entry.type === 'sig') this.#takeSignature(read.entry);
    this.#onEntry(read.entry, line);
    return true;
  }

  /** A line that this version would not have written: of another format it may be right, and only its frame is checked. */
  #takeForeign(value: JsonObject, problem: string): boolean {
    const format = this.#facts.open?.fmt ?? textOf(value, 'fmt');
    if (format === '' || isLogFormat(format)) {
      return this.#break({ code: 'BAD_ENTRY', sentence: `it is not a complete entry (${problem})` });
    }
    if (this.#facts.open !== undefined) return true;
    const { crit, signer, session } = value;
    const complete =
      Array.isArray(crit) && typeof signer === 'string' && (session === null || typeof session === 'string');
    // Too little is left to check a single signature with.
    if (!complete) this.#broken = true;
    const plain = { parents: [], runParents: [], who: textOf(value, 'who') };
    const open = { ...value, ...plain, ...(complete ? {} : { crit: [], signer: '', session: null }) };
    this.#facts.open = open as unknown as Recorded<Open>;
    this.#start(this.#facts.open);
    return true;
  }

  #start(open: Recorded<Open>): void {
    this.#opening = new Opening(open, this.#checks);
    if (this.#opening.problems.length === 0) this.#expected = open.run;
    for (const problem of this.#opening.problems)
      this.#findings.push({ ...problem, file: this.#file, line: 1 });
  }

  /** A seal names its own segment too, which is known here: up to the line before it. */
  #checkSeal(entry: Recorded<Seal>): void {
    const own = entry.parents.find(({ seg }) => seg === entry.seg);
    if (own === undefined || (own.lines === this.#lines && own.head === this.#head)) return;
    const sentence = 'the seal names another history than the one before it';
    this.#find({ code: 'REWRITTEN', sentence }, this.#lines + 1);
  }

  #takeSignature(entry: Recorded<Sig>): void {
    const holds = this.#holds(entry);
    if (holds === undefined) return;
    if (!holds) {
      const sentence = 'the signature does not fit the line before it';
      this.#findings.push({
        ...this.#finding({ code: 'SIG_BAD', sentence }, this.#lines + 1),
        tier: 'SIGNED',
      });
      return;
    }
    const signature = { by: entry.by, ns: entry.ns, lines: this.#lines, at: this.#lastAt };
    if (entry.by === 'session') this.#lastSession = signature;
    else this.#userSignatures.push(signature);
  }

  #holds(entry: Recorded<Sig>): boolean | undefined {
    if (this.#last === undefined) return false;
    const type = textOf(parseLine(this.#last).value ?? {}, 'type');
    const role = this.#facts.open?.role ?? '';
    if (entry.by === 'user' && !fitsLine(entry.ns, { type, role })) return false;
    // Behind the seal stands what makes it one, and only there.
    const sealing = entry.ns === 'seal.v1@handrail';
    if (entry.by === 'user' && sealing !== (this.#facts.seal !== undefined)) return false;
    return this.#opening?.holds(entry, this.#last);
  }

  #startDoubt(value: JsonObject, hash: string): boolean {
    const read = value['type'] === 'sig' ? readEntry(value) : { problem: '' };
    const signed = 'entry' in read && read.entry.type === 'sig' && this.#holds(read.entry) === true;
    this.#doubt = { hash, signed };
    this.#broken = true;
    return true;
  }

  /** The line behind a doubtful one: where it fits, the doubtful line is as it was written, and the one before it is not. */
  #settle(bytes: Uint8Array): boolean {
    this.#blame(parseLine(bytes).value?.['prev'] === this.#doubt?.hash ? 'before' : 'this');
    return false;
  }

  #blame(which: 'before' | 'this'): void {
    this.#doubt = undefined;
    if (which === 'before' && this.#lines > 0) {
      const sentence = 'it was changed after it was written: the next line holds the hash of what it was';
      this.#find({ code: 'CHAIN_BREAK', sentence }, this.#lines);
    } else {
      const sentence =
        'it does not fit the line before it: it was changed, or lines between them were removed';
      this.#find({ code: 'CHAIN_BREAK', sentence }, this.#lines + 1);
    }
  }

  #break(problem: Problem): false {
    this.#broken = true;
    this.#find(problem, this.#lines + 1);
    return false;
  }

  #find(problem: Problem, line: number): void {
    this.#findings.push(this.#finding(problem, line));
  }

  #finding(problem: Problem, line: number): Finding {
    return { ...problem, tier: 'STRUCTURE', weight: 'tampered', file: this.#file, line };
  }
}
