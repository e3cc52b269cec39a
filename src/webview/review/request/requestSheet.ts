import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

import type { AnswerState, AskedCommand, AskedView, AskedViews } from '../../../protocol/asked.ts';
import type { ReviewAction } from '../../../protocol/review.ts';
import { hidesCharacters } from '../../walker/command/command.ts';
import { code } from '../code.ts';
import { icon } from '../icon.ts';
import type { ReviewWords } from '../reviewWords.ts';
import { visible } from '../visible.ts';

/** How far an answer is: on its way, or what became of it. */
export type Answering = 'asked' | 'needs-reason' | AnswerState;

export interface RequestScene {
  readonly words: ReviewWords;
  readonly asked: AskedViews;
  /** What was typed, by request. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly states: ReadonlyMap<string, Answering>;
  readonly act: {
    answer(one: AskedView, decision: 'granted' | 'denied'): void;
    type(nonce: string, text: string): void;
    host(action: ReviewAction): void;
  };
}

/** What a run asks, the exact command first; nothing of it is told by anything but the bytes that are signed. */
export function requestSheet(scene: RequestScene): TemplateResult {
  const { words, asked } = scene;
  return html`<main class="hr-sheet hr-sheet--one" data-asked=${asked.open.length}>
    <header class="hr-title">
      <h1 tabindex="-1" data-key="title">${words.t(asked.pasted ? 'ask.titlePasted' : 'ask.title')}</h1>
    </header>
    ${asked.problem === undefined ? nothing : problem(scene, asked.problem)}
    ${asked.problem === undefined && asked.open.length === 0 ? none(scene) : nothing}
    ${asked.open.map(one => request(scene, one))}
    ${
      asked.pasted
        ? nothing
        : html`<p>
            <button class="hr-linkbtn" type="button" @click=${() => scene.act.host({ action: 'readRun' })}>
              ${words.t('ask.readRun')}
            </button>
          </p>`
    }
  </main>`;
}

function problem(
  { words }: RequestScene,
  { kind, sentence }: NonNullable<AskedViews['problem']>,
): TemplateResult {
  return html`<p class="hr-note" data-state="failed" data-problem=${kind} role="alert">
    ${icon('error')}<span
      ><strong>${words.t(`ask.problem.${kind}`)}</strong
      ><small lang="en" dir="auto">${visible(sentence)}</small></span
    >
  </p>`;
}

function none({ words, asked }: RequestScene): TemplateResult {
  return html`<p data-none>
    ${asked.late > 0 ? words.t('ask.late', { n: asked.late }) : words.t('ask.none')}
  </p>`;
}

function request(scene: RequestScene, one: AskedView): TemplateResult {
  const { words } = scene;
  const id = `ask-${one.nonce}`;
  const n = one.commands.length;
  return html`<section class="hr-ask" data-request=${one.nonce} aria-labelledby=${id}>
    <h2 id=${id}>${words.t('ask.commands', { n })}</h2>
    ${one.commands.map(command => commandBlock(scene, command))} ${values(scene, one)}
    <h3>${words.t('ask.where')}</h3>
    ${place(scene, one)}
    <h3>${words.t('ask.who')}</h3>
    ${who(scene, one)} ${decision(scene, one)}
  </section>`;
}

function commandBlock({ words }: RequestScene, command: AskedCommand): TemplateResult {
  const { heading, text, edited } = command;
  return html`<div class="hr-ran">
    <p class="hr-muted hr-small">${visible(heading)}</p>
    <div
      class="hr-code"
      role="region"
      tabindex="0"
      aria-label=${words.t('ask.command', { title: visible(heading) })}
    >
      <pre dir="ltr"><code>${code(text)}</code></pre>
    </div>
    ${edited ? html`<p class="hr-note" data-state="judge" data-edited>${icon('edit')}<span>${words.t('ask.edited')}</span></p>` : nothing}
    ${
      hidesCharacters(text)
        ? html`<p class="hr-hidden" data-state="blocked">
            ${icon('warning')}<span>${words.t('code.hidden')}</span>
          </p>`
        : nothing
    }
  </div>`;
}

function values({ words }: RequestScene, { values: all }: AskedView): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<h3>${words.t('ask.values')}</h3>
    <dl class="hr-pairs" data-values>
      ${all.map(({ name, value }) => pair(visible(name), value === undefined ? words.t('ask.secret') : visible(value)))}
    </dl>`;
}

function pair(name: string, value: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd class="hr-pre">${value}</dd>
  </div>`;
}

function place(
  { words, asked, act }: RequestScene,
  { place: at, runbook, commands }: AskedView,
): TemplateResult {
  const [{ line } = { line: undefined }] = commands;
  const path = visible(runbook);
  const where = line === undefined ? path : `${path}, ${words.t('line', { n: line })}`;
  return html`<dl class="hr-pairs" data-place>
    ${at.kube === undefined ? nothing : pair(words.t('ask.kube'), visible(`${at.kube.context}, ${at.kube.namespace}`))}
    ${Object.entries(at.cloud ?? {}).map(([name, value]) => pair(visible(name), visible(value)))}
    ${pair(words.t('ask.host'), visible(`${at.user}@${at.host}`))}
    ${pair(words.t('ask.folder'), visible(at.cwd))}
    ${at.branch === undefined ? nothing : pair(words.t('ask.branch'), visible(at.branch))}
    <div>
      <dt>${words.t('ask.runbook')}</dt>
      <dd>
        ${
          asked.pasted
            ? where
            : html`<button
                class="hr-linkbtn"
                type="button"
                @click=${() => act.host({ action: 'openRunbook', ...(line === undefined ? {} : { line }) })}
              >
                ${where}
              </button>`
        }
      </dd>
    </div>
  </dl>`;
}

