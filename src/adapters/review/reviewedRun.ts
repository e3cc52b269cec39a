import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { maxLineBytes, parseLine } from '../../core/audit/line/canonical.ts';
import type { Finding } from '../../core/audit/finding.ts';
import type { Verdict } from '../../core/audit/verdict.ts';
import type { Grammar } from '../../core/shell/grammar.ts';
import {
  detailOf,
  type AttemptDetail,
  type EntryDigest,
  type EventDetail,
} from '../../core/review/detail.ts';
import type { RunEvent } from '../../core/review/event.ts';
import { makeReview, type Review } from '../../core/review/review.ts';
import { select, type ListFilter } from '../../core/review/select.ts';
import { readLines } from '../audit/lines.ts';
import { lineHash } from '../audit/journal/moved.ts';
import { inspectRun, type VerifyOptions } from '../audit/verify.ts';
import { parseText } from '../runbookFile.ts';
import { OutputTail } from '../session/screen/outputTail.ts';
import { readWhole, type WholeLog } from './logReader.ts';
import { lastContent, partContent, type OutputParts } from './outputParts.ts';

/** Bytes at an output's end that its last lines are taken from, and how many lines are shown. */
const tailBytes = 64 * 1024;
const tailLines = 12;

/** Entries whose digests are shown of one event. */
const mostDigests = 40;

/** A run that was read and verified once, and is asked about while it is reviewed. */
export class ReviewedRun {
  readonly folder: string;
  readonly review: Review;
  readonly verdict: Verdict;
  /** The runbook's bytes as they were; undefined if the log does not bring them, or they were changed. */
  readonly runbook: Uint8Array | undefined;
  readonly #log: WholeLog;
  readonly #wrong: ReadonlyMap<number, Finding['code']>;

