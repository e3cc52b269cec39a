import { html, nothing, type TemplateResult } from 'lit-html';

import type { StepState } from '../../../core/run/view/view.ts';
import type { VerdictResult } from '../../../protocol/host.ts';
import { aliveIn, askBackground } from './background.ts';
import { reasonForm } from '../form.ts';
import { icon, type IconName } from '../icon.ts';
import { refusalNote } from '../decision/refusal.ts';
import { rehearsalEnd } from './rehearsal.ts';
import { mainKey } from '../step/entering.ts';
import { canAct, canRun, isEmpty, isRehearsal, type Scene } from '../scene.ts';

/** The end of the page: closing the run, and what a closed one came to. */
export function closing(scene: Scene): TemplateResult | typeof nothing {
  // Where there is nothing to do, no run begins that could be closed.
  if (isEmpty(scene)) return nothing;
  const walked = scene.view.closed === undefined ? open : closed;
  return html`<section class="hr-end" id="end" aria-labelledby="end-h" tabindex="-1" data-key="end">
    ${isRehearsal(scene) ? rehearsalEnd(scene) : walked(scene)}
  </section>`;
}

function open(scene: Scene): TemplateResult {
  const { words, view, memory } = scene;
  // The question stands there from the first, rather than behind a press that is refused.
  const asks = mayClose(scene) && aliveIn(scene).length > 0;
  return html`<h2 id="end-h">${words.t('end.title')}</h2>
    ${summary(scene)} ${asks ? closeWith(scene) : nothing}
    <div class="hr-actions">
      ${asks ? nothing : closeButton(scene)} ${view.offer === undefined ? abortButton(scene) : nothing}
      <p id="end-d">${endWords(scene)}</p>
    </div>
    ${memory.form('end') === 'abort' ? abortForm(scene) : nothing} ${refusalNote(scene, 'end')}`;
}

/** Why the run cannot be closed now, or what closing does. */
function endWords(scene: Scene): string {
  const { words, view } = scene;
  if (!view.recording.ok) return words.t('end.notRecording');
  const left = isDone(scene) ? 0 : view.total.total - view.total.settled;
  return left > 0 ? words.t('end.notYet', { n: left }) : words.t('end.seals');
}

/** An abort is an entry: without a log there is none. A form that is open can always be folded. */
function abortButton(scene: Scene): TemplateResult {
  const { words, act, memory, view } = scene;
  const isOpen = memory.form('end') === 'abort';
  const can = canRun(scene);
  return html`<button
    class="hr-btn hr-btn--quiet hr-btn--lg"
    type="button"
    data-key="end/abort"
    data-opens="abort"
    data-does=${can ? 'abort' : nothing}
    aria-expanded=${String(isOpen)}
    aria-disabled=${can || isOpen ? nothing : 'true'}
    aria-describedby=${view.recording.ok ? nothing : 'end-d'}
    @click=${() => {
      if (can || isOpen) act.setForm('end', isOpen ? undefined : 'abort');
    }}
  >
    ${words.t('choice.abort')}
  </button>`;
}

function mayClose(scene: Scene): boolean {
  return isDone(scene) && canAct(scene) && scene.view.recording.ok;
}

/** Where the author requires nothing, what is next may be left open. */
function isDone({ view: { now, total } }: Scene): boolean {
  return now.kind === 'settled' || (now.kind === 'ready' && total.settled === total.total);
}

function closeButton(scene: Scene): TemplateResult {
  const { words, view, act } = scene;
  const settled = view.now.kind === 'settled';
  const can = mayClose(scene) && !scene.busy.has('end');
  // As on the first look: what cannot be done yet leads to what is left before it.
  const close = (): void => {
    if (can) act.ask('end', { type: 'close', result: 'done' });
    else if (!isDone(scene)) act.goTo('now');
  };
  return html`<button
    class=${settled ? 'hr-btn hr-btn--primary hr-btn--lg' : 'hr-btn hr-btn--lg'}
    type="button"
    data-main=${settled ? 'press' : nothing}
    data-close
    data-does="close"
    aria-disabled=${can ? nothing : 'true'}
    aria-describedby="end-d"
    @click=${close}
  >
    ${icon('verified')}${words.t('end.close')} ${settled ? mainKey(scene) : nothing}
  </button>`;
}

/** With the question that closing would ask anyway. */
function closeWith(scene: Scene): TemplateResult {
  const { act } = scene;
  return askBackground(scene, { end: 'background.end', leave: 'background.leave' }, jobs => {
    act.ask('end', { type: 'close', result: 'done', jobs });
    act.goTo('field:end');
  });
}

/** The same, behind the reason: it is asked where the runner has found something alive. */
function abortWith(scene: Scene): TemplateResult {
  const { act, memory } = scene;
  return askBackground(scene, { end: 'background.abortEnd', leave: 'background.abortLeave' }, jobs => {
    const reason = (memory.typed('end/form/abort') ?? '').trim();
    act.ask('end', { type: 'close', result: 'aborted', reason, jobs });
  });
}

