import { html, nothing, type TemplateResult } from 'lit-html';

import type { Card, Notice, Now } from '../../../core/run/view/view.ts';
import type { Words } from '../../l10n/words.ts';
import { icon, type IconName } from '../icon.ts';
import { outputOf } from '../command/output.ts';
import { unrecordedText } from '../decision/unrecorded.ts';
import { stepSince } from './pace.ts';
import { questionIn } from '../command/question.ts';
import { isEmpty, lostTitle, suggestedCards, type Scene } from '../scene.ts';
import { backButton, leftStep } from './wayBack.ts';
import { activeCommand, nowStep } from '../step/status.ts';

interface NowText {
  readonly icon: IconName;
  readonly state: string;
  readonly title: string;
  readonly text?: string;
  /** ms since the epoch from which the run waits. */
  readonly since?: number;
  /** What the step that runs usually takes, in ms. */
  readonly usual?: number;
}

/** What the run waits for, since when, and the way there. */
export function nowLine(scene: Scene): TemplateResult {
  const { view, words, layout, act } = scene;
  const step = nowStep(view.now);
  const card = step === undefined ? undefined : layout.cardOf.get(step);
  const now = rehearsed(scene, withPace(scene, nowText(scene, view.now, card)), card);
  return html`<section
    class="hr-now"
    data-state=${now.state}
    data-now=${view.now.kind}
    aria-label=${words.t('now')}
  >
    <div class="hr-now__in">
      ${icon(now.icon, 'lg')}
      <p><strong>${now.title}</strong> ${now.text ?? nothing}</p>
      ${waited(now)} ${newText(scene)} ${wayBack(scene, card)}
      ${
        isEmpty(scene) || (card === undefined && !leadsOn.has(view.now.kind))
          ? nothing
          : html`<button class="hr-btn hr-btn--quiet" type="button" data-goto @click=${() => act.goTo('now')}>
              ${card === undefined ? words.t(view.now.kind === 'offered' ? 'now.goToOffer' : 'now.goToEnd') : words.t('now.goTo', { number: card.number })}
              <kbd class="hr-kbd">N</kbd>
            </button>`
      }
    </div>
  </section>`;
}

/** What leads somewhere although it is about no step: to the end, or to an offer. */
const leadsOn: ReadonlySet<Now['kind']> = new Set<Now['kind']>(['settled', 'closed', 'offered']);

/** The banner that says so stands at the top of the page, out of sight of whoever works further down. */
function newText({ view, words, act }: Scene): TemplateResult | typeof nothing {
  const told = (wanted: Notice['kind']): boolean => view.notices.some(({ kind }) => kind === wanted);
  const isGone = told('runbook-gone');
  if (!isGone && !told('runbook-changed')) return nothing;
  return html`<button
    class="hr-btn hr-btn--quiet"
    type="button"
    data-goto-change
    @click=${() => act.goTo(`field:${isGone ? 'banner/runbook-gone' : 'change/show'}`)}
  >
    ${words.t(isGone ? 'now.gone' : 'now.changed')}
  </button>`;
}

/** From a branch that was taken the path is never more than one press away. */
function wayBack(scene: Scene, card: Card | undefined): TemplateResult | typeof nothing {
  const left = card === undefined || card.role === 'path' ? undefined : leftStep(scene);
  return left === undefined ? nothing : backButton(scene, left, 'hr-btn hr-btn--quiet');
}

/** It says at once, and at every moment, that this is no run; nobody is waited for. */
function rehearsed({ words, view }: Scene, now: NowText, card: Card | undefined): NowText {
  if (view.rehearsal !== true) return now;
  const { icon: mark, state, text } = now;
  const icon = state === 'ready' ? 'eye' : mark;
  const says = (sentence: string): string => `${words.t('rehearse.now')} ${sentence}`;
  if (view.now.kind === 'settled') return { icon, state, title: says(words.t('rehearse.now.settled')) };
  const failed = words.t('rehearse.failed', { number: card?.number ?? '' });
  const title = says(view.now.kind === 'failed' ? failed : now.title);
  return { icon, state, title, ...(text === undefined ? {} : { text }) };
}

/** How long a command runs, or how long the run has waited for a person. */
function waited({ state, since, usual }: NowText): TemplateResult | typeof nothing {
  if (since === undefined) return nothing;
  return state === 'running'
    ? html`<span class="hr-wait" data-since=${since} data-usual=${usual ?? nothing}></span>`
    : html`<span class="hr-wait" data-since=${since} data-waiting></span>`;
}

/** A step's usual time is that of all its commands, so its clock counts those that have ended too. */
function withPace({ view: { now }, view, pace }: Scene, text: NowText): NowText {
  if (now.kind !== 'running' || text.since === undefined) return text;
  const usual = pace.steps[now.step]?.ms;
  return usual === undefined ? text : { ...text, since: stepSince(view, now), usual };
}

