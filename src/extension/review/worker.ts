import { systemFacts } from '../../adapters/audit/failure.ts';
import { parentPort } from 'node:worker_threads';
import { wasmFolder } from '../../adapters/assets.ts';
import { loadGrammar } from '../../adapters/grammar.ts';
import { answerToken, askedIn, unpackInto } from '../../adapters/review/approver.ts';
import { verifyInGit } from '../../adapters/review/gitCopy.ts';
import { listRuns, outputsDiffer, siblings, usualBefore } from '../../adapters/review/otherRuns.ts';
import { lastContent } from '../../adapters/review/outputParts.ts';
import { HostAsker, type KeyTyped } from '../../adapters/review/hostAsker.ts';
import { OutputRows } from '../../adapters/review/outputRows.ts';
import { tellTrend } from '../../adapters/review/trendReader.ts';
import { RunIndex } from '../../adapters/audit/runs/runIndex.ts';
import { isRunOf, PaceReader } from '../../adapters/review/paceReader.ts';
import { ReviewedRun } from '../../adapters/review/reviewedRun.ts';
import { attemptsOf } from '../../adapters/review/cast.ts';
import { writeReport } from '../../adapters/review/reportForms.ts';
import { reviewerOf, signReview } from '../../adapters/review/reviewer.ts';
import { waitingHere } from '../../adapters/review/waiting.ts';
import { searchRun } from '../../adapters/review/search.ts';
import { ShelfReader } from '../../adapters/review/shelf.ts';
import { inspectRun } from '../../adapters/audit/verify.ts';
import { badgeResults } from '../../core/review/verdictBadge.ts';
import { comparePhases, type Comparison } from '../../core/review/compare.ts';
import type { FromReader, Kind, Questions, StreamKind, Streams, ToReader } from './question.ts';

// The thread that reads and verifies runs: a log of any length holds up nothing but this.

const loading = loadGrammar({ wasmFolder: wasmFolder() });
const paces = loading.then(grammar => new PaceReader(grammar));
const shelf = loading.then(grammar => new ShelfReader(grammar));
const held = new Map<string, Promise<ReviewedRun>>();
const outputs = new Map<string, OutputRows>();
const ended = new Set<number>();
/** Who waits for replies, by the question that they belong to. */
const repliesTo = new Map<number, (typed: KeyTyped) => void>();

const answers: { readonly [K in Kind]: (given: Questions[K]['with']) => Promise<Questions[K]['answer']> } = {
  open: async ({ folder }) => {
    held.delete(folder);
    return (await runAt(folder)).review.view;
  },
  rows: async ({ folder, filter, from, count }) => (await runAt(folder)).rows(filter, { from, count }),
  detail: async ({ folder, event }) => (await runAt(folder)).detail(event),
  runbook: async ({ folder }) => {
    const { runbook } = await runAt(folder);
    return runbook === undefined ? undefined : Buffer.from(runbook).toString('utf8');
  },
  siblings: ({ folder }) => Promise.resolve(siblings(folder)),
  usual: async ({ folder }) => usualBefore(await runAt(folder), await loading),
  compare: async ({ folder, other }) => compared(await runAt(folder), await runAt(other)),
  text: async ({ folder, attempt, limit }) => {
    const bytes = lastContent((await runAt(folder)).output(attempt), limit);
    return Buffer.from(bytes).toString('utf8');
  },
  lines: async ({ folder, attempt, from, count }) => (await outputAt(folder, attempt)).rows(from, count),
  runs: ({ stateFolders }) =>
    Promise.resolve(stateFolders.flatMap(listRuns).sort((a, b) => b.startedAt - a.startedAt)),
  waiting: ({ runs }) => waitingHere(runs, process.env),
  pace: async given => (await paces).of(given),
  trend: async ({ stateFolder, path }) =>
    tellTrend(new RunIndex(stateFolder), row => isRunOf(row, stateFolder, path), await loading),
  shelf: async given => (await shelf).list(given),
  verdict: async ({ folder }) =>
    badgeResults[(await inspectRun(folder, { witness: true })).verdict.exit] ?? 'unreadable',
  verify: async ({ folder }) => (await inspectRun(folder, { witness: true })).verdict,
  attempts: ({ folder }) => attemptsOf(folder),
  report: wish => writeReport(wish),
  git: ({ folder }) => verifyInGit(folder),
  asked: given => askedIn(given, process.env),
  unpack: ({ text, into }) => Promise.resolve(unpackInto(text, into)),
  token: ({ folder, nonce }) => Promise.resolve(answerToken(folder, nonce)),
  reviewer: async ({ folder }) => reviewerOf(folder, (await runAt(folder)).verdict, process.env),
};