function abortForm(scene: Scene): TemplateResult {
  const { words, act, refusals } = scene;
  const asked = refusals.get('end')?.code === 'jobs-alive' && aliveIn(scene).length > 0;
  if (asked) return abortWith(scene);
  return reasonForm(scene, {
    place: 'end',
    name: 'abort',
    title: words.t('abort.title'),
    hint: words.t('abort.hint'),
    submit: words.t('abort.submit'),
    send: reason => {
      act.ask('end', { type: 'close', result: 'aborted', reason });
      act.goTo('field:end');
    },
  });
}

/** What became of every step: the numbers add up to the first. */
function summary(scene: Scene): TemplateResult {
  const { words, view } = scene;
  const { passed, byHand, skipped, failed, open: left, answered, aside, more } = view.tally;
  const parts = [
    words.t('end.passed', { n: passed }),
    words.t('end.byHand', { n: byHand }),
    words.t('end.skipped', { n: skipped }),
    ...(failed > 0 ? [words.t('end.failed', { n: failed })] : []),
    ...(left > 0 ? [words.t('end.open', { n: left })] : []),
  ];
  return html`<p class="hr-end__sum">
    ${view.total.total === 0 && more > 0 ? nothing : words.t('end.sum', { n: view.total.total, parts: parts.join(', ') })}
    ${answered > 0 ? words.t('end.answered', { n: answered }) : nothing}
    ${aside > 0 ? words.t('end.aside', { n: aside }) : nothing}
    ${more > 0 ? words.t('end.more', { n: more }) : nothing}
  </p>`;
}

const verdictIcons: Readonly<Record<VerdictResult, IconName>> = {
  verified: 'verified',
  open: 'info',
  untrusted: 'key',
  broken: 'error',
  unreadable: 'warning',
};

const verdictStates: Readonly<Record<VerdictResult, StepState>> = {
  verified: 'passed',
  open: 'judge',
  untrusted: 'judge',
  broken: 'failed',
  unreadable: 'failed',
};

const mainLook = { name: 'hr-btn hr-btn--primary hr-btn--lg', main: 'press', key: mainKey } as const;
const plainLook = { name: 'hr-btn hr-btn--lg', main: nothing, key: () => nothing } as const;

function closed(scene: Scene): TemplateResult | typeof nothing {
  const { words, view, act, drawnAt } = scene;
  if (view.closed === undefined) return nothing;
  const time = words.time(view.closed.at, drawnAt);
  // What comes next: to verify, and once that is done to read.
  const [verify, review] = scene.verdict === undefined ? [mainLook, plainLook] : [plainLook, mainLook];
  return html`<h2 id="end-h">
      ${words.t(view.closed.result === 'done' ? 'end.closedAt' : 'end.abortedAt', { time })}
    </h2>
    ${why(scene)} ${summary(scene)} ${verdictBox(scene)}
    <div class="hr-actions">
      <button
        class=${verify.name}
        type="button"
        data-main=${verify.main}
        data-verify
        data-does="verify"
        @click=${() => act.host({ action: 'verify' })}
      >
        ${icon('verified')}${words.t('end.verify')} ${verify.key(scene)}
      </button>
      ${afterwards(scene, 'openReview', review)} ${afterwards(scene, 'saveReport', plainLook)}
      ${againButton(scene)}
    </div>`;
}

/** What is done with a closed run besides verifying it. */
function afterwards(
  scene: Scene,
  action: 'openReview' | 'saveReport',
  look: typeof mainLook | typeof plainLook,
): TemplateResult {
  const { words, act } = scene;
  return html`<button
    class=${look.name}
    type="button"
    data-main=${look.main}
    data-does=${action}
    @click=${() => act.host({ action })}
  >
    ${words.t(`end.${action}`)} ${look.key(scene)}
  </button>`;
}

/** What whoever aborted it gave as the reason, in their words. */
function why({ words, view }: Scene): TemplateResult | typeof nothing {
  const { reason = '' } = view.closed ?? {};
  return reason === ''
    ? nothing
    : html`<p class="hr-end__why">
        <strong>${words.t('end.why')}</strong> <span dir="auto">${reason}</span>
      </p>`;
}

function verdictBox({ words, verdict }: Scene): TemplateResult | typeof nothing {
  if (verdict === undefined) return nothing;
  const { result, message } = verdict;
  return html`<div class="hr-result" data-state=${verdictStates[result]} data-verdict=${result}>
    ${icon(verdictIcons[result], 'lg')}
    <p><strong>${words.t(`verdict.${result}`)}</strong><small>${message}</small></p>
  </div>`;
}

/** Whoever aborted because of a wrong PATH wants the same runbook from its beginning. */
function againButton({ words, act, link, seat }: Scene): TemplateResult | typeof nothing {
  if (link.state !== 'open' || seat !== 'acts') return nothing;
  return html`<button
    class="hr-btn hr-btn--quiet hr-btn--lg"
    type="button"
    data-again
    data-does="newRun"
    @click=${() => act.host({ action: 'again' })}
  >
    ${words.t('end.again')}
  </button>`;
}