  private constructor(parts: {
    folder: string;
    review: Review;
    runbook: Uint8Array | undefined;
    log: WholeLog;
    verdict: Verdict;
  }) {
    this.verdict = parts.verdict;
    this.folder = parts.folder;
    this.review = parts.review;
    this.runbook = parts.runbook;
    this.#log = parts.log;
    const { places } = parts.review;
    this.#wrong = new Map(
      parts.verdict.findings
        .filter(({ tier }) => tier === 'OUTPUTS')
        .map(({ code, file = '', line = 1 }) => [places.of(file, line), code]),
    );
  }

  /** Verifies and reads a run's folder; never rejects for what the folder holds. */
  static async open(folder: string, grammar: Grammar, options: VerifyOptions = {}): Promise<ReviewedRun> {
    const { verdict, parts } = await inspectRun(folder, options);
    const log = await readWhole(folder, parts);
    const runbook = runbookOf(folder, log);
    const path = openOf(log)?.runbook.path ?? '';
    const bytes = runbook ?? new Uint8Array();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const review = makeReview({
      verdict,
      parts,
      files: log.files,
      lines: log.lines,
      runbook: parseText({ path, bytes, sha256 }, grammar, shellOf(log)),
      hasRunbook: runbook !== undefined,
    });
    return new ReviewedRun({ folder, review, runbook, log, verdict });
  }

  /** Some of the events that a filter shows. */
  rows(
    filter: ListFilter,
    { from, count }: { readonly from: number; readonly count: number },
  ): readonly RunEvent[] {
    const { events, view } = this.review;
    return select(events, filter, view.cut).slice(from, from + count);
  }

  /** What an event shows once it is opened. */
  async detail(id: number): Promise<EventDetail | undefined> {
    const event = this.review.events[id];
    if (event === undefined) return undefined;
    const attempts: AttemptDetail[] = [];
    for (const attempt of event.attempts ?? []) {
      const told = this.review.attempts.get(attempt);
      if (told !== undefined) attempts.push(detailOf(told, await this.#shown(attempt)));
    }
    return { attempts, digests: this.#digests(event) };
  }

  /** The stored parts of an attempt's output. */
  output(attempt: string): OutputParts {
    const parts = [...(this.#log.outputs.get(attempt) ?? [])].sort((a, b) => a.part - b.part);
    return { folder: this.folder, digests: parts.map(({ sha256 }) => sha256) };
  }

  async #shown(attempt: string): Promise<Pick<AttemptDetail, 'tail' | 'output'>> {
    const parts = this.output(attempt);
    if (parts.digests.length === 0) return { tail: [], output: this.#outputState(attempt, 'none') };
    const terminal = new OutputTail();
    terminal.write(lastContent(parts, tailBytes));
    const { tail } = await terminal.view();
    terminal.dispose();
    return { tail: tail.slice(-tailLines), output: this.#outputState(attempt, 'kept') };
  }

  #outputState(attempt: string, sound: 'kept' | 'none'): AttemptDetail['output'] {
    const codes = this.#log.lines.flatMap(({ entry, number }) => {
      const mine =
        (entry?.type === 'object' && entry.of === attempt) ||
        (entry?.type === 'attempt.finished' && entry.attemptId === attempt);
      return mine ? [this.#wrong.get(number)] : [];
    });
    if (codes.some(code => code === 'OBJECT_MISSING' || code === 'REDACTED')) return 'missing';
    return codes.some(code => code !== undefined) ? 'changed' : sound;
  }

  /** Digests of the entries that an event is told from. */
  #digests(event: RunEvent): readonly EntryDigest[] {
    const attempts = (event.attempts ?? []).flatMap(id => this.review.attempts.get(id) ?? []);
    const numbers = [
      ...attempts.flatMap(({ entry, finishedEntry }) => [entry, finishedEntry ?? entry]),
      event.entry,
    ];
    const wanted = [...new Set(numbers)].sort((a, b) => a - b).slice(0, mostDigests);
    return wanted.flatMap(number => this.#digest(number) ?? []);
  }

  #digest(number: number): EntryDigest | undefined {
    const told = this.#log.lines[number - 1];
    if (told === undefined) return undefined;
    let line = 0;
    let own: string | undefined;
    for (const bytes of readLines(join(this.folder, told.file), maxLineBytes)) {
      line += 1;
      if (line === told.line) own = lineHash(bytes);
      if (line <= told.line) continue;
      const prev = parseLine(bytes).value?.['prev'];
      return digestOf(told, own, typeof prev === 'string' ? prev : undefined);
    }
    return digestOf(told, own, undefined);
  }
}

function digestOf(
  { number, file, line, entry, type }: WholeLog['lines'][number],
  hash: string | undefined,
  next: string | undefined,
): EntryDigest {
  return {
    entry: number,
    file,
    line,
    type: entry?.type ?? type ?? '',
    hash: hash ?? '',
    ...(next === undefined ? {} : { next }),
  };
}

/** Steps that only look like shell, and that somebody said are. */
function shellOf({ lines }: WholeLog): ReadonlySet<string> {
  return new Set(lines.flatMap(({ entry }) => (entry?.type === 'step.treated' ? [entry.step] : [])));
}

function openOf({
  lines,
}: WholeLog):
  | { readonly runbook: { readonly path: string; readonly object: string; readonly sha256: string } }
  | undefined {
  for (const { entry } of lines) if (entry?.type === 'open') return entry;
  return undefined;
}

/** The runbook's text, if it is the one that the log's first entry names. */
function runbookOf(folder: string, log: WholeLog): Uint8Array | undefined {
  const named = openOf(log)?.runbook;
  if (named === undefined) return undefined;
  const digests = log.lines.flatMap(({ entry }) =>
    entry?.type === 'object' && entry.role === 'runbook' ? [entry.sha256] : [],
  );
  const parts = { folder, digests };
  const pieces = digests.map((_digest, index) => partContent(parts, index));
  if (pieces.length === 0 || pieces.includes(undefined)) return undefined;
  const bytes = Buffer.concat(pieces.filter(piece => piece !== undefined));
  return createHash('sha256').update(bytes).digest('hex') === named.sha256 ? bytes : undefined;
}