/** Whoever hears what is told in parts. */
interface Listener {
  /** False once nobody wants more. */
  readonly wanted: () => boolean;
  /** Takes what is replied. */
  readonly replied: (take: (typed: KeyTyped) => void) => void;
}

type Tell<K extends StreamKind> = (part: Streams[K]['part']) => void;

const streams: {
  readonly [K in StreamKind]: (given: Streams[K]['with'], tell: Tell<K>, listener: Listener) => Promise<void>;
} = {
  sign: async ({ folder, wish, vscode, version }, tell, { replied }) => {
    const asker = new HostAsker(tell);
    replied(typed => asker.take(typed));
    const writing = { environment: process.env, folder, interactive: false, asker, vscode, version };
    tell({ signing: await signReview(folder, wish, writing) });
  },
  search: async ({ folder, text }, tell, { wanted }) => {
    let left = mostHits;
    for await (const hits of searchRun(await runAt(folder), text)) {
      if (!wanted()) return;
      tell({ hits: hits.slice(0, left), more: hits.length > left });
      left -= Math.min(left, hits.length);
      if (left === 0) return;
    }
  },
  size: async ({ folder, attempt }, tell) => {
    const rows = new OutputRows((await runAt(folder)).output(attempt));
    outputs.set(keyOf(folder, attempt), rows);
    await rows.count(() => tell(rows.size));
  },
  find: async ({ folder, attempt, text }, tell, { wanted }) => {
    let total = 0;
    for await (const rows of (await outputAt(folder, attempt)).search(text)) {
      if (!wanted()) return;
      tell({ rows: rows.slice(0, Math.max(0, mostHits - total)), total: (total += rows.length) });
    }
  },
};

/** Places that a search shows at most. */
const mostHits = 1000;

function runAt(folder: string): Promise<ReviewedRun> {
  const known = held.get(folder);
  if (known !== undefined) return known;
  const opening = loading.then(grammar => ReviewedRun.open(folder, grammar));
  held.set(folder, opening);
  return opening;
}

const keyOf = (folder: string, attempt: string): string => `${folder}\0${attempt}`;

async function outputAt(folder: string, attempt: string): Promise<OutputRows> {
  const known = outputs.get(keyOf(folder, attempt));
  if (known !== undefined) return known;
  const rows = new OutputRows((await runAt(folder)).output(attempt));
  outputs.set(keyOf(folder, attempt), rows);
  await rows.count(() => undefined);
  return rows;
}

function compared(here: ReviewedRun, there: ReviewedRun): Comparison {
  const { startedAt, operators, result, badge, phases } = there.review.view;
  return {
    folder: there.folder,
    at: startedAt,
    operators,
    result,
    verified: badge.result,
    phases: comparePhases(here.review.view.phases, phases, outputsDiffer(here, there)),
  };
}

function post(message: FromReader): void {
  parentPort?.postMessage(message);
}

async function ask({ id, kind, with: given }: Extract<ToReader, { type: 'ask' }>): Promise<void> {
  const reply = answers[kind] as (given: unknown) => Promise<unknown>;
  post({ id, answer: await reply(given) });
}

async function begin({ id, kind, with: given }: Extract<ToReader, { type: 'begin' }>): Promise<void> {
  const stream = streams[kind] as (
    given: unknown,
    tell: (part: unknown) => void,
    listener: Listener,
  ) => Promise<void>;
  await stream(
    given,
    part => {
      if (!ended.has(id)) post({ id, part });
    },
    { wanted: () => !ended.has(id), replied: take => void repliesTo.set(id, take) },
  );
  repliesTo.delete(id);
  ended.delete(id);
  post({ id, done: true });
}

function forget(folder: string): void {
  held.delete(folder);
  for (const key of [...outputs.keys()]) if (key.startsWith(`${folder}\0`)) outputs.delete(key);
}

parentPort?.on('message', (message: ToReader) => {
  if (message.type === 'forget') forget(message.folder);
  else if (message.type === 'end') ended.add(message.id);
  else if (message.type === 'reply') repliesTo.get(message.id)?.(message.with);
  else {
    const doing = message.type === 'ask' ? ask(message) : begin(message);
    doing.catch((error: unknown) => {
      const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
      post({ id: message.id, failed, facts: systemFacts(error) });
    });
  }
});
