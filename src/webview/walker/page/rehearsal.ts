import { html, nothing, type TemplateResult } from 'lit-html';

import type { Ask } from '../../../core/run/view/view.ts';
import { choiceList, type Choice } from '../decision/choiceList.ts';
import { resultBox } from '../decision/decide.ts';
import { icon } from '../icon.ts';
import { answerOf } from './branch.ts';
import { moreRules, openBranches, rules } from './rule.ts';
import { canAct, type CardScene, type Scene } from '../scene.ts';
import { mainKey } from '../step/entering.ts';
import { skip, skipButton, takeBack } from '../decision/stepOver.ts';

// A walk through the text in which nothing can run. What a press means is the host's to know; here it is only said.

/** What can be done in a rehearsal with a step that a run would give to the shell. */
export function rehearsalTurn(at: CardScene): TemplateResult | typeof nothing {
  switch (at.status.state) {
    case 'ready':
    case 'waiting':
      return html`${asksNote(at)} ${wouldRun(at)}`;
    case 'failed':
      return failedDecision(at);
    case 'passed':
    case 'skipped':
    case 'by-hand':
      return takeBack(at);
    default:
      return nothing;
  }
}

/** What a run would ask for first. */
function asksNote(at: CardScene): TemplateResult | typeof nothing {
  const { words } = at.scene;
  const asks = (at.status.step.asks ?? []).filter(({ kind }) => kind !== 'problem');
  if (asks.length === 0) return nothing;
  return html`<div class="hr-note" data-asks-first>
    ${icon('info')}<span
      ><strong>${words.t('rehearse.asks')}</strong>
      ${asks.map(ask => html`<small>${askText(at, ask)}</small>`)}</span
    >
  </div>`;
}

function askText({ scene: { words } }: CardScene, ask: Ask): string {
  switch (ask.kind) {
    case 'values':
      return words.t('rehearse.asks.values', { n: ask.names.length, names: words.list(ask.names) });
    case 'name':
      return words.t('rehearse.asks.name', { name: ask.name, words: ask.words });
    case 'approval':
      return words.t('rehearse.asks.approval', { n: ask.quorum, role: ask.role });
    case 'problem':
      return '';
  }
}

function wouldRun(at: CardScene): TemplateResult {
  const { scene, card, status } = at;
  const { words, act } = scene;
  const cannot = status.step.asks?.some(({ kind }) => kind === 'problem') === true;
  const can = canAct(scene) && !scene.busy.has(card.id);
  const send = (decision: 'met' | 'differs') => (): void => {
    if (can) act.ask(card.id, { type: 'judge', step: card.id, decision });
  };
  return html`<div class="hr-actions">
    <button
      class=${at.current ? 'hr-btn hr-btn--primary hr-btn--lg' : 'hr-btn hr-btn--lg'}
      type="button"
      data-main="press"
      data-would-run
      aria-disabled=${can ? nothing : 'true'}
      @click=${send('met')}
    >
      ${icon('eye')}${words.t(cannot ? 'rehearse.past' : 'rehearse.run', { number: card.number })}
      ${at.current ? mainKey(scene) : nothing}
    </button>
    ${
      cannot
        ? nothing
        : html`<button
            class="hr-btn hr-btn--lg"
            type="button"
            data-would-fail
            aria-disabled=${can ? nothing : 'true'}
            @click=${send('differs')}
          >
            ${words.t('rehearse.fail')}
          </button>`
    }
    ${skipButton(at)}
  </div>`;
}

/** The ways on that a run would offer, as far as a rehearsal can take them. */
function failedDecision(at: CardScene): TemplateResult {
  const { scene, card } = at;
  const { words, act, layout } = scene;
  const answer = answerOf(at);
  const heading = `${card.id}-decide`;
  const title = words.t('rehearse.failed', { number: card.number });
  if (answer !== undefined) {
    const detail = words.t('answered.text', { title: answer.title });
    return html`<div class="hr-decide">${resultBox(at, { icon: 'error', title, detail })}</div>`;
  }
  const choices: readonly Choice[] = [
    {
      icon: 'debug-rerun',
      title: words.t('rehearse.retry'),
      text: words.t('rehearse.retry.text'),
      does: 'retry',
      run: () => act.ask(card.id, { type: 'judge', step: card.id, decision: 'met' }),
    },
    {
      icon: 'circle-slash',
      title: words.t('rehearse.skip', { number: card.number }),
      text: words.t('rehearse.skip.text'),
      does: 'skip',
      run: () => skip(at),
    },
    ...openBranches(at, layout.rollbacks).map((phase): Choice => ({
      icon: 'discard',
      title: words.t('rehearse.branch', { number: phase.number }),
      text: words.t('rehearse.branch.text', { title: phase.title }),
      does: 'rollBack',
      run: () => act.ask(card.id, { type: 'branch.enter', section: phase.id, reason: '' }),
    })),
  ];
  return html`<div class="hr-decide" role="group" aria-labelledby=${heading}>
    ${resultBox(at, { icon: 'error', title, detail: words.t('rehearse.failed.text') })}
    <h4 id=${heading}>${words.t('decide.title')}</h4>
    ${rules(at)} ${choiceList(at, words.t('decide.title'), choices)} ${moreRules(at)}
  </div>`;
}

/** The end of the page: nothing is closed, since nothing was begun. */
export function rehearsalEnd(scene: Scene): TemplateResult {
  const { words, view, act } = scene;
  const { settled, total } = view.total;
  const over = view.now.kind === 'settled';
  const button = over ? 'hr-btn hr-btn--primary hr-btn--lg' : 'hr-btn hr-btn--lg';
  return html`<h2 id="end-h">${words.t('rehearse.end')}</h2>
    <p class="hr-end__sum">${words.t('rehearse.sum', { n: settled, total })}</p>
    <div class="hr-actions">
      <button
        class=${button}
        type="button"
        data-leave-rehearsal
        data-does="leaveRehearsal"
        data-main=${over ? 'press' : nothing}
        @click=${() => act.host({ action: 'leaveRehearsal' })}
      >
        ${icon('arrow-right')}${words.t('rehearse.leave')}
      </button>
      <button
        class="hr-btn hr-btn--lg"
        type="button"
        data-rehearse-again
        data-does="rehearseAgain"
        @click=${() => act.host({ action: 'rehearseAgain' })}
      >
        ${icon('history')}${words.t('rehearse.again')}
      </button>
    </div>`;
}
