import { html, nothing, type TemplateResult } from 'lit-html';

import type { Words } from '../../l10n/words.ts';
import { handoverButton } from './handover.ts';
import { icon, type IconName } from '../icon.ts';
import { nowLine } from './now.ts';
import { phaseState } from './phase.ts';
import { isRehearsal, type Scene } from '../scene.ts';
import { startedField } from './startPanel.ts';
import { plannedMinutes } from '../step/status.ts';
import { styled } from '../styled.ts';

/** The run bar and the Now line: where am I, what happened, what do I do now. */
export function top(scene: Scene): TemplateResult {
  return html`<header class="hr-runbar">
      <div class="hr-runbar__in">${titleLine(scene)} ${facts(scene)} ${progressBar(scene)}</div>
    </header>
    ${nowLine(scene)}`;
}

/** The clock begins with Start, or with the first step where nobody pressed it here; not with the values that are given before. */
function walkedSince({ view, memory }: Scene): number | undefined {
  if (view.startedAt === 0) return undefined;
  const pressed = Number(memory.typed(startedField) ?? Infinity);
  const since = Math.max(Math.min(view.walkedFrom ?? Infinity, pressed), view.startedAt);
  return Number.isFinite(since) ? since : undefined;
}

function titleLine(scene: Scene): TemplateResult {
  const { page, view, words, act } = scene;
  const planned = plannedMinutes(page);
  // Before the first action there is no log and no clock.
  const since = walkedSince(scene);
  const begun = since !== undefined;
  const elapsed =
    view.closed === undefined
      ? html`<strong data-since=${since ?? nothing} data-coarse></strong>`
      : html`<strong
          >${words.span(Math.max(0, view.closed.tookMs - ((since ?? 0) - view.startedAt)))}</strong
        >`;
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
  const recording = view.recording.ok
    ? view.startedAt === 0
      ? words.t('recording.none')
      : view.recording.unsigned > 0
        ? words.t('recording.unsigned', { n: view.recording.entries, unsigned: view.recording.unsigned })
        : words.t('recording', { n: view.recording.entries })
    : words.t('recording.not');
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
    ${fact('terminal', html`${words.t('fact.cwd')} <b>${cwd}</b>`, true)}
    <li data-state=${view.recording.ok ? nothing : 'failed'} data-recording>
      ${icon('record')}<span
        ><b
          >${view.closed === undefined ? recording : words.t('recording.closed', { n: view.recording.entries })}</b
        ></span
      >
    </li>
  </ul>`;
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
