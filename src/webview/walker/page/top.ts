import { html, nothing, type TemplateResult } from 'lit-html';

import type { Words } from '../../l10n/words.ts';
import { handoverButton } from './handover.ts';
import { icon, type IconName } from '../icon.ts';
import { nowLine } from './now.ts';
import { phaseState } from './phase.ts';
import { isRehearsal, type Scene } from '../scene.ts';
import { plannedMinutes } from '../step/status.ts';
import { styled } from '../styled.ts';

/** The run bar and the Now line: where am I, what happened, what do I do now. */
export function top(scene: Scene): TemplateResult {
  return html`<header class="hr-runbar">
      <div class="hr-runbar__in">${titleLine(scene)} ${facts(scene)} ${progressBar(scene)}</div>
    </header>
    ${nowLine(scene)}`;
}

function titleLine(scene: Scene): TemplateResult {
  const { page, view, words, act } = scene;
  const planned = plannedMinutes(page);
  // Before something was done there is no clock: the same rule as in a review, a report and what is usual.
  const { walkedFrom } = view;
  const begun = walkedFrom !== undefined;
  const elapsed =
    view.closed === undefined
      ? html`<strong data-since=${walkedFrom ?? nothing} data-coarse></strong>`
      : html`<strong>${words.span(view.closed.tookMs)}</strong>`;
  return html`<div class="hr-runbar__top">
    <h1 tabindex="-1" data-key="title" dir="auto">${page.title} <span>${view.operator}</span></h1>
    <p class="hr-clock">
      ${begun ? elapsed : nothing}
      ${planned === undefined ? nothing : words.t(begun ? 'clock.planned' : 'clock.plannedOnly', { n: planned })}
    </p>
    ${handoverButton(scene)}
    <button class="hr-btn hr-btn--quiet" type="button" @click=${() => act.host({ action: 'openMarkdown' })}>
      ${icon('go-to-file')}<span>${words.t('openMarkdown')}</span>
    </button>
    <button
      class="hr-btn hr-btn--quiet hr-btn--icon"
      type="button"
      data-keys
      aria-label=${words.t('keys.title')}
      title=${words.t('keys.title')}
      @click=${() => act.setForm('keys', 'open')}
    >
      ${icon('keyboard')}
    </button>
  </div>`;
}

function facts(scene: Scene): TemplateResult {
  const { view, words } = scene;
  if (isRehearsal(scene)) return rehearsalFact(words);
  const { kube, git, host, user, cwd } = view.facts;
  return html`<ul class="hr-facts" aria-label=${words.t('facts')}>
    ${
      kube === undefined
        ? nothing
        : fact('server', html`${words.t('fact.context')} <b>${kube.context} / ${kube.namespace}</b>`)
    }
    ${
      git === undefined
        ? nothing
        : fact(
            'git-branch',
            html`${words.t('fact.branch')}
              <b>${git.branch}</b> ${words.t('fact.at', { head: git.head.slice(0, 7) })}${
                git.dirty ? html`, ${words.t('fact.dirty')}` : nothing
              }`,
            true,
          )
    }
    ${fact('vm', html`${words.t('fact.host')} <b>${user}@${host}</b>`, true)}
    ${fact('terminal', html`${words.t('fact.cwd')} <b>${cwd}</b>`, true)} ${recordingFact(scene)}
  </ul>`;
}

/** How much is recorded, what of it is not signed yet, and why. */
function recordingFact(scene: Scene): TemplateResult {
  const { view, words } = scene;
  const { ok, unsigned } = view.recording;
  // Short where it stands, since it comes and goes with every command: a line more would move the page.
  const why = ok && unsigned > 0 && view.closed === undefined ? words.t('recording.why') : undefined;
  return html`<li data-state=${ok ? nothing : 'failed'} data-recording title=${why ?? nothing}>
    ${icon('record')}<span
      ><b>${recordingText(scene)}</b
      >${why === undefined ? nothing : html`<span class="sr-only">. ${why}</span>`}</span
    >
  </li>`;
}

function recordingText({ view, words }: Scene): string {
  const { ok, entries: n, unsigned } = view.recording;
  if (view.closed !== undefined) return words.t('recording.closed', { n });
  if (!ok) return words.t('recording.not');
  if (view.startedAt === 0) return words.t('recording.none');
  return unsigned > 0 ? words.t('recording.unsigned', { n, unsigned }) : words.t('recording', { n });
}

/** Nobody has looked where this is: that nothing runs is all there is to know. */
function rehearsalFact(words: Words): TemplateResult {
  return html`<ul class="hr-facts" aria-label=${words.t('facts')} data-rehearsal>
    ${fact('eye', html`<b>${words.t('rehearse.fact')}</b>`)}
  </ul>`;
}

function fact(name: IconName, text: TemplateResult, minor = false): TemplateResult {
  return html`<li class=${minor ? 'is-minor' : nothing}>${icon(name)}<span>${text}</span></li>`;
}

function progressBar(scene: Scene): TemplateResult {
  const { view, layout, words } = scene;
  const { settled, total } = view.total;
  return html`<div
    class="hr-progress"
    role="img"
    aria-label=${words.t('progress', { n: settled, total })}
    data-total
  >
    ${layout.path.map(phase => {
      const progress = view.progress[phase.id] ?? { settled: 0, total: 0 };
      const done = progress.total === 0 ? 0 : (100 * progress.settled) / progress.total;
      const grow = String(phase.planned?.maxMinutes ?? Math.max(progress.total, 1));
      return html`<span
        data-state=${phaseState(scene, phase)}
        ${styled({ 'flex-grow': grow, '--done': `${done}%` })}
      ></span>`;
    })}
  </div>`;
}
