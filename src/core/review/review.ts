import type { Context, Open, Recorded, Seal } from '../audit/entry.ts';
import type { Part } from '../audit/coverage.ts';
import type { Verdict } from '../audit/verdict.ts';
import type { Runbook } from '../runbook/runbook.ts';
import { sizesOf, type Attempt } from './attempt.ts';
import { badgeOf } from './verdictBadge.ts';
import type { Badge } from './badge.ts';
import { breachOf, firmBefore } from './breach.ts';
import { doubtsOf } from './doubt.ts';
import type { RunEvent } from './event.ts';
import { historyOf } from './history.ts';
import type { LogLine } from './line.ts';
import { phasesOf } from './phases.ts';
import { Places, type FileLines } from './place.ts';
import { tally } from './select.ts';
import { notWalked, walkedOn, type Walked } from '../run/elapsed.ts';
import { nameSteps, type Named } from './steps.ts';
import type { ReviewView } from './view.ts';

/** What a review is made from. */
export interface ReviewMaterial {
  readonly verdict: Verdict;
  readonly parts: readonly Part[];
  /** Every file of the log, in the order of its parts. */
  readonly files: readonly FileLines[];
  readonly lines: readonly LogLine[];
  /** As it was when the run began; of a log without its text, an empty one. */
  readonly runbook: Runbook;
  readonly hasRunbook: boolean;
}

/** A run told for those who review it. */
export interface Review {
  readonly view: ReviewView;
  readonly events: readonly RunEvent[];
  readonly attempts: ReadonlyMap<string, Attempt>;
  readonly named: Named;
  readonly places: Places;
}

/** Makes a review from a run's lines and its verdict. Pure, and never fails on any lines. */
export function makeReview(material: ReviewMaterial): Review {
  const { verdict, parts, files, lines, runbook } = material;
  const places = new Places(files);
  const named = nameSteps(runbook);
  const from = firstDoubtful(verdict, breachOf(verdict, parts, places)?.from);
  const { signed } = verdict.exit === 4 ? { signed: 0 } : firmBefore(from ?? places.total + 1, parts, places);
  const { events, attempts } = historyOf(lines, named, { signed, from: from ?? Infinity });
  const badge = makeBadge(material, { places, named, events, attempts });
  const cut = from === undefined ? -1 : events.findIndex(({ trust }) => trust === 'broken');
  const view: ReviewView = {
    ...factsOf(material, badge, from),
    ...glassOf(events),
    badge,
    entries: places.total,
    isWhole: lines.length >= places.total,
    counts: tally(events, cut < 0 ? undefined : cut),
    ...(cut < 0 ? {} : { cut }),
    doubts: from === undefined ? [] : doubtsOf(lines, step => callName(named, step)),
    phases: phasesOf(named, events, id => attempts.get(id)?.index ?? 0),
    hasRunbook: material.hasRunbook,
  };
  return { view, events, attempts, named, places };
}

function glassOf(events: readonly RunEvent[]): Pick<ReviewView, 'glass'> {
  const broken = events.filter(({ kind }) => kind === 'brokeGlass');
  if (broken.length === 0) return {};
  return { glass: broken.map(({ at, entry, text = '' }) => ({ at, entry, reason: text })) };
}

/** Of a log that this version cannot verify, nothing can be relied on. */
function firstDoubtful({ exit }: Verdict, broken: number | undefined): number | undefined {
  return exit === 4 ? 1 : broken;
}

/** "3.2 Replay yesterday's orders" */
function callName({ name }: Pick<Named, 'name'>, step: string): string {
  const { number, title } = name(step);
  return `${number} ${title}`.trim();
}

interface Told {
  readonly places: Places;
  readonly named: Named;
  readonly events: readonly RunEvent[];
  readonly attempts: ReadonlyMap<string, Attempt>;
}

function makeBadge({ verdict, parts, lines }: ReviewMaterial, told: Told): Badge {
  const { places, named, events, attempts } = told;
  const byNumber = (entry: number): LogLine | undefined =>
    lines[entry - 1]?.number === entry ? lines[entry - 1] : lines.find(({ number }) => number === entry);
  const timeBefore = (entry: number): number | undefined =>
    entry < 1 ? undefined : (byNumber(entry)?.entry?.t ?? byNumber(entry - 1)?.entry?.t);
  return badgeOf({
    verdict,
    parts,
    places,
    outputs: [...attempts.values()].filter(attempt => sizesOf(attempt).bytes > 0).length,
    byHand: events.filter(({ tags }) => tags.includes('byHand')).length,
    host: find(lines, 'context')?.host,
    timeOf: timeBefore,
    contentAt: entry => contentOf(byNumber(entry)?.entry, attempts, named),
  });
}

