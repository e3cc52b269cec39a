import type { TemplateResult } from 'lit-html';

import type { EventKind, RunEvent } from '../../core/review/event.ts';
import { codicon } from '../codicon.ts';

/** The codicons of the review; a test finds each of them in the font. */
export const reviewIcons = [
  'arrow-swap',
  'check',
  'circle-slash',
  'clock',
  'comment',
  'copy',
  'debug-continue',
  'debug-disconnect',
  'discard',
  'edit',
  'error',
  'file',
  'git-branch',
  'git-commit',
  'history',
  'info',
  'issue-draft',
  'lock',
  'note',
  'pass',
  'pass-filled',
  'person',
  'play',
  'question',
  'search',
  'server',
  'stop-circle',
  'tag',
  'terminal',
  'trash',
  'unverified',
  'verified-filled',
  'warning',
] as const;

export type ReviewIcon = (typeof reviewIcons)[number];

/** One of them, beside a word. */
export function icon(name: ReviewIcon, classes = ''): TemplateResult {
  return codicon(name, [classes]);
}

type Mark = readonly [icon: ReviewIcon, state: string];

const marks: Readonly<Record<EventKind, Mark>> = {
  began: ['play', 'ready'],
  resumed: ['debug-continue', 'ready'],
  value: ['tag', 'ready'],
  place: ['server', 'ready'],
  wrongPlace: ['warning', 'judge'],
  ticked: ['pass', 'by-hand'],
  unticked: ['discard', 'judge'],
  filled: ['pass', 'by-hand'],
  note: ['note', 'ready'],
  accepted: ['question', 'judge'],
  edited: ['edit', 'judge'],
  asked: ['question', 'ready'],
  agreed: ['pass', 'passed'],
  denied: ['circle-slash', 'judge'],
  brokeGlass: ['warning', 'judge'],
  offered: ['arrow-swap', 'ready'],
  tookBack: ['discard', 'ready'],
  tookOver: ['arrow-swap', 'passed'],
  withdrawn: ['discard', 'ready'],
  newText: ['edit', 'judge'],
  settled: ['question', 'judge'],
  waited: ['clock', 'ready'],
  cutShort: ['clock', 'judge'],
  branch: ['git-branch', 'judge'],
  started: ['issue-draft', 'unknown'],
  passed: ['pass-filled', 'passed'],
  byHand: ['pass', 'by-hand'],
  copied: ['pass', 'by-hand'],
  failed: ['error', 'failed'],
  skipped: ['circle-slash', 'skipped'],
  treated: ['terminal', 'ready'],
  reopened: ['discard', 'judge'],
  unknown: ['issue-draft', 'unknown'],
  extended: ['clock', 'ready'],
  interrupted: ['debug-disconnect', 'judge'],
  shellEnded: ['terminal', 'ready'],
  deleted: ['trash', 'judge'],
  closed: ['lock', 'ready'],
  aborted: ['stop-circle', 'failed'],
  finding: ['comment', 'judge'],
  reviewed: ['verified-filled', 'passed'],
  refused: ['unverified', 'failed'],
  clock: ['history', 'judge'],
  other: ['info', 'ready'],
  unreadable: ['circle-slash', 'unknown'],
};

/** The mark of an event: filled where the tool saw it, an outline where a person said so; of what does not hold, neither. */
export function markOf({ kind, trust }: Pick<RunEvent, 'kind' | 'trust'>): Mark {
  return trust === 'broken' ? ['issue-draft', 'unknown'] : marks[kind];
}