function nowText(scene: Scene, now: Now, card: Card | undefined): NowText {
  const { link, words } = scene;
  if (link.state === 'lost') return { icon: 'warning', state: 'failed', title: lostTitle(scene) };
  if (link.state === 'connecting') {
    return { icon: 'loading', state: 'waiting', title: words.t('link.connecting') };
  }
  if (isEmpty(scene)) {
    const n = suggestedCards(scene).length;
    return { icon: 'info', state: 'waiting', title: words.t(n === 0 ? 'now.nothing' : 'now.noShell', { n }) };
  }
  if (now.kind === 'settled' && isAllAside(scene)) {
    return { icon: 'info', state: 'waiting', title: words.t('now.aside'), text: words.t('now.aside.text') };
  }
  const number = card?.number ?? '';
  const blocked = now.kind === 'stuck' ? scene.view.steps[now.step]?.blocked : undefined;
  if (blocked?.kind === 'approval') return approvalText(scene, now, number);
  if (blocked?.kind === 'name') {
    const text = words.t('now.name.text', { words: blocked.words });
    return { icon: 'lock', state: 'blocked', title: words.t('now.name', { number }), text };
  }
  if (blocked?.kind === 'trust')
    return { icon: 'lock', state: 'blocked', title: words.t('now.untrusted', { number }) };
  if (now.kind === 'offered') return offeredText(scene);
  if (now.kind === 'closed') return closedText(scene);
  const question = now.kind === 'running' ? askedBy(scene, now.step) : undefined;
  if (question !== undefined && now.kind === 'running') {
    const title = words.t('now.asks', { number });
    return { icon: 'question', state: 'judge', title, text: question, since: now.since };
  }
  return 'since' in now ? timedText(words, now, number) : plainText(words, now, number);
}

/** True where the text holds nothing but branches, and none was taken. */
function isAllAside({ view: { total, branches }, layout }: Scene): boolean {
  return total.total === 0 && branches.length === 0 && layout.cards.every(({ role }) => role !== 'path');
}

function closedText({ view, words }: Scene): NowText {
  const aborted = view.closed?.result === 'aborted';
  return {
    icon: aborted ? 'circle-slash' : 'pass',
    state: 'ready',
    title: words.t(aborted ? 'now.aborted' : 'now.closed'),
  };
}

/** What the running command of a step seems to wait for. */
function askedBy(scene: Scene, step: string): string | undefined {
  const active = activeCommand(scene.view.steps[step] ?? { commands: [] });
  return active === undefined ? undefined : questionIn(outputOf(scene, active.command));
}

/** What an offer is to whoever looks: theirs to take back, or to take up. */
function offeredText({ view: { offer }, words }: Scene): NowText {
  const { mine = true, by: who = '', to: name } = offer ?? {};
  const swap = { icon: 'arrow-swap', state: mine ? 'blocked' : 'judge' } as const;
  if (!mine) return { ...swap, title: words.t('now.handed', { who }), text: words.t('now.handed.text') };
  const title = name === undefined ? words.t('now.offeredToAny') : words.t('now.offered', { name });
  return { ...swap, title, text: words.t('now.offered.text') };
}

/** Whether somebody was asked already, or still has to be. */
function approvalText({ view, words }: Scene, now: Now, number: string): NowText {
  const gates = (now.kind === 'stuck' ? view.steps[now.step]?.gates : undefined) ?? [];
  const waits = gates.every(({ standing }) => standing === 'waiting');
  const refused = gates.some(({ standing }) => standing === 'refused');
  const key = waits ? 'now.approval' : refused ? 'now.refused' : 'now.approvalNeeded';
  return { icon: 'lock', state: 'blocked', title: words.t(key, { number }) };
}

type Timed = Extract<Now, { readonly since: number }>;

function timedText(words: Words, now: Timed, number: string): NowText {
  const { since } = now;
  switch (now.kind) {
    case 'running':
      return { since, icon: 'loading', state: 'running', title: words.t('now.running', { number }) };
    case 'judge':
      return {
        since,
        icon: 'question',
        state: 'judge',
        title: words.t('now.judge', { number }),
        text: words.t('judge.question'),
      };
    case 'failed':
      return {
        since,
        icon: 'error',
        state: 'failed',
        title: words.t('now.failed', { number }),
        text: words.t('now.choose'),
      };
    case 'unknown':
      return {
        since,
        icon: 'issue-draft',
        state: 'unknown',
        title: words.t('now.unknown', { number }),
        text: words.t('now.look'),
      };
  }
}

function plainText(
  words: Words,
  now: Exclude<Now, Timed | { readonly kind: 'offered' | 'closed' }>,
  number: string,
): NowText {
  const locked = { icon: 'lock', state: 'blocked' } as const;
  switch (now.kind) {
    case 'ready':
      return { icon: 'circle-large', state: 'ready', title: words.t('now.ready', { number }) };
    case 'values': {
      const title = words.t('now.values', { number, n: now.names.length });
      return { ...locked, title, text: words.list(now.names) };
    }
    case 'stuck':
      return { ...locked, title: words.t('now.stuck', { number }), text: words.t('now.stuck.text') };
    case 'not-recording':
      return {
        icon: 'warning',
        state: 'failed',
        title: words.t('now.notRecording'),
        text: unrecordedText(words, now),
      };
    case 'settled':
      return {
        icon: 'pass',
        state: 'ready',
        title: words.t('now.settled'),
        text: words.t('now.settled.text'),
      };
  }
}