function contentOf(
  entry: Recorded | undefined,
  attempts: ReadonlyMap<string, Attempt>,
  named: Named,
): { readonly role: string; readonly step?: string; readonly attempt?: string } | undefined {
  const id =
    entry?.type === 'object' ? entry.of : entry?.type === 'attempt.finished' ? entry.attemptId : undefined;
  const attempt = attempts.get(id ?? '');
  const role = entry?.type === 'object' ? entry.role : 'output';
  return attempt === undefined
    ? { role }
    : { role, step: callName(named, attempt.step), attempt: attempt.id };
}

function find<T extends Recorded['type']>(
  lines: readonly LogLine[],
  type: T,
): Extract<Recorded, { readonly type: T }> | undefined {
  const entry = lines.find(line => line.entry?.type === type)?.entry;
  return entry as Extract<Recorded, { readonly type: T }> | undefined;
}

type Facts = Omit<
  ReviewView,
  'glass' | 'badge' | 'entries' | 'isWhole' | 'counts' | 'cut' | 'doubts' | 'phases' | 'hasRunbook'
>;

function factsOf(material: ReviewMaterial, badge: Badge, from: number | undefined): Facts {
  const { verdict, lines, runbook } = material;
  const open = find(lines, 'open');
  const sealed = lines.findLast(({ entry }) => entry?.type === 'seal');
  // A seal that nobody signed closes nothing.
  const holds = badge.result !== 'open' || (sealed?.number ?? 0) <= badge.firm;
  const seal = holds ? (sealed?.entry as Recorded<Seal> | undefined) : undefined;
  const ours = walkedLines(lines);
  const times = ours.flatMap(({ t }) => t ?? []);
  const operators = lines.flatMap(({ entry }) =>
    entry?.type === 'open' && entry.role === 'operator' ? [entry.who] : [],
  );
  const stated = from === undefined && badge.result !== 'unreadable';
  return {
    run: verdict.run ?? open?.run ?? '',
    title: runbook.title === '' ? (open?.runbook.path ?? '') : runbook.title,
    path: open?.runbook.path ?? '',
    operators: [...new Set(operators)],
    unattended: open?.unattended ?? false,
    startedAt: times[0] ?? 0,
    lastAt: times.at(-1) ?? 0,
    ...walkOf(ours),
    result: stated ? (seal?.result ?? 'open') : 'unknown',
    ...(stated && seal?.reason !== undefined ? { reason: seal.reason } : {}),
    ...plannedIn(runbook),
    ...placeOf(find(lines, 'context')),
    ...repoOf(open),
  };
}

/** What those who walked it wrote; others write behind it, for as long as there is a log. */
function walkedLines(lines: readonly LogLine[]): readonly Recorded[] {
  const walked = new Set(
    lines.flatMap(({ entry }) => (entry?.type === 'open' && entry.role === 'operator' ? [entry.seg] : [])),
  );
  return lines.flatMap(({ entry }) =>
    entry !== undefined && (walked.size === 0 || walked.has(entry.seg)) ? [entry] : [],
  );
}

function walkOf(entries: readonly Recorded[]): Pick<Walked, 'walkedFrom' | 'tookMs'> {
  const { walkedFrom, tookMs } = entries.reduce(walkedOn, notWalked);
  return { ...(walkedFrom === undefined ? {} : { walkedFrom }), tookMs };
}

function repoOf(open: Recorded<Open> | undefined): Pick<ReviewView, 'repo'> {
  return open === undefined ? {} : { repo: open.repo };
}

function placeOf(context: Context | undefined): Pick<ReviewView, 'place'> {
  if (context === undefined) return {};
  const { host, user, kube } = context;
  return {
    place: { host, user, ...(kube === null ? {} : { kube: `${kube.context} / ${kube.namespace}` }) },
  };
}

/** What the phases of the path are planned to take together. */
function plannedIn(runbook: Runbook): Pick<ReviewView, 'planned'> {
  const phases = nameSteps(runbook).page.phases.filter(({ role }) => role === 'path');
  const planned = phases.flatMap(phase => (phase.planned === undefined ? [] : [phase.planned]));
  if (planned.length === 0) return {};
  return {
    planned: {
      minMinutes: planned.reduce((sum, { minMinutes }) => sum + minMinutes, 0),
      maxMinutes: planned.reduce((sum, { maxMinutes }) => sum + maxMinutes, 0),
    },
  };
}