function who({ words }: RequestScene, one: AskedView): TemplateResult {
  const { operator, askedAt, role, quorum, agreed, why, says, line, refused } = one;
  return html`<dl class="hr-pairs" data-who>
      ${pair(words.t('ask.operator'), words.t('ask.operator.at', { who: visible(operator), at: words.minute(askedAt) }))}
      ${why === undefined ? nothing : pair(words.t('ask.why'), visible(why))}
      ${pair(words.t('ask.rule'), visible(says))}
      ${pair(words.t('ask.asked'), words.t('ask.role', { role: visible(role), n: quorum }))}
      ${agreed.length === 0 ? nothing : pair(words.t('ask.agreed'), words.list(agreed.map(visible)))}
      ${refused === undefined ? nothing : pair(words.t('ask.refused'), visible(`${refused.who}: ${refused.reason}`))}
    </dl>
    <p class="hr-note" data-state="passed" data-verified>
      ${icon('verified-filled')}<span>${words.t('ask.verified', { line, who: visible(operator) })}</span>
    </p>`;
}

function decision(scene: RequestScene, one: AskedView): TemplateResult {
  const { words, states } = scene;
  const state = states.get(one.nonce);
  if (one.mine !== undefined) return answered(scene, one, one.mine);
  if (one.notYours !== undefined)
    return html`<p class="hr-note" data-state="blocked" data-not-yours=${one.notYours}>
      ${icon('lock')}<span
        >${words.t(`ask.not.${one.notYours}`, { who: visible(one.who), role: visible(one.role) })}</span
      >
    </p>`;
  return html`<div class="hr-decide">
    <p>${words.t('ask.covers', { n: one.commands.length, at: words.minute(one.expires) })}</p>
    ${reasonField(scene, one)}
    <div class="hr-actions hr-even">${button(scene, one, 'granted')} ${button(scene, one, 'denied')}</div>
    ${outcome(scene, state)}
  </div>`;
}

function reasonField({ words, reasons, states, act }: RequestScene, { nonce }: AskedView): TemplateResult {
  const field = `reason-${nonce}`;
  const missing = states.get(nonce) === 'needs-reason';
  return html`<label for=${field}>${words.t('ask.reason')}</label>
    <textarea
      class="hr-input"
      id=${field}
      data-key=${field}
      rows="2"
      aria-describedby=${`${field}-d`}
      aria-invalid=${missing ? 'true' : nothing}
      .value=${live(reasons.get(nonce) ?? '')}
      @input=${({ target }: Event) => {
        if (target instanceof HTMLTextAreaElement) act.type(nonce, target.value);
      }}
    ></textarea>
    <p class="hr-muted hr-small" id=${`${field}-d`} data-state=${missing ? 'blocked' : nothing}>
      ${words.t(missing ? 'ask.reason.missing' : 'ask.reason.hint')}
    </p>`;
}

/** Neither is lit: an answer that is lit is one that is given for somebody. */
function button(scene: RequestScene, one: AskedView, key: 'granted' | 'denied'): TemplateResult {
  const { words, states, act } = scene;
  const who = visible(one.who);
  const waits = states.get(one.nonce) === 'asked';
  return html`<button
    class="hr-btn hr-btn--lg"
    type="button"
    data-answer=${key}
    aria-disabled=${waits ? 'true' : 'false'}
    @click=${() => act.answer(one, key)}
  >
    ${words.t(key === 'granted' ? 'ask.grant' : 'ask.deny', { who })}
  </button>`;
}

function outcome({ words }: RequestScene, state: Answering | undefined): TemplateResult | typeof nothing {
  if (state === undefined || state === 'needs-reason') return nothing;
  const good = state === 'asked' || state === 'signed';
  return html`<p class="hr-note" data-answering=${state} data-state=${good ? 'ready' : 'failed'}>
    ${icon(good ? 'info' : 'error')}<span
      >${words.t(state === 'asked' ? 'answer.asked' : `answer.${state}`)}</span
    >
  </p>`;
}

function answered(
  { words, asked, act }: RequestScene,
  one: AskedView,
  mine: 'granted' | 'denied',
): TemplateResult {
  return html`<div class="hr-decide" data-mine=${mine}>
    <p class="hr-note" data-state=${mine === 'granted' ? 'passed' : 'judge'}>
      ${icon(mine === 'granted' ? 'pass' : 'circle-slash')}<span
        ><strong>${words.t(`ask.mine.${mine}`)}</strong
        ><small>${words.t(asked.pasted ? 'ask.sendIt' : 'ask.commitIt')}</small></span
      >
    </p>
    <div class="hr-actions">
      <button
        class="hr-btn hr-btn--lg"
        type="button"
        data-copy-answer
        @click=${() => act.host({ action: 'copyAnswer', nonce: one.nonce })}
      >
        ${icon('copy')}${words.t('ask.copy')}
      </button>
    </div>
  </div>`;
}
